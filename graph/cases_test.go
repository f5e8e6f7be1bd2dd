package graph_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/template"

	"go.yaml.in/yaml/v3"

	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

// A case: somebody asks something, and the answer holds these words and not those.
// In all texts {{id "samira"}} is an id of the cast and {{word "anja_phone"}} a word
// of it. A new rule is a new case, no Go.
type testCase struct {
	Name   string
	As     []string // each of these people
	Query  string
	Vars   map[string]any
	Expect []string
	Forbid []string
	Errors bool // GraphQL errors are expected; otherwise they end the case
}

// TestCases runs testdata/cases/*.yaml in one world on each database: reading changes
// nothing, and cases that write stand in the tests of their rooms.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c, a := newCast(t, db), newAPI(t, db)
		for _, file := range files {
			for _, one := range read(t, c, file) {
				for _, who := range one.As {
					t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml")+"/"+one.Name+"/"+who, func(t *testing.T) {
						p, ok := c.people[who]
						if !ok {
							t.Fatalf("nobody in the cast is called %s", who)
						}
						got := a.ask(t, p, one.Query, one.Vars)
						if len(got.Errors) > 0 != one.Errors {
							t.Fatalf("errors: %s", got.Raw)
						}
						for _, w := range one.Expect {
							if !strings.Contains(got.Raw, w) {
								t.Errorf("%q is missing in %s", w, got.Raw)
							}
						}
						for _, w := range one.Forbid {
							if strings.Contains(got.Raw, w) {
								t.Errorf("%q must not be in %s", w, got.Raw)
							}
						}
					})
				}
			}
		}
	})
}

func read(t *testing.T, c *cast, file string) []testCase {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	tmpl, err := template.New(file).Option("missingkey=error").Funcs(template.FuncMap{
		"id": func(name string) string {
			id, ok := c.ids[name]
			if !ok {
				t.Fatalf("%s: nothing in the cast is called %s", file, name)
			}
			return id.String()
		},
		"word": func(name string) string {
			w, ok := c.known[name]
			if !ok || w == "" {
				t.Fatalf("%s: no word %s", file, name)
			}
			return w
		},
	}).Parse(string(raw))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := tmpl.Execute(&b, nil); err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	dec := yaml.NewDecoder(&b)
	dec.KnownFields(true)
	if err := dec.Decode(&cases); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return cases
}
