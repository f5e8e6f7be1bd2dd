package graph_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"buurtdorp/internal/clock"
)

// maker makes operations that nobody would write: of the right shape more often than
// not, so that they get far.
type maker struct {
	sdl
	*rand.Rand
	ids  []uuid.UUID // of things that exist
	keys []string    // clientMutationIds used before
	wild bool        // this operation is of a wrong shape as well
	// begin gives an input that may well succeed.
	begin func(mutation *ast.FieldDefinition) map[string]any
}

// operation is a document with its variables.
type operation struct {
	Query     string         `json:"query"`
	Variables map[string]any `json:"variables,omitempty"`
}

// surrogate stands for half a character, which Go's JSON cannot write.
const surrogate = "HALFACHARACTER"

func (o operation) body() []byte {
	raw, err := json.Marshal(o)
	if err != nil {
		panic(err)
	}
	return []byte(strings.ReplaceAll(string(raw), surrogate, `\ud800`))
}

func (m *maker) maybe(percent int) bool { return m.IntN(100) < percent }

func pick[T any](m *maker, list []T) T { return list[m.IntN(len(list))] }

// next is the next operation.
func (m *maker) next() operation {
	m.wild = m.maybe(15)
	w := &writer{maker: m, vars: map[string]any{}, budget: 40}
	kind, root := "query", m.Query
	if m.maybe(60) {
		kind, root = "mutation", m.Mutation
	}
	var fields []string
	for i := range 1 + m.IntN(3) {
		f := pick(m, root.Fields)
		for strings.HasPrefix(f.Name, "__") {
			f = pick(m, root.Fields)
		}
		fields = append(fields, fmt.Sprintf("f%d: %s", i, w.field(f, 0)))
	}
	head := kind
	if len(w.declared) > 0 {
		head += "(" + strings.Join(w.declared, ", ") + ")"
	}
	return operation{head + " { " + strings.Join(fields, " ") + " }", w.vars}
}

// writer writes one document.
type writer struct {
	*maker
	declared []string
	vars     map[string]any
	budget   int // fields left
}

func (w *writer) field(f *ast.FieldDefinition, depth int) string {
	w.budget--
	var args []string
	for _, a := range f.Arguments {
		if depth == 0 && a.Name == "input" && !w.maybe(5) {
			args = append(args, a.Name+": "+w.declare(a, w.bend(w.Types[a.Type.Name()], w.begin(f))))
			continue
		}
		if !a.Type.NonNull && w.maybe(60) {
			continue
		}
		if (a.Name == "last" || a.Name == "before") && w.maybe(80) { // or most lists would be refused for giving both ends
			continue
		}
		args = append(args, a.Name+": "+w.variable(a))
	}
	out := f.Name
	if len(args) > 0 {
		out += "(" + strings.Join(args, ", ") + ")"
	}
	if w.maybe(5) {
		when := pick(w.maker, []func() string{w.condition, func() string { return "true" }, func() string { return "false" }})
		out += " @" + pick(w.maker, []string{"include", "skip"}) + "(if: " + when() + ")"
	}
	if to := w.Types[f.Type.Name()]; to.IsCompositeType() {
		out += " { " + w.selection(to, depth+1) + " }"
	}
	return out
}

func (w *writer) condition() string {
	name := fmt.Sprintf("$c%d", len(w.declared))
	w.declared = append(w.declared, name+": Boolean!")
	w.vars[strings.TrimPrefix(name, "$")] = w.maybe(50)
	if w.wild {
		w.vars[strings.TrimPrefix(name, "$")] = pick(w.maker, []any{nil, "true", 1})
	}
	return name
}

// variable declares one for an argument, or writes its value into the document.
func (w *writer) variable(a *ast.ArgumentDefinition) string {
	v := w.value(&ast.FieldDefinition{Name: a.Name, Type: a.Type})
	if lit, ok := literal(v); ok && w.maybe(15) && w.Types[a.Type.Name()].Kind != ast.Enum {
		return lit
	}
	return w.declare(a, v)
}

func (w *writer) declare(a *ast.ArgumentDefinition, v any) string {
	name := fmt.Sprintf("v%d", len(w.declared))
	w.declared = append(w.declared, "$"+name+": "+a.Type.String())
	w.vars[name] = v
	return "$" + name
}

func literal(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		raw, err := json.Marshal(v)
		return string(raw), err == nil && !strings.Contains(v, surrogate)
	case int, int64, bool, nil, float64:
		raw, err := json.Marshal(v)
		return string(raw), err == nil
	}
	return "", false
}

