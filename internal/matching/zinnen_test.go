package matching

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"buurtdorp/internal/term"
)

// Every sentence is short, plain and used. They are read from the source, so that
// none is forgotten.
func TestZinnen(t *testing.T) {
	zinnen := map[string]string{}
	used := map[string]int{}
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				if kind, ok := n.Type.(*ast.Ident); ok && kind.Name == "zin" && f.Name() == "zinnen.go" {
					s, err := strconv.Unquote(n.Values[0].(*ast.BasicLit).Value)
					if err != nil {
						t.Fatal(err)
					}
					zinnen[n.Names[0].Name] = s
				}
			case *ast.Ident:
				used[n.Name]++
			}
			return true
		})
	}
	if len(zinnen) < 90 {
		t.Fatalf("only %d sentences found", len(zinnen))
	}

	never := regexp.MustCompile(`(?i)\b(fout|ongeldig|verplicht|astma|allergie|medicijn|epilepsie|diabetes|diagnose|geloof|u|uw)\b`)
	braces := regexp.MustCompile(`\{(\w+)\}`)
	v, s, paar := goed()
	p := newPair(&v, vandaag)
	paar.Reisband = term.ReisbandTot5Km
	s.Weken = term.WekenEven
	p.meet(&s, &paar)
	for name, z := range zinnen {
		if used[name] < 2 {
			t.Errorf("%s is never said", name)
		}
		if never.MatchString(z) {
			t.Errorf("%s: %q has a word we do not use", name, z)
		}
		if !strings.HasSuffix(z, ".") {
			t.Errorf("%s: %q does not end", name, z)
		}
		for one := range strings.SplitSeq(strings.TrimSuffix(z, "."), ". ") {
			if words := len(strings.Fields(one)); words > 15 {
				t.Errorf("%s: %d words in %q", name, words, one)
			}
		}
		for _, b := range braces.FindAllStringSubmatch(z, -1) {
			if p.woord(b[1]) == "" {
				t.Errorf("%s: nothing fills %s", name, b[0])
			}
		}
		if isQuestion := strings.HasPrefix(name, "vraag") || strings.Contains(name, "Vraag") && name != "h12Vraag"; isQuestion &&
			!regexp.MustCompile(`^(Vraag|Kijk|Praat) `).MatchString(z) {
			t.Errorf("%s: %q does not say what to do", name, z)
		}
	}
}

// Every word of the closed lists has a word people use.
func TestWoorden(t *testing.T) {
	check := func(list string, n, have int) {
		if n != have {
			t.Errorf("%s: %d words, %d of them in Dutch", list, n, have)
		}
	}
	check("soort", len(soorten), len(soortWoord))
	check("opvoeding", len(opvoeding), len(opvoedingWoord))
	check("interesse", len(interesses), len(interesseWoord))
	check("ervaring", len(ervaring), len(ervaringWoord))
	if week(dagdelen) != 1<<21-1 || week([]term.Dagdeel{"", "XX_OCHTEND", "MA_NACHT"}) != 0 {
		t.Errorf("the week is %b", week(dagdelen))
	}
	for i, d := range dagdelen {
		if got := week([]term.Dagdeel{d}); got != 1<<i {
			t.Errorf("%s is %b", d, got)
		}
	}
	if got := momenten(1<<0 | 1<<7 | 1<<14 | 1<<20); got != "maandagochtend, woensdagmiddag, vrijdagavond en 1 ander moment" {
		t.Errorf("%q", got)
	}
}
