package sheet

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"buurtdorp/internal/text"
)

// WriteJSON writes a list of objects: an empty cell is null, a list a list.
func (t Table) WriteJSON(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("[")
	for r, row := range t.Rows {
		if r > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n  {")
		for i, c := range t.Columns {
			if i > 0 {
				b.WriteString(",")
			}
			if err := c.write(&b, row[i]); err != nil {
				return err
			}
		}
		b.WriteString("\n  }")
		if b.Len() > 64<<10 {
			if _, err := b.WriteTo(w); err != nil {
				return err
			}
		}
	}
	b.WriteString("\n]\n")
	_, err := b.WriteTo(w)
	return err
}

func (c Column) write(b *bytes.Buffer, cell string) error {
	var v any = cell
	switch {
	case c.Kind == List:
		v = Split(cell)
	case cell == "":
		v = nil
	case c.Kind == YesNo:
		v = cell == Yes
	case c.Kind == Number:
		v = json.Number(cell)
	}
	var value bytes.Buffer
	e := json.NewEncoder(&value)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	b.WriteString("\n    " + strconv.Quote(c.Name) + ": " + strings.TrimSpace(value.String()))
	return nil
}

func readJSON(plain string, columns []Column) (rows []Row, wrong []Problem) {
	in := json.NewDecoder(strings.NewReader(plain))
	in.UseNumber()
	if t, err := in.Token(); err != nil || t != json.Delim('[') {
		return nil, problem(0, "", "Dit is geen lijst in JSON.")
	}
	for number := 1; in.More(); number++ {
		if len(rows) == MaxRows {
			return nil, tooMany(number)
		}
		var object map[string]any
		if err := in.Decode(&object); err != nil {
			return nil, append(wrong, problem(number, "", "Dit kunnen we niet lezen. Elke rij is een object in JSON.")...)
		}
		row, bad := rowOfJSON(number, object, columns)
		wrong = append(wrong, bad...)
		if len(row.cells) > 0 {
			rows = append(rows, row)
		}
	}
	if _, err := in.Token(); err != nil {
		return nil, append(wrong, problem(0, "", "Het einde van de lijst ontbreekt.")...)
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		return nil, append(wrong, problem(0, "", "Na de lijst staat nog iets.")...)
	}
	return rows, wrong
}

func rowOfJSON(number int, object map[string]any, columns []Column) (Row, []Problem) {
	row, wrong := Row{number, map[string]string{}}, []Problem(nil)
	names := make([]string, 0, len(object))
	for name := range object {
		names = append(names, name)
	}
	slices.Sort(names)
	at, bad := header(names, columns)
	for _, b := range bad {
		wrong = append(wrong, Problem{number, b.Column, b.Message})
	}
	for i, name := range names {
		if at[i] < 0 {
			continue
		}
		cell, ok := cellOf(object[name])
		switch {
		case !ok:
			wrong = append(wrong, problem(number, columns[at[i]].Name, "Dit kunnen we niet lezen. Schrijf een tekst, een getal of een lijst daarvan.")...)
		case len(cell) > MaxCell:
			wrong = append(wrong, problem(number, columns[at[i]].Name, "Dit is te lang. Gebruik hoogstens %d tekens.", MaxCell)...)
		case cell != "":
			row.cells[columns[at[i]].Name] = cell
		}
	}
	return row, wrong
}

func cellOf(v any) (string, bool) {
	switch v := v.(type) {
	case nil:
		return "", true
	case string:
		return text.Clean(v), true
	case bool:
		return YesOrNo(v), true
	case json.Number:
		return v.String(), true
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			switch item := item.(type) {
			case string:
				items[i] = text.Clean(item)
			case json.Number:
				items[i] = item.String()
			default:
				return "", false
			}
		}
		return Join(items), true
	}
	return "", false
}
