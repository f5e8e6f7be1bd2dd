package wire_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"buurtdorp/graph/wire"
	"buurtdorp/graph/wire/internal/testschema"
	"buurtdorp/internal/fault"
)

const sorry = "Er ging iets mis. Probeer het later opnieuw."

// forbidden are words of drivers, libraries and people that no answer may hold.
var forbidden = []string{"pq:", "sql", "SQL", "constraint", "users_", " ent:", ".go", "goroutine", "panic:", "runtime", "locked",
	"deadline", "context", testschema.Cited, "samira", "driver"}

func mustNotHold(t *testing.T, a answer, words []string) {
	t.Helper()
	for _, word := range words {
		if strings.Contains(a.raw, word) {
			t.Errorf("%q in the answer: %s", word, a.raw)
		}
	}
}

func TestOnlyFaultsPass(t *testing.T) {
	w := start(t, wire.Options{})
	for how, want := range map[string]struct {
		code    fault.Code
		message string
	}{
		"DRIVER":          {fault.Internal, sorry},
		"FAULT":           {fault.Invalid, "Deze postcode kennen we niet. Kijk nog eens: 4 cijfers en 2 letters, zoals 3273 AB. Of kies je dorp."},
		"WRAPPED":         {fault.Full, "Het is vol. Je kunt wel op de lijst."},
		"LIST":            {fault.Required, "Vul je voornaam in. Dan weten we hoe we je noemen."},
		"NOT_FOUND":       {fault.NotFound, "We kunnen dit niet vinden."},
		"UNAUTHENTICATED": {fault.Unauthenticated, "Log eerst in. Dan kun je verder."},
		"BUSY_POSTGRES":   {fault.Retryable, "Het lukt nu niet. Probeer het zo nog eens."},
		"BUSY_SQLITE":     {fault.Retryable, "Het lukt nu niet. Probeer het zo nog eens."},
		"CANCELLED":       {fault.Retryable, "Het lukt nu niet. Probeer het zo nog eens."},
	} {
		for _, field := range []string{"fails", "failsHard"} {
			a := w.ask("query($how: How!) { "+field+"(how: $how) }", map[string]any{"how": how})
			if a.status != 200 || len(a.errors()) != 1 || a.code() != string(want.code) || a.errors()[0]["message"] != want.message {
				t.Errorf("%s: %d %s", how, a.status, a.raw)
			}
			if path, _ := json.Marshal(a.errors()[0]["path"]); string(path) != `["`+field+`"]` {
				t.Errorf("%s: path %s", how, path)
			}
			if _, ok := a.body["data"]; !ok {
				t.Errorf("%s ran, so it has data: %s", how, a.raw)
			}
			mustNotHold(t, a, forbidden)
		}
	}
}

func TestAFaultSaysWhere(t *testing.T) {
	w := start(t, wire.Options{})
	a := w.ask("{ fails(how: LIST) }", nil)
	ext := a.errors()[0]["extensions"].(map[string]any)
	all := ext["errors"].([]any)
	second := all[1].(map[string]any)
	if len(all) != 2 || second["code"] != "TOO_LONG" || second["message"] != "Dit is te lang. Gebruik hoogstens 400 tekens." ||
		ext["key"] != "voornaam.leeg" || ext["field"].([]any)[1] != "voornaam" {
		t.Errorf("%s", a.raw)
	}
}

// TestTheLogKnowsMore: the person gets a reference, the log the chain, and
// neither what somebody typed.
func TestTheLogKnowsMore(t *testing.T) {
	w := start(t, wire.Options{})
	a := w.ask("query Opslaan($how: How!) { x: fails(how: $how) }", map[string]any{"how": "DRIVER"})
	ref, _ := a.errors()[0]["extensions"].(map[string]any)["reference"].(string)
	log := w.log.String()
	if len(ref) < 10 || !strings.Contains(log, ref) {
		t.Errorf("reference %q not in the log: %s", ref, log)
	}
	for _, word := range []string{"saving: pq: duplicate key value", "users_email_key", "Opslaan", `"path":"x"`} {
		if !strings.Contains(log, word) && !strings.Contains(log, strings.ReplaceAll(word, `"users_email_key"`, `\"users_email_key\"`)) {
			t.Errorf("%q not in the log: %s", word, log)
		}
	}
	if strings.Contains(log, testschema.Cited) {
		t.Errorf("a person's address is in the log: %s", log)
	}
}

