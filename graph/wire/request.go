package wire

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"buurtdorp/graph/guard"
)

// request is what a client asks, decoded.
type request struct {
	Query         string
	OperationName string
	Variables     map[string]any
	Extensions    map[string]any

	media     media
	operation guard.Operation
	ref       string       // by which log and answer find each other
	logged    atomic.Int32 // errors written to the log so far
	answered  bool         // the status has gone out

	batch   []*request // several in one; then all above but media is empty
	problem *problem   // why one of a batch does not run
}

type requestKey struct{}

func withRequest(ctx context.Context, r *request) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

func requestFrom(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{ref: newRef(), media: mediaJSON}
}

func newRef() string { return strings.ToLower(rand.Text()[:12]) }

// readBody decodes a POST. Nothing of the body comes back in a problem.
func (h *Handler) readBody(w http.ResponseWriter, r *http.Request, req *request) *problem {
	if !saysJSON(r.Header) {
		return unsupported("Send application/json in UTF-8, without Content-Encoding.")
	}
	if r.ContentLength > h.o.MaxBody {
		return tooLarge(h.o.MaxBody)
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, h.o.MaxBody))
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		return tooLarge(h.o.MaxBody)
	case err != nil:
		return badRequest("The body did not arrive.")
	}
	body = bytes.TrimSpace(body)
	if !utf8.Valid(body) || !json.Valid(body) {
		return badRequest("The body is not JSON in UTF-8.")
	}
	if isBatch(body) {
		return h.readBatch(r.Context(), req, body)
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil || fields == nil {
		return badRequest("The body is not a JSON object.")
	}
	return h.fill(req, fields)
}

// readURL decodes a GET.
func (h *Handler) readURL(r *http.Request, req *request) *problem {
	if r.ContentLength != 0 {
		return badRequest("A GET has no body.")
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil || !utf8.ValidString(strings.Join(values["query"], "")) {
		return badRequest("The address cannot be read.")
	}
	fields := map[string]json.RawMessage{}
	for _, name := range []string{"query", "operationName", "variables", "extensions"} {
		given := values[name]
		switch {
		case len(given) > 1:
			return badRequest("Give " + name + " once.")
		case len(given) == 0 || given[0] == "":
			continue
		case name == "query" || name == "operationName":
			fields[name], _ = json.Marshal(given[0])
		default:
			if !json.Valid([]byte(given[0])) {
				return badRequest(name + " is not JSON.")
			}
			fields[name] = json.RawMessage(given[0])
		}
	}
	return h.fill(req, fields)
}

// fill takes the four parameters by their exact names and types.
func (h *Handler) fill(req *request, fields map[string]json.RawMessage) *problem {
	for name, to := range map[string]*string{"query": &req.Query, "operationName": &req.OperationName} {
		raw := fields[name]
		if null(raw) {
			continue
		}
		if raw[0] != '"' || json.Unmarshal(raw, to) != nil {
			return badRequest(name + " is not a string.")
		}
	}
	for name, to := range map[string]*map[string]any{"variables": &req.Variables, "extensions": &req.Extensions} {
		raw := fields[name]
		if null(raw) {
			continue
		}
		if raw[0] != '{' {
			return badRequest(name + " is not an object.")
		}
		if err := h.guard.CheckInput(raw); err != nil {
			return refused(err)
		}
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.UseNumber()
		if dec.Decode(to) != nil {
			return badRequest(name + " cannot be read.")
		}
	}
	if req.Query != "" {
		return nil
	}
	if _, hashed := req.Extensions["persistedQuery"]; hashed {
		return onlyWhole() // Apollo clients then send the document itself
	}
	return badRequest("query is missing.")
}

func null(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

// saysJSON wants exactly one application/json. Everything a form or a plain
// fetch of a foreign page can send is something else: that is what keeps the
// preflight in place.
func saysJSON(h http.Header) bool {
	types := h.Values("Content-Type")
	if len(types) != 1 {
		return false
	}
	if enc := h.Get("Content-Encoding"); enc != "" && !strings.EqualFold(enc, "identity") {
		return false
	}
	kind, params, err := mime.ParseMediaType(types[0])
	if err != nil || kind != "application/json" {
		return false
	}
	charset := params["charset"]
	return charset == "" || strings.EqualFold(charset, "utf-8")
}
