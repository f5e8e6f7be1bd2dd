// Package sheet reads and writes tables as people keep them: CSV the way a
// spreadsheet saves and opens it, XLSX, and JSON for programs. It knows nothing of what is
// in them. Leaf, but for the texts.
package sheet

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"buurtdorp/internal/text"
)

// Kind is what the cells of a column hold. In a table every cell is a text; in JSON
// a number is a number.
type Kind int

// The kinds.
const (
	Text Kind = iota
	Number
	YesNo
	List
)

// Column is a column of a table.
type Column struct {
	Name string
	Kind Kind
}

// Table is what is written. A row has a cell for every column.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// Row is a row that was read.
type Row struct {
	// Number is where people find it: the row of the spreadsheet, the first being the
	// names, or the item of a JSON list.
	Number int
	cells  map[string]string
}

// Cell gives what a column holds, trimmed; empty when the column is not there.
func (r Row) Cell(column string) string { return r.cells[column] }

// Problem says what is wrong, where, in plain Dutch.
type Problem struct {
	Row     int    `json:"row"`
	Column  string `json:"column,omitempty"`
	Message string `json:"message"`
}

func (p Problem) String() string {
	where := fmt.Sprintf("Rij %d", p.Row)
	if p.Row == 0 {
		where = "Bestand"
	}
	if p.Column != "" {
		where += ", kolom " + p.Column
	}
	return where + ": " + p.Message
}

// What a file may hold. A region has hundreds of families; whoever has more splits
// the file.
const (
	MaxBytes = 16 << 20
	MaxRows  = 20_000
	MaxCell  = 20_000
)

// Read reads a table with these columns, in any order, some left out. What it cannot
// make sense of are problems; its error is that of r.
func Read(r io.Reader, columns []Column) ([]Row, []Problem, error) {
	raw, wrong, err := all(r)
	if err != nil || len(wrong) > 0 {
		return nil, wrong, err
	}
	rows, wrong := read(raw, columns)
	if len(wrong) == 0 && len(rows) == 0 {
		wrong = empty()
	}
	return rows, wrong, nil
}

func read(raw []byte, columns []Column) ([]Row, []Problem) {
	if !bytes.HasPrefix(raw, zipped) {
		plain, wrong := decoded(raw)
		if len(wrong) > 0 {
			return nil, wrong
		}
		if head := strings.TrimSpace(plain); strings.HasPrefix(head, "[") || strings.HasPrefix(head, "{") {
			return readJSON(plain, columns)
		}
	}
	lines, wrong := open(raw)
	if len(wrong) > 0 {
		return nil, wrong
	}
	at, wrong := header(lines.Names, columns)
	if len(wrong) > 0 {
		return nil, wrong
	}
	return lines.rows(columns, at, true)
}

// all reads a file that is not too large.
func all(r io.Reader) ([]byte, []Problem, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err == nil && len(raw) > MaxBytes {
		return nil, problem(0, "", "Dit bestand is te groot. Het mag %d MB zijn. Maak er twee van.", MaxBytes>>20), nil
	}
	return raw, nil, err
}

func decoded(raw []byte) (string, []Problem) {
	if bytes.HasPrefix(raw, oldOffice) {
		return "", problem(0, "", "Dit is een oud Excel-bestand, of er zit een wachtwoord op. Bewaar het als .xlsx zonder wachtwoord.")
	}
	plain, ok := decode(raw)
	if !ok {
		return "", problem(0, "", "Dit is geen tabel. Bewaar hem als Excel-bestand (.xlsx) of als CSV, en probeer het opnieuw.")
	}
	return plain, nil
}

func empty() []Problem { return problem(0, "", "Er staan geen rijen in.") }

func tooMany(row int) []Problem {
	return problem(row, "", "Dit zijn te veel rijen. Het mogen er %d zijn. Maak er twee van.", MaxRows)
}

// How files begin that are no text. An .xlsx is a ZIP.
var (
	zipped    = []byte("PK\x03\x04")
	oldOffice = []byte("\xd0\xcf\x11\xe0")
	binary    = [][]byte{zipped, oldOffice, []byte("%PDF"), []byte("\x1f\x8b")}
)

func isBinary(raw []byte) bool {
	return slices.ContainsFunc(binary, func(magic []byte) bool { return bytes.HasPrefix(raw, magic) }) || bytes.IndexByte(raw, 0) >= 0
}

// header finds the column of every name in the first row; -1 for a cell without one.
func header(names []string, columns []Column) (at []int, wrong []Problem) {
	seen := map[int]bool{}
	for _, name := range names {
		i := -1
		if key := plainName(name); key != "" {
			i = slices.IndexFunc(columns, func(c Column) bool { return plainName(c.Name) == key })
			switch {
			case i < 0:
				wrong = append(wrong, problem(1, clip(name), "Deze kolom kennen we niet. Deze kunnen: %s.", list(columns))...)
			case seen[i]:
				wrong = append(wrong, problem(1, clip(name), "Deze kolom staat er twee keer.")...)
			}
			seen[i] = true
		}
		at = append(at, i)
	}
	return at, wrong
}

func plainName(s string) string {
	return strings.NewReplacer(" ", "_", "-", "_").Replace(text.Fold(s))
}

func list(columns []Column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return strings.Join(names, ", ")
}

func clip(s string) string {
	s = text.Line(s)
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

func problem(row int, column, format string, args ...any) []Problem {
	return []Problem{{row, column, fmt.Sprintf(format, args...)}}
}