func TestAPanicIsOneFieldsTrouble(t *testing.T) {
	w := start(t, wire.Options{})
	a := w.ask("{ panics hello }", nil)
	if a.status != 200 || a.code() != "INTERNAL" || a.errors()[0]["message"] != sorry || a.data()["hello"] != "hallo buurt" {
		t.Errorf("%d %s", a.status, a.raw)
	}
	mustNotHold(t, a, forbidden)
	if log := w.log.String(); !strings.Contains(log, "resolvers.go") || strings.Contains(log, testschema.Cited) {
		t.Errorf("log: %s", log)
	}
}

func TestManyErrorsAreLoggedAFewTimes(t *testing.T) {
	w := start(t, wire.Options{})
	var q strings.Builder
	for _, name := range strings.Fields("a b c d e f g h i") {
		q.WriteString(name + ": fails(how: DRIVER) ")
	}
	a := w.ask("{"+q.String()+"}", nil)
	if len(a.errors()) != 9 {
		t.Errorf("%s", a.raw)
	}
	if n := strings.Count(w.log.String(), "\n"); n != 5 {
		t.Errorf("%d lines in the log", n)
	}
}

func TestArgumentsThatCannotBeReadAreInvalid(t *testing.T) {
	w := start(t, wire.Options{})
	const secret = "geheim-493817"
	a := w.ask(`query($w: Word) { echo(word: $w) hello }`, map[string]any{"w": secret})
	if a.status != 200 || a.code() != "INVALID" || a.data()["hello"] == nil {
		t.Errorf("%d %s", a.status, a.raw)
	}
	ext := a.errors()[0]["extensions"].(map[string]any)
	if field, _ := json.Marshal(ext["field"]); string(field) != `["word"]` {
		t.Errorf("field %s", field)
	}
	if path, _ := json.Marshal(a.errors()[0]["path"]); string(path) != `["echo"]` {
		t.Errorf("path %s", path)
	}
	mustNotHold(t, a, []string{secret, "not a word"})
	a = w.ask(`query($n: Int) { echo(number: $n) }`, map[string]any{"n": 1 << 40})
	if a.status != 200 || a.code() == "INTERNAL" {
		t.Errorf("%d %s", a.status, a.raw)
	}
	if log := w.log.String(); log != "" {
		t.Errorf("a client's mistake is no news: %s", log)
	}
}

func TestInvalidDocumentsTellNoValuesAndNoHints(t *testing.T) {
	w := start(t, wire.Options{})
	const secret = "geheim-493817"
	for _, c := range []struct {
		query string
		vars  map[string]any
	}{
		{`{ echo(number: "` + secret + `") }`, nil},
		{`{ fails(how: "` + secret + `") }`, nil},
		{`{ large(bytes: "` + secret + `") }`, nil},
		{`{ things(first: "` + secret + `") { totalCount } }`, nil},
		{`{ echo(list: ["` + secret + `"]) }`, nil},
		{`query($how: How!) { fails(how: $how) }`, map[string]any{"how": secret}},
		{`query($n: Int!) { large(bytes: $n) }`, map[string]any{"n": secret}},
		{`query($n: Int!) { large(bytes: $n) }`, map[string]any{"n": map[string]any{secret: 1}}},
		{`query($n: Int = "` + secret + `") { echo(number: $n) }`, nil},
	} {
		a := w.ask(c.query, c.vars, "Accept", asResponse)
		if a.status != 400 || a.code() == "" {
			t.Errorf("%s: %d %s", c.query, a.status, a.raw)
		}
		if _, ok := a.body["data"]; ok {
			t.Errorf("%s did not run: %s", c.query, a.raw)
		}
		mustNotHold(t, a, []string{secret})
	}
	for _, query := range []string{"{ helo }", "{ thing }", "{ hello(nam: 1) }", "{ ... on Thin { id } }", `{ fails(how: DRIVR) }`} {
		a := w.ask(query, nil, "Accept", asResponse)
		if a.status != 400 || a.code() != "GRAPHQL_VALIDATION_FAILED" {
			t.Errorf("%s: %d %s", query, a.status, a.raw)
		}
		mustNotHold(t, a, []string{"Did you mean", "DRIVER", `"hello"`, `"name"`})
	}
	if w.resolver.Ran.Load() != 0 || w.log.String() != "" {
		t.Errorf("ran %d, log %s", w.resolver.Ran.Load(), w.log.String())
	}
}