// selection asks for some of a type, with aliases, fragments and __typename.
func (w *writer) selection(def *ast.Definition, depth int) string {
	parts := []string{"__typename"}
	if def.Kind == ast.Interface || def.Kind == ast.Union {
		for _, o := range w.PossibleTypes[def.Name] {
			if w.budget > 0 && w.maybe(20) {
				parts = append(parts, "... on "+o.Name+" { "+w.selection(o, depth)+" }")
			}
		}
	}
	page := strings.HasSuffix(def.Name, "Connection") || strings.HasSuffix(def.Name, "Edge")
	for _, f := range def.Fields {
		leaf := !w.Types[f.Type.Name()].IsCompositeType()
		always := page || f.Name == "userErrors" || def.Name == "UserError"
		if strings.HasPrefix(f.Name, "__") || !always && (w.budget <= 0 || depth > 4 && !leaf || !w.maybe(50)) {
			continue
		}
		text := w.field(f, depth)
		if leaf && !page && w.maybe(4) {
			text = fmt.Sprintf("a%d: %s", w.budget+100, text)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " ")
}

// value is something for an input: mostly of its type, often at the edge of it.
func (m *maker) value(f *ast.FieldDefinition) any {
	switch {
	case m.maybe(4) && (m.wild || !f.Type.NonNull):
		return nil
	case m.wild && m.maybe(10): // another type
		return pick(m, []any{1, "x", true, []any{}, map[string]any{}, 1.5, []any{[]any{nil}}, map[string]any{"a": nil}})
	case f.Type.Elem != nil:
		n := pick(m, []int{0, 1, 1, 1, 2, 3, 3, 40, 500})
		if m.wild {
			n = 10_000
		}
		one := m.value(&ast.FieldDefinition{Name: f.Name, Type: f.Type.Elem})
		list := make([]any, 0, n)
		for range n { // many of the same, or some that differ
			if n <= 3 {
				one = m.value(&ast.FieldDefinition{Name: f.Name, Type: f.Type.Elem})
			}
			list = append(list, one)
		}
		return list
	}
	to := m.Types[f.Type.Name()]
	switch {
	case to.Kind == ast.InputObject:
		return m.object(to)
	case to.Kind == ast.Enum && !m.wild:
		return pick(m, to.EnumValues).Name
	case to.Kind == ast.Enum:
		return pick(m, []any{"NERGENS", "", "ja", 1})
	case to.Name == "ID":
		return m.id()
	case to.Name == "Int" && m.wild:
		return pick(m, []any{int64(1) << 40, -(int64(1) << 62), 1.5, 1e10, "5", true, ""})
	case to.Name == "Int" && (f.Name == "first" || f.Name == "last"):
		return m.IntN(6)
	case to.Name == "Int":
		return pick(m, []any{0, 1, 1, 2, 3, 5, 12, -1, 100, 101, 2147483647, -2147483648})
	case to.Name == "Boolean":
		return m.maybe(50)
	case to.Name == "DateTime" && m.wild:
		return pick(m, []any{"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-12-01", "2026-02-30T00:00:00Z", "", "nu", 1764583200})
	case to.Name == "DateTime":
		return clock.Now().AddDate(pick(m, []int{0, 0, 0, 0, 1, -1, 9, -9, 100, -100}), 0, m.IntN(30)-15)
	case to.Name == "Cursor" && m.maybe(70):
		return nil
	case f.Name == "clientMutationId":
		return m.key()
	case m.maybe(40):
		return m.plain(f.Name)
	}
	return pick(m, texts)
}

func (m *maker) object(def *ast.Definition) map[string]any {
	return m.bend(def, m.plausible(def))
}

// bend changes a field here and there.
func (m *maker) bend(def *ast.Definition, out map[string]any) map[string]any {
	for _, f := range def.Fields {
		given, has := out[f.Name]
		inner, nested := given.(map[string]any)
		switch {
		case nested && !m.maybe(3):
			m.bend(m.Types[f.Type.Name()], inner)
		case has && m.maybe(6), !has && m.maybe(15):
			out[f.Name] = m.value(f)
		case m.wild && m.maybe(5):
			delete(out, f.Name)
		}
	}
	if m.wild && m.maybe(10) {
		out["verzonnen"] = "x"
	}
	return out
}

func (m *maker) id() any {
	if m.wild {
		return pick(m, []any{"", "x", 12, strings.Repeat("0", 36), "{" + m.ids[0].String() + "}", strings.ToUpper(m.ids[0].String()), "urn:uuid:" + m.ids[0].String()})
	}
	if m.maybe(20) { // one that is not there, of any kind
		id := uuid.Must(uuid.NewV7())
		id[15] = byte(m.IntN(40))
		return id
	}
	return pick(m, m.ids)
}

func (m *maker) key() any {
	if len(m.keys) > 0 && m.maybe(10) {
		return pick(m, m.keys)
	}
	if m.maybe(3) {
		return pick(m, texts)
	}
	key := uuid.NewString()
	m.keys = append(m.keys, key)
	return key
}

// plain is a text as a person types it there.
func (m *maker) plain(name string) string {
	known := map[string][]string{
		"postcode": {"3273 AB", "3286", "3250AA", "9999 ZZ"}, "code": {"3273", "3273ab"}, "near": {"3273", "Westmaas", "Strijen"},
		"email": {"iemand@voorbeeld.example", "x"}, "phone": {"0612345678", "112"}, "birthMonth": {"2019-04", "2019-13", "0000-00", "9999-12"},
		"textVersion": {"2026-11"}, "key": {"H6", "H1", "H99"}, "village": {"Strijen", "Nergens"}, "talen": {"nl", "zz"}, "languages": {"nl", "NL"},
	}[name]
	if known == nil {
		return "woorden"
	}
	return pick(m, known)
}

var texts = []any{"", " ", "\t\n", "woorden", "a\x00b", "\u202egro.live//:sptth", surrogate, "x" + surrogate + "y", "👩‍👧‍👦", "𝒳", "e\u0301", "İ", "ﬀ", "\ufeff", "\u200b",
	"'; DROP TABLE families; --", "%", "_", "\\", "{{.}}", "<script>alert(1)</script>", "=1+1", strings.Repeat("lang ", 30), strings.Repeat("é", 5000), strings.Repeat("👩", 81),
	"123456782", "null", "0", "-1", "\u2028", "\r\n", "a\u0007b"}
