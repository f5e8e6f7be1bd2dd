package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const bom = "\ufeff"

// WriteCSV writes a table the way a Dutch spreadsheet opens it by itself: with a byte
// order mark, semicolons, and no cell that is a formula.
func (t Table) WriteCSV(w io.Writer) error {
	if _, err := io.WriteString(w, bom); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	line := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		line[i] = c.Name
	}
	if err := out.Write(line); err != nil {
		return err
	}
	for _, row := range t.Rows {
		for i, cell := range row {
			line[i] = Defuse(cell)
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// decode makes text of what spreadsheets save: UTF-8 with or without a mark, what
// Excel calls Unicode text, and Windows-1252, which is what Excel calls CSV.
func decode(raw []byte) (string, bool) {
	if s := string(raw); strings.HasPrefix(s, "\xff\xfe") || strings.HasPrefix(s, "\xfe\xff") {
		plain, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().String(s)
		return plain, err == nil && !strings.ContainsRune(plain, 0)
	}
	if isBinary(raw) {
		return "", false
	}
	if utf8.Valid(raw) {
		return strings.TrimPrefix(string(raw), bom), true
	}
	plain, err := charmap.Windows1252.NewDecoder().String(string(raw))
	return plain, err == nil
}

// separator is the one that the first row has most of.
func separator(plain string) rune {
	first, _, _ := strings.Cut(plain, "\n")
	best := ';'
	for _, c := range []rune{',', '\t'} {
		if strings.Count(first, string(c)) > strings.Count(first, string(best)) {
			best = c
		}
	}
	return best
}

func openCSV(plain string) (*Lines, []Problem) {
	if rest, ok := strings.CutPrefix(plain, "sep="); ok { // a line that only spreadsheets know
		_, plain, _ = strings.Cut(rest, "\n")
	}
	in := csv.NewReader(strings.NewReader(plain))
	in.Comma, in.FieldsPerRecord = separator(plain), -1
	names, err := in.Read()
	if err != nil {
		return nil, unreadable(1, err)
	}
	l := &Lines{Names: names, quoted: true}
	for number := 2; ; number++ {
		cells, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			return l, nil
		case err != nil: // after this nothing is in its place
			return nil, unreadable(number, err)
		case len(l.Rows) == MaxRows:
			return nil, tooMany(number)
		}
		if slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" }) {
			l.Rows = append(l.Rows, Line{Number: number, Cells: cells})
		}
	}
}

func unreadable(row int, err error) []Problem {
	switch {
	case errors.Is(err, io.EOF):
		return problem(0, "", "Dit bestand is leeg.")
	case errors.Is(err, csv.ErrQuote), errors.Is(err, csv.ErrBareQuote):
		return problem(row, "", "Hier staat een aanhalingsteken dat niet bij elkaar hoort. Bewaar de tabel opnieuw als CSV.")
	}
	return problem(row, "", "Deze rij kunnen we niet lezen. Bewaar de tabel opnieuw als CSV.")
}
