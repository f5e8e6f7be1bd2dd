package sheet

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"buurtdorp/internal/text"
)

// Lines is a table before anybody said what its columns mean.
type Lines struct {
	// Names are what people wrote above the columns.
	Names []string
	Rows  []Line
	// quoted: a ' before what looks like a formula is ours (Defuse), not theirs.
	quoted bool
}

// Line is one row of it, as it stands in the file.
type Line struct {
	Number int
	Cells  []string
	// live are the cells that a formula filled, by place. What they show may be old, or
	// made up: a person pastes the value.
	live []int
}

// Open reads the table of a spreadsheet or a CSV file, whatever its columns are called.
// What it cannot make sense of are problems; its error is that of r.
func Open(r io.Reader) (*Lines, []Problem, error) {
	raw, wrong, err := all(r)
	if err != nil || len(wrong) > 0 {
		return nil, wrong, err
	}
	lines, wrong := open(raw)
	if len(wrong) > 0 {
		return nil, wrong, nil
	}
	if len(lines.Rows) == 0 {
		return nil, empty(), nil
	}
	return lines, nil, nil
}

func open(raw []byte) (*Lines, []Problem) {
	if bytes.HasPrefix(raw, zipped) {
		return openXLSX(raw)
	}
	plain, wrong := decoded(raw)
	if len(wrong) > 0 {
		return nil, wrong
	}
	return openCSV(plain)
}

// As gives the rows of it under columns that a person chose: mapping holds, for every
// column of the file, the name of one of ours, or nothing.
func (l *Lines) As(columns []Column, mapping []string) ([]Row, []Problem) {
	at, wrong := make([]int, len(mapping)), []Problem(nil)
	seen := map[string]bool{}
	for i, name := range mapping {
		at[i] = slices.IndexFunc(columns, func(c Column) bool { return c.Name == name })
		switch {
		case name == "":
			continue
		case at[i] < 0:
			wrong = append(wrong, problem(1, clip(name), "Deze kolom kennen we niet. Deze kunnen: %s.", list(columns))...)
		case seen[name]:
			wrong = append(wrong, problem(1, name, "Deze kolom is twee keer gekozen. Kies hem één keer.")...)
		}
		seen[name] = true
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return l.rows(columns, at, false)
}

// rows puts the cells under their columns; at says which, -1 is none. Strict is the
// table whose columns are ours already: a cell beside them is one too many.
func (l *Lines) rows(columns []Column, at []int, strict bool) (rows []Row, wrong []Problem) {
	for _, line := range l.Rows {
		row, bad := l.row(line, columns, at, strict)
		wrong = append(wrong, bad...)
		if len(row.cells) > 0 {
			rows = append(rows, row)
		}
	}
	return rows, wrong
}

func (l *Lines) row(line Line, columns []Column, at []int, strict bool) (Row, []Problem) {
	row, wrong := Row{line.Number, map[string]string{}}, []Problem(nil)
	for i, cell := range line.Cells {
		if l.quoted {
			cell = Revive(cell)
		}
		if cell = text.Clean(cell); cell == "" {
			continue
		}
		if i >= len(at) || at[i] < 0 {
			if strict {
				wrong = append(wrong, problem(line.Number, "", "Deze rij heeft meer cellen dan er kolommen zijn. Kijk of er een teken als ; of , te veel staat.")...)
				break
			}
			continue
		}
		switch name := columns[at[i]].Name; {
		case slices.Contains(line.live, i):
			wrong = append(wrong, problem(line.Number, name, "Hier staat een formule. Plak alleen de waarde, dan kunnen we hem lezen.")...)
		case len(cell) > MaxCell:
			wrong = append(wrong, problem(line.Number, name, "Dit is te lang. Gebruik hoogstens %d tekens.", MaxCell)...)
		default:
			row.cells[name] = cell
		}
	}
	return row, wrong
}

// named takes the first row with more than one name in it for the names: above a list people
// write what it is, in one wide cell, and leave a row open.
func (l *Lines) named() (*Lines, []Problem) {
	if len(l.Rows) == 0 {
		return nil, problem(0, "", "Dit bestand is leeg.")
	}
	first := 0
	for i, row := range l.Rows[:min(10, len(l.Rows))] {
		filled := 0
		for _, c := range row.Cells {
			if strings.TrimSpace(c) != "" {
				filled++
			}
		}
		if filled > 1 {
			first = i
			break
		}
	}
	l.Names, l.Rows = l.Rows[first].Cells, l.Rows[first+1:]
	return l, nil
}
