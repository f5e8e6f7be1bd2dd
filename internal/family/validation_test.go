package family

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/fault"
)

// fixture is testdata/validation.json, which the PWA's tests read too.
type fixture struct {
	Now    time.Time
	Region string
	Limits map[string]int
	Base   map[string]json.RawMessage
	Cases  []struct {
		Name, Kind string
		Set        map[string]any
		Faults     []struct{ Path, Code, Key string }
		Gives      map[string]any
	}
}

func TestValidation(t *testing.T) {
	raw, err := os.ReadFile("testdata/validation.json")
	if err != nil {
		t.Fatal(err)
	}
	var fx fixture
	if err := json.Unmarshal(raw, &fx); err != nil {
		t.Fatal(err)
	}
	var limits map[string]int
	if err := json.Unmarshal(encode(t, Limits), &limits); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(limits, fx.Limits) {
		t.Errorf("Limits are %v, the fixture says %v", limits, fx.Limits)
	}
	for _, c := range fx.Cases {
		t.Run(c.Name, func(t *testing.T) {
			input := over(t, fx.Base[c.Kind], c.Set)
			a := &applicant{region: &ent.Region{Key: fx.Region}, now: fx.Now}
			var f form
			var got map[string]any
			switch c.Kind {
			case "vraaggezin":
				var in RegisterVraag
				decode(t, input, &in)
				in.check(&f, a)
				got = flat(t, in, in.Family)
			case "steungezin":
				var in RegisterSteun
				decode(t, input, &in)
				in.check(&f, a)
				got = flat(t, in, in.Family)
			default:
				t.Fatalf("kind %q", c.Kind)
			}
			var want, have []string
			for _, w := range c.Faults {
				want = append(want, strings.TrimSpace(w.Code+" "+w.Key)+" at "+w.Path)
			}
			for _, h := range f.faults {
				have = append(have, strings.TrimSpace(string(h.Code)+" "+h.Key)+" at "+strings.Join(h.Path, "."))
				if s := fault.Sentence("nl", h); strings.Contains(s, "{") {
					t.Errorf("a name is not filled in: %s", s)
				}
			}
			slices.Sort(want)
			slices.Sort(have)
			if !slices.Equal(want, have) {
				t.Errorf("faults:\n%s\nwant:\n%s", strings.Join(have, "\n"), strings.Join(want, "\n"))
			}
			for path, w := range c.Gives {
				if !reflect.DeepEqual(got[path], w) {
					t.Errorf("%s is %#v, want %#v", path, got[path], w)
				}
			}
		})
	}
}

// over lays the paths of set over a base.
func over(t *testing.T, base json.RawMessage, set map[string]any) json.RawMessage {
	var root any
	decode(t, base, &root)
	for path, value := range set {
		at, names := root, strings.Split(path, ".")
		for _, n := range names[:len(names)-1] {
			if i, err := strconv.Atoi(n); err == nil {
				at = at.([]any)[i]
			} else {
				at = at.(map[string]any)[n]
			}
		}
		if last := names[len(names)-1]; value == nil {
			delete(at.(map[string]any), last)
		} else {
			at.(map[string]any)[last] = value
		}
	}
	return encode(t, root)
}

// flat is the cleaned input by path, with what was worked out of it.
func flat(t *testing.T, in any, h Household) map[string]any {
	out := map[string]any{}
	var root any
	decode(t, encode(t, in), &root)
	var walk func(path string, v any)
	walk = func(path string, v any) {
		out[path] = v
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				walk(strings.TrimPrefix(path+"."+k, "."), x)
			}
		case []any:
			for i, x := range v {
				walk(path+"."+strconv.Itoa(i), x)
			}
		}
	}
	walk("", root)
	out["family.postcode"], out["family.pc4"] = h.home.postcode, h.home.pc4
	out["family.village"], out["family.pc4Known"] = h.home.village, h.home.known
	for i, c := range h.Children {
		out["family.children."+strconv.Itoa(i)+".born"] = c.born
	}
	return out
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func decode(t *testing.T, raw []byte, to any) {
	t.Helper()
	if err := json.Unmarshal(raw, to); err != nil {
		t.Fatal(err)
	}
}
