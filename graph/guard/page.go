package guard

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// page is the number of rows a field asks for, by first or last, or by naming
// their ids.
type page struct {
	at          *ast.Position
	first, last *ast.Value // as written; nil when not
	ids         *ast.Value
	byDefault   int // rows when nothing is given
}

// pageOf finds the page of a field, or nil when the field has none.
func pageOf(f *ast.Field, def *ast.FieldDefinition, l Limits) *page {
	p := page{at: place(f.Position), byDefault: l.DefaultPage}
	known := false
	if given := f.Arguments.ForName("ids"); given != nil && def != nil && def.Type.Elem != nil {
		p.ids, known = given.Value, true
	}
	for _, name := range [...]string{"first", "last"} {
		var value *ast.Value
		if def != nil {
			arg := def.Arguments.ForName(name)
			if arg == nil || arg.Type.Name() != "Int" || arg.Type.Elem != nil {
				continue
			}
			if n, given := number(arg.DefaultValue, nil, nil); given && n > 0 {
				p.byDefault = n
			}
		}
		if given := f.Arguments.ForName(name); given != nil {
			value = given.Value
		}
		known = known || def != nil || value != nil
		if name == "first" {
			p.first = value
		} else {
			p.last = value
		}
	}
	if !known {
		return nil
	}
	if p.waits() {
		p.first, p.last, p.ids = keep(p.first), keep(p.last), keep(p.ids)
	}
	return &p
}

// waits tells whether the size depends on variables.
func (p *page) waits() bool {
	for _, v := range [...]*ast.Value{p.first, p.last, p.ids} {
		if v != nil && v.Kind == ast.Variable {
			return true
		}
	}
	return false
}

// size is the number of rows, at least 1. A page out of bounds is refused here,
// so that no resolver needs to.
func (p *page) size(vars map[string]any, defaults map[string]*ast.Value, l Limits) (int, *Refusal) {
	if p.ids != nil {
		n := length(p.ids, vars, defaults)
		if n > l.MaxPage {
			return 0, refuse(PageSize, p.at, "At most %d ids at once.", l.MaxPage)
		}
		return max(n, 1), nil
	}
	first, hasFirst := number(p.first, vars, defaults)
	last, hasLast := number(p.last, vars, defaults)
	if hasFirst && hasLast {
		return 0, refuse(PageSize, p.at, "Give first or last, not both.")
	}
	n := p.byDefault
	if hasFirst {
		n = first
	} else if hasLast {
		n = last
	}
	if (hasFirst || hasLast) && (n < 0 || n > l.MaxPage) {
		return 0, refuse(PageSize, p.at, "A page has 0 to %d rows.", l.MaxPage)
	}
	return max(n, 1), nil
}

// length counts the items of a list.
func length(v *ast.Value, vars map[string]any, defaults map[string]*ast.Value) int {
	switch v.Kind {
	case ast.ListValue:
		if v.Raw != "" {
			return parsed(v.Raw) // one that keep made
		}
		return len(v.Children)
	case ast.Variable:
		value, ok := vars[v.Raw]
		if list, isList := value.([]any); isList {
			return len(list)
		}
		if d := defaults[v.Raw]; !ok && d != nil {
			return length(d, nil, nil)
		}
	}
	return 1
}

// number reads an Int. What is not one counts as too large; null as not given.
func number(v *ast.Value, vars map[string]any, defaults map[string]*ast.Value) (n int, given bool) {
	if v == nil {
		return 0, false
	}
	switch v.Kind {
	case ast.NullValue:
		return 0, false
	case ast.Variable:
		value, ok := vars[v.Raw]
		if !ok {
			if d := defaults[v.Raw]; d != nil && d.Kind != ast.Variable {
				return number(d, nil, nil)
			}
			return 0, false
		}
		return numberFrom(value)
	case ast.IntValue:
		return parsed(v.Raw), true
	default:
		return math.MaxInt32, true
	}
}

func numberFrom(value any) (int, bool) {
	switch n := value.(type) {
	case nil:
		return 0, false
	case int:
		return n, true
	case int64:
		return int(n), true
	case float64:
		if n == math.Trunc(n) && math.Abs(n) < math.MaxInt32 {
			return int(n), true
		}
	case json.Number:
		return parsed(n.String()), true
	case string: // gqlgen reads digits in a string as an Int too
		return parsed(n), true
	}
	return math.MaxInt32, true
}

func parsed(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return math.MaxInt32
	}
	return n
}

// keep copies what size needs of a value: of a list only its length.
func keep(v *ast.Value) *ast.Value {
	if v == nil {
		return nil
	}
	if v.Kind == ast.ListValue {
		return &ast.Value{Kind: v.Kind, Raw: strconv.Itoa(len(v.Children))}
	}
	return &ast.Value{Kind: v.Kind, Raw: strings.Clone(v.Raw)}
}

// place copies a position without its source, so that a remembered plan does
// not hold the whole document.
func place(at *ast.Position) *ast.Position {
	if at == nil {
		return nil
	}
	return &ast.Position{Line: at.Line, Column: at.Column}
}
