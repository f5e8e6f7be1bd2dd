package wire

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"buurtdorp/graph/guard"
)

func TestLogsHoldNothingOfPeople(t *testing.T) {
	for text, want := range map[string]string{
		`pq: duplicate key value violates unique constraint "users_email_key"`:          `pq: duplicate key value violates unique constraint "users_email_key"`,
		`pq: invalid input syntax for type uuid: "Samira de Wit"`:                       `pq: invalid input syntax for type uuid: "…"`,
		`pq: value 'Jan' is wrong in column "name"`:                                     `pq: value "…" is wrong in column "name"`,
		`mail to samira+x@voorbeeld.example failed`:                                     `mail to …@… failed`,
		`calling 06 12 34 56 78, or +31612345678`:                                       `calling #, or #`,
		`code 493817 was wrong`:                                                         `code # was wrong`,
		`token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.c2lnbmF0dXJlLWhlcmU refused`: `token … refused`,
		`family 0197a3c2-1b2c-7d3e-8f40-123456789012 not found`:                         `family 0197a3c2-1b2c-7d3e-8f40-123456789012 not found`,
		"two\nlines\x1b[31m\x00":                                                        "two\nlines [31m ",
		`pq: canceling statement due to user request (57014)`:                           `pq: canceling statement due to user request (#)`,
	} {
		if got := scrub(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
	if long := scrub(strings.Repeat("é", 5000)); len(long) > 2010 {
		t.Errorf("%d bytes", len(long))
	}
}

type stated string

func (s stated) Error() string    { return "pq: something" }
func (s stated) SQLState() string { return string(s) }

type coded int

func (c coded) Error() string { return "sqlite: something" }
func (c coded) Code() int     { return int(c) }

func TestWhatMayPassByItself(t *testing.T) {
	for err, want := range map[error]string{
		stated("40001"): "busy", stated("40P01"): "busy", stated("55P03"): "busy", stated("57014"): "deadline",
		stated("57P01"): "connection", stated("08006"): "connection", stated("53100"): "storage", stated("53300"): "storage",
		stated("25006"): "storage", stated("23505"): "", stated("42P01"): "",
		coded(5): "busy", coded(517): "busy", coded(6): "busy", coded(9): "deadline", coded(13): "storage", coded(8): "storage",
		coded(19): "", coded(2067): "", coded(1): "",
		context.DeadlineExceeded: "deadline", context.Canceled: gone,
	} {
		if got := passing(t.Context(), fmt.Errorf("saving: %w", err)); got != want {
			t.Errorf("%v (%#v): %q, want %q", err, err, got, want)
		}
	}
}

func TestAddressesOfOneHouseCountAsOne(t *testing.T) {
	for a, want := range map[string]string{
		"192.0.2.7": "192.0.2.7", "::ffff:192.0.2.7": "192.0.2.7",
		"2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "2001:db8:1:2::1": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64", "pipe": "pipe",
	} {
		if got := network(a); got != want {
			t.Errorf("%s: %s", a, got)
		}
	}
	for a, want := range map[string]string{"192.0.2.7:80": "192.0.2.7", "[2001:db8::1]:80": "2001:db8::1", "@": "@"} {
		if got := remote(&http.Request{RemoteAddr: a}); got != want {
			t.Errorf("%s: %s", a, got)
		}
	}
}

func TestDocumentsAreKeptByTheirWeight(t *testing.T) {
	d := documents{guard.NewCache[*document](4 << 20)}
	for i := range 3000 {
		query := fmt.Sprintf("query Q%d {%s}", i, strings.Repeat(" a(b: [1, 2]) { c @d(e: 1) }", 60))
		doc, err := parser.ParseQuery(&ast.Source{Input: query})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			d.Add(t.Context(), query, doc)
		}
		if got, ok := d.Get(t.Context(), query); !ok || got != doc {
			t.Fatal("the latest document is not there")
		}
	}
	if values, bytes := d.cache.Size(); bytes > 4<<20 || values > 36 {
		t.Errorf("%d documents, %d bytes", values, bytes)
	}
}

func TestEncodeKeepsTheOrderAndLeavesOutWhatIsNot(t *testing.T) {
	p := badRequest("x")
	for want, got := range map[string][]byte{
		`{"data":{"a":1}}`: encode(nil, []byte(`{"a":1}`), map[string]any{}),
		`{"errors":[{"message":"x","extensions":{"code":"BAD_REQUEST"}}]}`:                                  encode(p.errors, nil, nil),
		`{"errors":[{"message":"x","extensions":{"code":"BAD_REQUEST"}}],"data":null,"extensions":{"a":1}}`: encode(p.errors, []byte("null"), map[string]any{"a": 1}),
		`{}`: encode(nil, nil, nil),
	} {
		if string(got) != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
