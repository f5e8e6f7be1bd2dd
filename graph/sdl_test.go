package graph_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"buurtdorp/graph"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
)

// sdl makes operations out of the schema itself, so that what is new in it is tried
// without a line of Go.
type sdl struct{ *ast.Schema }

func readSDL() sdl { return sdl{(&graph.Resolver{}).Schema().Schema()} }

// mutations are all of them, by name.
func (s sdl) mutations() []*ast.FieldDefinition {
	list := slices.DeleteFunc(slices.Clone(s.Mutation.Fields), func(m *ast.FieldDefinition) bool {
		return m.Name == "pushSignupSync" // speaks in rows, as general clients do: sync_test.go
	})
	slices.SortFunc(list, func(a, b *ast.FieldDefinition) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// inputOf is the one input of a mutation.
func (s sdl) inputOf(m *ast.FieldDefinition) *ast.Definition {
	return s.Types[m.Arguments.ForName("input").Type.Name()]
}

// document asks a mutation for all that it tells at its first level.
func (s sdl) document(m *ast.FieldDefinition) string {
	var b strings.Builder
	for _, f := range s.Types[m.Type.Name()].Fields {
		switch to := s.Types[f.Type.Name()]; {
		case f.Name == "userErrors":
			b.WriteString(" userErrors { __typename code message path ... on ConflictError { current { __typename id } } }")
		case to.IsCompositeType():
			fmt.Fprintf(&b, " %s { __typename }", f.Name)
		default:
			b.WriteString(" " + f.Name)
		}
	}
	return fmt.Sprintf("mutation($in: %s!) { %s(input: $in) {%s } }", s.inputOf(m).Name, m.Name, b.String())
}

// idField is a place in an input where an id goes.
type idField struct {
	path []string // "0" is the first of a list
	kind gid.Kind
	made bool // the client makes it
	may  bool // it may be left out
}

func (f idField) String() string { return strings.Join(f.path, ".") }

// idFields finds them, with the kind of thing each is about: as its name says, or its
// description, or what the mutation answers with.
func (s sdl) idFields(m *ast.FieldDefinition) (out []idField) {
	var find func(def *ast.Definition, path []string)
	find = func(def *ast.Definition, path []string) {
		for _, f := range def.Fields {
			at := append(slices.Clone(path), f.Name)
			if f.Type.Elem != nil {
				at = append(at, "0")
			}
			if to := s.Types[f.Type.Name()]; to.Kind == ast.InputObject {
				find(to, at)
			} else if to.Name == "ID" {
				out = append(out, idField{at, s.kindOf(m, def, f), strings.Contains(strings.ToLower(f.Description), "made by the client"), !f.Type.NonNull})
			}
		}
	}
	find(s.inputOf(m), nil)
	return out
}

var ofThe = regexp.MustCompile(`Of the ([\w-]+)`)

func (s sdl) kindOf(m *ast.FieldDefinition, def *ast.Definition, f *ast.FieldDefinition) gid.Kind {
	name := strings.TrimSuffix(f.Name, "Id")
	if name == "id" {
		name = strings.TrimSuffix(def.Name, "Input")
	}
	if found := ofThe.FindStringSubmatch(f.Description); f.Name == "id" && found != nil {
		name = strings.ReplaceAll(found[1], "-", "")
	}
	if kind, ok := kinds[strings.ToLower(name)]; ok {
		return kind
	}
	for _, p := range s.Types[m.Type.Name()].Fields {
		if to := s.Types[p.Type.Name()]; slices.Contains(to.Interfaces, "Node") {
			return kinds[strings.ToLower(to.Name)]
		}
	}
	return 0
}

// kinds are the nouns an input may name.
var kinds = map[string]gid.Kind{
	"region": gid.Region, "place": gid.Place, "family": gid.Family, "ander": gid.Family, "uitelkaar": gid.Blokkade, "child": gid.Child, "vraaggezin": gid.Vraaggezin,
	"steungezin": gid.Steungezin, "koppeling": gid.Koppeling, "meetup": gid.Meetup, "signup": gid.Signup, "note": gid.Note,
	"overdracht": gid.Overdracht, "afwezigheid": gid.Afwezigheid, "dossiers": gid.Vraaggezin,
	"user": gid.User, "van": gid.User, "naar": gid.User, "waarnemer": gid.User,
	"toestemming": gid.Toestemming, "vog": gid.Vog, "referentie": gid.Referentie, "zorgmelding": gid.Zorgmelding, "weging": gid.Weging,
	"series": gid.Series, "leaveseries": gid.SeriesSignup, "signupforseries": gid.SeriesSignup, "walkin": gid.WalkIn, "removewalkin": gid.WalkIn,
	"recordwalkin": gid.WalkIn, "makecalendarfeed": gid.CalendarFeed, "revokecalendarfeed": gid.CalendarFeed, "endsession": gid.Session, "takealong": gid.Meegenomen, "acceptoffer": gid.Signup, "signupasguest": gid.Signup, "hosts": gid.User,
}

// plausible fills in what an input has to have, in a way that a person might.
func (s sdl) plausible(def *ast.Definition) map[string]any {
	out := map[string]any{}
	for _, f := range def.Fields {
		if (!f.Type.NonNull || f.DefaultValue != nil) && f.Name != "children" {
			continue
		}
		value := s.value(f)
		if f.Type.Elem != nil {
			value = []any{value}
		}
		out[f.Name] = value
	}
	if def.Name == "ChildInput" {
		out["age"] = 4
	}
	if def.Name == "ContactInput" {
		out["phone"] = "06 12345678"
	}
	if def.Name == "FamilyInput" {
		out["postcode"] = "3273 AB"
	}
	return out
}

func (s sdl) value(f *ast.FieldDefinition) any {
	now := clock.Now()
	switch to := s.Types[f.Type.Name()]; {
	case to.Kind == ast.Enum:
		return to.EnumValues[0].Name
	case to.Kind == ast.InputObject:
		return s.plausible(to)
	case to.Name == "ID":
		return gid.New(gid.Family) // the caller knows better
	case to.Name == "Int":
		return 1
	case to.Name == "Boolean":
		return true
	case to.Name == "DateTime" && f.Name == "endsAt":
		return now.Add(26 * time.Hour)
	case to.Name == "DateTime" && strings.HasSuffix(f.Name, "Op"):
		return now.AddDate(0, 0, -10)
	case to.Name == "DateTime":
		return now.Add(24 * time.Hour)
	case f.Name == "clientMutationId":
		return uuid.NewString()
	case f.Name == "textVersion":
		return "2026-11"
	}
	return "woorden"
}

// put sets one value deep in an input; the lists on the way have one item.
func put(input map[string]any, path []string, value any) {
	var at any = input
	for i, step := range path {
		last := i == len(path)-1
		switch v := at.(type) {
		case map[string]any:
			if last {
				v[step] = value
				return
			}
			at = v[step]
		case []any:
			if last {
				v[0] = value
				return
			}
			at = v[0]
		default:
			return // this input has nothing there
		}
	}
}

// TestReadSDL: the kinds the other tests rely on are those that the rooms ask for.
func TestReadSDL(t *testing.T) {
	s := readSDL()
	got := map[string]string{}
	for _, m := range s.mutations() {
		for _, f := range s.idFields(m) {
			if f.kind == 0 {
				t.Errorf("%s: what is %s about? Say so in its description", m.Name, f)
			}
			made := ""
			if f.made {
				made = " made"
			}
			got[m.Name+" "+f.String()] = fmt.Sprint(f.kind, made)
		}
	}
	for at, want := range map[string]string{
		"signUp id": fmt.Sprint(gid.Signup, " made"), "signUp meetupId": fmt.Sprint(gid.Meetup, ""),
		"recordVog id": fmt.Sprint(gid.Vog, " made"), "checkIn id": fmt.Sprint(gid.Koppeling, ""),
		"registerVraaggezin family.children.0.id": fmt.Sprint(gid.Child, " made"), "confirmFamily id": fmt.Sprint(gid.Family, ""),
		"recordAttendance id": fmt.Sprint(gid.Signup, ""), "registerSteungezin id": fmt.Sprint(gid.Steungezin, " made"),
		"addNote id": fmt.Sprint(gid.Note, " made"), "withdrawToestemming id": fmt.Sprint(gid.Toestemming, ""),
	} {
		if got[at] != want {
			t.Errorf("%s is %q, want %q; of %v", at, got[at], want, slices.Sorted(maps.Keys(got)))
		}
	}
}
