package family_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"

	"buurtdorp/internal/family"
	"buurtdorp/internal/term"
)

var update = flag.Bool("update", false, "write testdata/steps.txt anew")

// The table as people read it. A change of who may do what shows here, and is
// looked at by a person.
func TestStepsAreThoseThatWereLookedAt(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("VRAAGGEZIN\n")
	list(&b, family.VraagTable)
	b.WriteString("\nSTEUNGEZIN\n")
	list(&b, family.SteunTable)
	const file = "testdata/steps.txt"
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, b.Bytes()) {
		t.Errorf("the tables changed: look at what go test ./internal/family -run StepsAre -update writes\n%s", b.Bytes())
	}
}

func list[S ~string](b *bytes.Buffer, table []family.Rule[S]) {
	for _, r := range table {
		to := string(r.To)
		if to == "" {
			to = "(stays)"
		}
		if r.Else != "" {
			to += " or else " + string(r.Else)
		}
		fmt.Fprintf(b, "%s: %v -> %s by %v", r.Step, r.From, to, r.Who)
		if len(r.Needs) > 0 {
			fmt.Fprintf(b, " if %q", r.Needs)
		}
		b.WriteString("\n")
	}
}

func TestNoStateIsATrap(t *testing.T) {
	trap(t, family.VraagTable, term.VraagAangemeld, term.VraagGeanonimiseerd)
	trap(t, family.SteunTable, term.SteunAangemeld, term.SteunAfgewezen, term.SteunGestopt, term.SteunGeanonimiseerd)
}

// trap checks that every state can be reached from the first, that a person can
// leave all but the last ones, and that a step has one line for a state and a person.
func trap[S interface {
	~string
	Values() []string
}](t *testing.T, table []family.Rule[S], first S, last ...S) {
	t.Helper()
	reached := []S{first}
	for i := 0; i < len(reached); i++ {
		for _, r := range table {
			for _, to := range []S{r.To, r.Else} {
				if slices.Contains(r.From, reached[i]) && to != "" && !slices.Contains(reached, to) {
					reached = append(reached, to)
				}
			}
		}
	}
	for _, s := range term.All[S]() {
		if s != "GEANONIMISEERD" && !slices.Contains(reached, s) {
			t.Errorf("%s cannot be reached", s)
		}
		out := slices.ContainsFunc(table, func(r family.Rule[S]) bool {
			return slices.Contains(r.From, s) && r.To != "" && r.To != s && !slices.Equal(r.Who, []family.Who{family.Timer})
		})
		if out == slices.Contains(last, s) {
			t.Errorf("%s: can be left: %v", s, out)
		}
		seen := map[string]bool{}
		for _, r := range table {
			for _, who := range r.Who {
				if key := fmt.Sprint(r.Step, who); slices.Contains(r.From, s) {
					if seen[key] {
						t.Errorf("%s by %s from %s stands there twice", r.Step, who, s)
					}
					seen[key] = true
				}
			}
		}
	}
}
