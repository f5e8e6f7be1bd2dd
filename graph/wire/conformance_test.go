package wire_test

import (
	"net/url"
	"strings"
	"testing"

	"buurtdorp/graph/wire"
)

const (
	asJSON     = "application/json"
	asResponse = "application/graphql-response+json"
)

// TestGraphQLOverHTTP holds what the audits of the npm package graphql-http ask
// (their ids in front), as somebody who may read the schema and as nobody.
func TestGraphQLOverHTTP(t *testing.T) {
	for name, o := range map[string]wire.Options{"signed in": {AllowIntrospection: everyone}, "anonymous": {}} {
		t.Run(name, func(t *testing.T) {
			w := start(t, o)
			for _, c := range audits {
				header := []string{}
				if c.accept != "" {
					header = append(header, "Accept", c.accept)
				}
				var a answer
				switch {
				case c.get != nil:
					a = w.do("GET", "/graphql?"+c.get.Encode(), "", header...)
				case c.kind == "none":
					a = w.do("POST", "/graphql", c.body, header...)
				case c.kind != "":
					a = w.do("POST", "/graphql", c.body, append(header, "Content-Type", c.kind)...)
				default:
					a = w.post(c.body, header...)
				}
				if a.status != c.status {
					t.Errorf("%s: status %d, want %d: %s", c.id, a.status, c.status, a.raw)
				}
				media, _, _ := strings.Cut(a.header.Get("Content-Type"), ";")
				want := c.accept
				if want == "" || want == "*/*" {
					want = asJSON
				}
				if media != want || !strings.HasSuffix(a.header.Get("Content-Type"), "charset=utf-8") {
					t.Errorf("%s: content type %q", c.id, a.header.Get("Content-Type"))
				}
				_, hasErrors := a.body["errors"]
				_, hasData := a.body["data"]
				if hasErrors != c.errors || hasData == c.errors {
					t.Errorf("%s: errors %v, data %v: %s", c.id, hasErrors, hasData, a.raw)
				}
			}
		})
	}
}

type audit struct {
	id     string
	body   string
	kind   string // content type; "none" sends none
	get    url.Values
	accept string
	status int
	errors bool // and then no data key
}

var audits = buildAudits()

func buildAudits() []audit {
	const (
		plain   = `{"query":"{ __typename }"}`
		typed   = `{"query":"query Type($name: String!) { __type(name: $name) { name } }","variables":{"name":"sometype"}}`
		coerced = `{"query":"query CoerceFailure($id: ID!){ __typename }","variables":{"id":null}}`
		unknown = `{"query":"{ 8f31403dfe404bccbb0e835f2629c6a7 }"}`
		nofield = `{"query":"{ nowhere }"}`
	)
	list := []audit{
		{id: "22EB", body: plain, accept: asResponse, status: 200},
		{id: "4655", body: plain, accept: asJSON, status: 200},
		{id: "47DE", body: plain, accept: "*/*", status: 200},
		{id: "80D8 82A3 78D5 2C94 03D4", body: plain, status: 200},
		{id: "BF61", body: `{"query":"{ __type(name: \"Run🏃Swim🏊\") { name } }"}`, kind: "application/json; charset=utf-8", status: 200},
		{id: "5A70", get: url.Values{"query": {"{ __typename }"}}, status: 200},
		{id: "9C48", get: url.Values{"query": {"mutation { __typename }"}}, accept: asResponse, status: 405, errors: true},
		{id: "9ABE", body: plain, kind: "none", status: 415, errors: true},
		{id: "A5BF", body: "", status: 400, errors: true},
		{id: "423L", body: `{"notquery":"{ __typename }"}`, accept: asResponse, status: 400, errors: true},
		{id: "8764 3E3A", body: `{"qeury":"{ __typename }"}`, status: 400, errors: true},
		{id: "34A2", body: plain, accept: asResponse, status: 200},
		{id: "13EE", body: plain, accept: asJSON, status: 200},
		{id: "8161", body: `{"operationName":"Query","query":"query Query { __typename }"}`, accept: asResponse, status: 200},
		{id: "B8B3", body: `{"operationName":"Query","query":"query Query { __typename }"}`, accept: asJSON, status: 200},
		{id: "2EA1", body: typed, accept: asResponse, status: 200},
		{id: "28B9", body: typed, accept: asJSON, status: 200},
		{id: "428F", body: `{"query":"{ __typename }","extensions":{"some":"value"}}`, accept: asResponse, status: 200},
		{id: "1B7A", body: `{"query":"{ __typename }","extensions":{"some":"value"}}`, accept: asJSON, status: 200},
		{id: "BCF8 B6DC", body: `{ "not a JSON`, accept: asJSON, status: 400, errors: true},
		{id: "B7N8", body: `{ "not a JSON`, accept: asResponse, status: 400, errors: true},
		{id: "572B", body: `{"query":"{"}`, accept: asJSON, status: 200, errors: true},
		{id: "FDE2", body: unknown, accept: asJSON, status: 200, errors: true},
		{id: "FDE2, validation", body: nofield, accept: asJSON, status: 200, errors: true},
		{id: "7B9B", body: coerced, accept: asJSON, status: 200, errors: true},
		{id: "865D 556A D586", body: `{"query":"{"}`, accept: asResponse, status: 400, errors: true},
		{id: "51FE 74FF 5E5B", body: unknown, accept: asResponse, status: 400, errors: true},
		{id: "74FF, validation", body: nofield, accept: asResponse, status: 400, errors: true},
		{id: "86EE", body: coerced, accept: asResponse, status: 400, errors: true},
	}
	for _, accept := range []string{asJSON, asResponse} {
		list = append(list, audit{id: "D6D5 6A70", accept: accept, status: 200, get: url.Values{
			"query": {"query Type($name: String!) { __type(name: $name) { name } }"}, "variables": {`{"name":"sometype"}`},
		}})
		for _, p := range []string{"variables", "operationName", "extensions"} {
			list = append(list, audit{id: "94B 022 " + p, body: `{"query":"{ __typename }","` + p + `":null}`, accept: accept, status: 200})
		}
	}
	for _, bad := range []string{`{"obj":"ect"}`, `0`, `false`, `["array"]`} {
		list = append(list,
			audit{id: "LKJ " + bad, body: `{"query":` + bad + `}`, status: 400, errors: true},
			audit{id: "6C0 " + bad, body: `{"query":"{ __typename }","operationName":` + bad + `}`, status: 400, errors: true})
	}
	for _, bad := range []string{`"string"`, `0`, `false`, `["array"]`} {
		list = append(list,
			audit{id: "476 " + bad, body: `{"query":"{ __typename }","variables":` + bad + `}`, status: 400, errors: true},
			audit{id: "58B " + bad, body: `{"query":"{ __typename }","extensions":` + bad + `}`, status: 400, errors: true})
	}
	return list
}
