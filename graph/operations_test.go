package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
)

// OperationsSetting asks for more generated operations per seed than a test run has
// time for.
const OperationsSetting = "BUURTDORP_TEST_OPERATIONS"

// TestGeneratedOperations sends what no client would send: every operation, input and
// argument of the SDL with values at and beyond the edge, as everybody. Whatever comes,
// the answer is ours, in our words, and nobody's error in the log.
func TestGeneratedOperations(t *testing.T) {
	many, _ := strconv.Atoi(os.Getenv(OperationsSetting))
	many = max(many, 150)
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		hasty(t, db)
		var log bytes.Buffer
		c, a := newCast(t, db), newAPILogging(t, db, &log)
		c.elsewhere()
		g := &gauntlet{T: t, seen: map[string]int{}}
		f := &foreign{T: t, sdl: readSDL(), api: a, cast: c, db: db}
		for seed := range uint64(5) {
			rng := rand.New(rand.NewPCG(seed, 0))
			who, as := slices.Sorted(maps.Keys(c.people)), ""
			m := &maker{sdl: f.sdl, Rand: rng, ids: everything(t, db)}
			m.begin = func(mutation *ast.FieldDefinition) map[string]any { return f.likely(rng, mutation, as) }
			for i := range many {
				if i%25 == 0 {
					f.rows = c.rows(t)
				}
				as = pick(m, who)
				op := m.next()
				g.judge(fmt.Sprintf("seed %d, operation %d as %s: %.1200s", seed, i, as, op.body()), a.send(t, c.people[as], op.body()))
			}
		}
		for line := range strings.Lines(log.String()) {
			if !strings.Contains(line, `level=INFO msg="region: other terms"`) { // that a region changed is written down
				t.Errorf("the log: %.3000s", line)
			}
		}
		t.Log(g.seen)
		for _, code := range []string{"done", "NOT_FOUND", "INVALID", "REQUIRED", "UNAUTHENTICATED"} {
			if g.seen[code] == 0 {
				t.Errorf("no answer was %s: these operations get nowhere", code)
			}
		}
	})
}

func (a api) send(t *testing.T, as *world.Person, body []byte) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(as.In(t.Context()), http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.RemoteAddr = "127.0.0.1:1"
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	return w
}

// likely is an input about any of her own things, as they are now.
func (f *foreign) likely(rng *rand.Rand, m *ast.FieldDefinition, who string) map[string]any {
	for _, rows := range f.rows {
		rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	}
	input := f.filled(m, who)
	if _, has := input["baseVersion"]; has {
		for _, rows := range f.rows {
			for _, r := range rows {
				if r.id == input["id"] || r.id == input["familyId"] {
					input["baseVersion"] = r.version
				}
			}
		}
	}
	return input
}

// gauntlet is what every answer has to pass.
type gauntlet struct {
	*testing.T
	seen map[string]int // by code
}

// inside are words that only our machinery uses.
var inside = regexp.MustCompile(`(?i)\bent: |\bsql: |\bpq: |sqlite|constraint failed|violates|runtime error|invalid memory|strconv\.|parsing time|invalid UUID|\.go:|goroutine|privacy:|buurtdorp/|%!|unmarshal|interface conversion|unexpected end|syntax error`)

// outside are the codes of the door: the document did not run.
var outside = regexp.MustCompile(`^(GRAPHQL_\w+|DOCUMENT_\w+|TOO_MANY_\w+|PAGE_SIZE|INPUT_TOO_\w+|\w+_NOT_SUPPORTED|INTROSPECTION_CLOSED|BAD_REQUEST|BODY_TOO_LARGE)$`)

func (g *gauntlet) judge(what string, w *httptest.ResponseRecorder) {
	g.Helper()
	var got struct {
		Data   map[string]any
		Errors []struct {
			Message    string
			Extensions map[string]any
		}
	}
	raw := w.Body.String()
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code >= 500 || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
		g.Errorf("%s\nis answered %d %.500s", what, w.Code, raw)
		return
	}
	if bad := inside.FindString(raw); bad != "" {
		g.Errorf("%s\nis answered with %q: %.1000s", what, bad, raw)
	}
	for _, e := range got.Errors {
		code, _ := e.Extensions["code"].(string)
		g.seen[code]++
		if outside.MatchString(code) {
			continue
		}
		g.refusal(what, raw, code, e.Message)
	}
	for _, payload := range got.Data {
		p, ok := payload.(map[string]any)
		if list, has := p["userErrors"].([]any); ok && has {
			for _, e := range list {
				e := e.(map[string]any)
				code, _ := e["code"].(string)
				message, asked := e["message"].(string)
				g.seen[code]++
				if asked && code != "" {
					g.refusal(what, raw, code, message)
				}
			}
			if len(list) == 0 {
				g.seen["done"]++
			}
		}
	}
}

// refusal: a code of the list that is no fault of ours, and a sentence.
func (g *gauntlet) refusal(what, raw, code, message string) {
	g.Helper()
	sentence := strings.HasSuffix(message, ".") || strings.HasSuffix(message, "?") || strings.HasSuffix(message, "!")
	if !fault.Code(code).Valid() || code == string(fault.Internal) || code == string(fault.Retryable) || !sentence || strings.Contains(message, "{") {
		g.Errorf("%s\nis refused as %s %q: %.1000s", what, code, message, raw)
	}
}
