package wire_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"buurtdorp/graph/guard"
	"buurtdorp/graph/wire"
)

// batch sends requests together, and gives the code of each answer, "" where it went well.
func (w *world) batch(bodies ...string) (codes []string, a answer) {
	w.t.Helper()
	a = w.post("[" + strings.Join(bodies, ",") + "]")
	var list []struct {
		Data   map[string]any
		Errors []struct{ Extensions struct{ Code string } }
	}
	if a.status == 200 && json.Unmarshal([]byte(a.raw), &list) != nil {
		w.t.Fatalf("no list: %s", a.raw)
	}
	for _, one := range list {
		code := ""
		if len(one.Errors) > 0 {
			code = one.Errors[0].Extensions.Code
		}
		codes = append(codes, code)
	}
	return codes, a
}

const bump = `{"query":"mutation { bump(by: 2) }"}`

// Each is answered in its place, as it would have been alone.
func TestBatch(t *testing.T) {
	w := start(t, wire.Options{})
	codes, a := w.batch(bump, `{"query":"{ hello }"}`, `{"query":"{ nothing }"}`, `{"query":"{"}`, `{}`, `7`, `{"query":"{ hello }","variables":7}`,
		`{"query":"subscription { forever }"}`, `{"query":"query A { hello } query B { hello }","operationName":"B"}`, bump)
	want := []string{"", "", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "BAD_REQUEST", "BAD_REQUEST", "BAD_REQUEST", "NOT_ACCEPTABLE", "", ""}
	if !slices.Equal(codes, want) {
		t.Errorf("codes %q, want %q: %s", codes, want, a.raw)
	}
	if n := w.resolver.Bumps.Load(); n != 4 || a.header.Get("Content-Type") == "" {
		t.Errorf("%d ran, %v", n, a.header)
	}
}

// A batch that is none does not run at all.
func TestNoBatch(t *testing.T) {
	w := start(t, wire.Options{})
	for name, body := range map[string]string{
		"empty": "[]", "too many": "[" + strings.Repeat(bump+",", wire.MaxBatch) + bump + "]", "cut off": "[" + bump + ",",
	} {
		if a := w.post(body); a.status != 400 || w.resolver.Ran.Load() != 0 {
			t.Errorf("%s: %d %s", name, a.status, a.raw)
		}
	}
	if a := w.post("["+bump+"]", "Accept", "text/event-stream"); a.status != 406 {
		t.Errorf("as events: %d %s", a.status, a.raw)
	}
	if codes, _ := w.batch(slices.Repeat([]string{bump}, wire.MaxBatch)...); slices.ContainsFunc(codes, func(c string) bool { return c != "" }) {
		t.Errorf("as many as may: %q", codes)
	}
}

// Together they may cost what one may.
func TestBatchTogether(t *testing.T) {
	limits := guard.Default()
	limits.Cost = 10
	w := start(t, wire.Options{Limits: limits})
	codes, _ := w.batch(slices.Repeat([]string{`{"query":"{ a: hello b: hello c: hello d: hello }"}`}, 4)...)
	if !slices.Equal(codes, []string{"", "", string(guard.DocumentTooCostly), string(guard.DocumentTooCostly)}) {
		t.Errorf("codes %q", codes)
	}
}

// What may work later holds up what was done after it: order is kept.
func TestBatchKeepsOrder(t *testing.T) {
	w := start(t, wire.Options{})
	for by, waits := range map[int]bool{-1: true, -2: true, -3: false} {
		before := w.resolver.Bumps.Load()
		codes, a := w.batch(fmt.Sprintf(`{"query":"mutation { bump(by: %d) }"}`, by), bump)
		if codes[0] == "" || (codes[1] == "RETRYABLE") != waits || (w.resolver.Bumps.Load() == before) != waits {
			t.Errorf("%d: %q %s", by, codes, a.raw)
		}
	}
	if codes, _ := w.batch(`{"query":"{ fails(how: UNAUTHENTICATED) }"}`, bump); codes[1] != "" {
		t.Errorf("a question holds nothing up: %q", codes)
	}
}