func TestVariablesThatDoNotFitSayWhere(t *testing.T) {
	w := start(t, wire.Options{})
	a := w.ask(`query($list: [Int!]) { echo(list: $list) }`, map[string]any{"list": []any{1, nil}}, "Accept", asResponse)
	if a.status != 400 || a.errors()[0]["message"] != "Variable $list[1] cannot be null." {
		t.Errorf("%d %s", a.status, a.raw)
	}
	if _, has := a.errors()[0]["path"]; has {
		t.Errorf("path is for fields that ran: %s", a.raw)
	}
}

func TestAnOperationHasADeadline(t *testing.T) {
	w := start(t, wire.Options{Deadline: 30 * time.Millisecond})
	a := w.ask("{ waits hello }", nil)
	if a.status != 200 || a.code() != "RETRYABLE" {
		t.Errorf("%d %s", a.status, a.raw)
	}
	mustNotHold(t, a, forbidden)
	short := start(t, wire.Options{Deadline: time.Nanosecond})
	if a := short.ask("{ hello }", nil); a.status != 200 || a.code() != "RETRYABLE" {
		t.Errorf("over before it began: %d %s", a.status, a.raw)
	}
}

// leaky does what entgql's transaction does: puts a text into the answer itself.
type leaky struct{ text string }

func (leaky) ExtensionName() string                   { return "Leaky" }
func (leaky) Validate(graphql.ExecutableSchema) error { return nil }
func (l leaky) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	return graphql.ErrorResponse(ctx, "cannot commit transaction: %s", l.text)
}

func TestWhatGoesAroundThePresenterIsMasked(t *testing.T) {
	for text, want := range map[string]string{
		"pq: relation users_secret does not exist (42P01)":         "INTERNAL",
		"pq: could not serialize access due to read/write (40001)": "RETRYABLE",
		"database is locked (5) (SQLITE_BUSY)":                     "RETRYABLE",
		"dial tcp 10.0.0.1:5432: connect: connection refused":      "RETRYABLE",
	} {
		w := start(t, wire.Options{Extensions: []graphql.HandlerExtension{leaky{text}}})
		for _, accept := range []string{asJSON, "text/event-stream"} {
			a := w.ask("mutation { bump }", nil, "Accept", accept)
			if !strings.Contains(a.raw, want) {
				t.Errorf("%s as %s: %s", text, accept, a.raw)
			}
			mustNotHold(t, a, append(forbidden, "transaction", "10.0.0.1"))
		}
	}
}

// broken panics where no resolver's net is.
type broken struct{}

func (broken) ExtensionName() string                   { return "Broken" }
func (broken) Validate(graphql.ExecutableSchema) error { return nil }
func (broken) InterceptResponse(context.Context, graphql.ResponseHandler) *graphql.Response {
	panic("broken for " + testschema.Cited)
}

func TestAPanicOutsideResolversIsCaughtToo(t *testing.T) {
	w := start(t, wire.Options{Extensions: []graphql.HandlerExtension{broken{}}})
	a := w.ask("{ hello }", nil)
	if _, has := a.body["data"]; a.status != 500 || a.code() != "INTERNAL" || has {
		t.Errorf("%d %s", a.status, a.raw)
	}
	mustNotHold(t, a, forbidden)
	a = w.ask("{ hello }", nil, "Accept", "text/event-stream")
	if a.status != 200 || !strings.Contains(a.raw, "INTERNAL") || !strings.HasSuffix(a.raw, "event: complete\ndata:\n\n") {
		t.Errorf("%d %s", a.status, a.raw)
	}
	mustNotHold(t, a, forbidden)
	if log := w.log.String(); strings.Contains(log, testschema.Cited) || !strings.Contains(log, "errors_test.go") {
		t.Errorf("log: %s", log)
	}
}

func TestLowerRoomsErrorsCanBeTranslated(t *testing.T) {
	w := start(t, wire.Options{
		Translate: func(_ context.Context, err error) error {
			if strings.Contains(err.Error(), "duplicate key") {
				return fault.New(fault.Exists, "").Because(err)
			}
			return nil
		},
		Language: func(context.Context) string { return "ti" }, // none of ours: falls back to Dutch
	})
	a := w.ask("{ fails(how: DRIVER) }", nil)
	if a.code() != "EXISTS" || a.errors()[0]["message"] != "Dit is er al." {
		t.Errorf("%s", a.raw)
	}
}

func TestErrorsAreFaultsForErrorsAs(t *testing.T) {
	var f *fault.Error
	if !errors.As(errors.Join(errors.New("x"), fault.New(fault.Full, "")), &f) {
		t.Error("joined faults are found")
	}
}
