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

// separator is the one that most of the first rows have; of those that all have, the one
// that stands most in the first of them. Above the names may stand what the list is, with a
// comma in it.
func separator(plain string) rune {
	var first []string
	for line := range strings.Lines(plain) {
		if first = append(first, line); len(first) == 10 {
			break
		}
	}
	rows := func(c rune) (n, most int) {
		for _, line := range first {
			if count := strings.Count(line, string(c)); count > 0 {
				if n++; n == 1 {
					most = count
				}
			}
		}
		return n, most
	}
	best := ';'
	for _, c := range []rune{',', '\t'} {
		n, most := rows(c)
		if many, top := rows(best); n > many || n == many && most > top {
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
	l := &Lines{quoted: true}
	for number := 1; ; number++ {
		cells, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			return l.named()
		case err != nil: // after this nothing is in its place
			return nil, unreadable(number, err)
		case len(l.Rows) > MaxRows: // and the names
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
