package sheet

import (
	"encoding/xml"
	"errors"
	"regexp"
	"strconv"
	"strings"
)

// openXLSX reads the first sheet of a workbook that shows. Cells become what people
// see in them: dates are days, a number with a leading nought keeps it. It is read
// piece by piece within bounds, because a workbook comes from outside (ADR 8 says why
// no library reads it).
func openXLSX(raw []byte) (*Lines, []Problem) {
	b, err := openBook(raw)
	if err != nil {
		return nil, noBook(err)
	}
	part, from1904, err := b.firstSheet()
	if err != nil {
		return nil, noBook(err)
	}
	r := &xlsxReader{from1904: from1904, table: &Lines{quoted: true}}
	dir := part[:strings.LastIndex(part, "/worksheets/")+1]
	for _, step := range []struct {
		part string
		most int64
		each func(xml.Token) error
	}{{dir + "sharedStrings.xml", maxStrings, r.text}, {dir + "styles.xml", maxPart, r.style}, {part, maxSheet, r.sheet}} {
		if err := b.walk(step.part, step.most, step.each); err != nil {
			if len(r.wrong) > 0 {
				return nil, r.wrong
			}
			return nil, noBook(err)
		}
	}
	return r.table.named()
}

func noBook(err error) []Problem {
	if errors.Is(err, errTooMuch) {
		return problem(0, "", "In dit bestand staat te veel. Zet alleen de tabel in een nieuw bestand.")
	}
	return problem(0, "", "Dit is geen tabel. Bewaar hem als Excel-bestand (.xlsx) of als CSV, en probeer het opnieuw.")
}

// xlsxReader is a workbook being read.
type xlsxReader struct {
	from1904 bool
	texts    []string
	formats  map[int]string // of the workbook itself, by number
	styles   []int          // the format of every style
	table    *Lines
	wrong    []Problem

	inside  string // which list of styles we are in
	words   strings.Builder
	reading bool // the words count
	aside   bool // how to pronounce them does not
	cells   int
	lines   int

	row  Line
	at   int
	kind string
	form int
	live bool
}

// text collects the texts that cells share.
func (r *xlsxReader) text(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "si":
			r.words.Reset()
		case "rPh":
			r.aside = true
		case "t":
			r.reading = !r.aside
		}
	case xml.CharData:
		if r.reading {
			r.words.Write(t)
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "t":
			r.reading = false
		case "rPh":
			r.aside = false
		case "si":
			if len(r.texts) == maxTexts {
				return errTooMuch
			}
			r.texts = append(r.texts, unescape(r.words.String()))
		}
	}
	return nil
}

// style collects how cells show numbers.
func (r *xlsxReader) style(t xml.Token) error {
	e, ok := t.(xml.StartElement)
	if !ok {
		return nil
	}
	switch e.Name.Local {
	case "numFmt":
		if id, err := strconv.Atoi(attr(e, "numFmtId")); err == nil {
			if r.formats == nil {
				r.formats = map[int]string{}
			}
			r.formats[id] = attr(e, "formatCode")
		}
	case "cellXfs", "cellStyleXfs", "dxfs", "cellStyles":
		r.inside = e.Name.Local
	case "xf":
		if r.inside == "cellXfs" {
			id, _ := strconv.Atoi(attr(e, "numFmtId")) // none is 0: as it is
			r.styles = append(r.styles, id)
		}
	}
	return nil
}

// sheet collects the rows.
func (r *xlsxReader) sheet(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "row":
			if r.lines++; r.lines > maxLines {
				r.wrong = tooMany(r.row.Number)
				return errTooMuch
			}
			number := r.row.Number + 1
			if n, err := strconv.Atoi(attr(t, "r")); err == nil {
				number = n
			}
			r.row, r.at = Line{Number: number}, -1
		case "c":
			if r.cells++; r.cells > maxCells {
				return errTooMuch
			}
			r.begin(t)
		case "f":
			r.live = true
		case "v", "t":
			r.reading = !r.aside
		case "rPh":
			r.aside = true
		}
	case xml.CharData:
		if r.reading {
			r.words.Write(t)
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "v", "t":
			r.reading = false
		case "rPh":
			r.aside = false
		case "c":
			return r.end()
		case "row":
			return r.keep()
		}
	}
	return nil
}

func (r *xlsxReader) begin(e xml.StartElement) {
	r.words.Reset()
	r.live, r.kind, r.form = false, attr(e, "t"), 0
	if at, ok := columnOf(attr(e, "r")); ok {
		r.at = at
	} else {
		r.at++
	}
	if s, err := strconv.Atoi(attr(e, "s")); err == nil && s >= 0 && s < len(r.styles) {
		r.form = r.styles[s]
	}
}

func (r *xlsxReader) end() error {
	cell := r.words.String()
	switch r.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(cell))
		if err != nil || i < 0 || i >= len(r.texts) {
			return errNoBook
		}
		cell = r.texts[i]
	case "b":
		cell = YesOrNo(strings.TrimSpace(cell) == "1")
	case "inlineStr", "str":
		cell = unescape(cell)
	case "e": // #N/B and its kind: nothing to read
		cell = strings.TrimSpace(cell)
	case "d": // a day as ISO 8601 writes it
		cell = strings.TrimSuffix(strings.TrimSpace(cell), "T00:00:00")
	default:
		cell = r.shown(strings.TrimSpace(cell))
	}
	if strings.TrimSpace(cell) == "" {
		return nil
	}
	if r.at >= maxColumns {
		return errTooMuch
	}
	if r.live {
		r.row.live = append(r.row.live, r.at)
	}
	for len(r.row.Cells) <= r.at {
		r.row.Cells = append(r.row.Cells, "")
	}
	r.row.Cells[r.at] = cell
	return nil
}

func (r *xlsxReader) keep() error {
	if len(r.row.Cells) == 0 {
		return nil
	}
	if len(r.table.Rows) > MaxRows {
		r.wrong = tooMany(r.row.Number)
		return errTooMuch
	}
	r.table.Rows = append(r.table.Rows, r.row)
	r.row = Line{Number: r.row.Number}
	return nil
}

// columnOf reads the letters of "AB12", the first column being 0.
func columnOf(ref string) (int, bool) {
	n := 0
	for i := range len(ref) {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			return n - 1, i > 0
		}
		if n = n*26 + int(c-'A') + 1; n > 1<<14 {
			return 1 << 14, true
		}
	}
	return 0, false
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape undoes how workbooks write signs that XML cannot hold.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(m[2:6], 16, 16) // four hexadecimal digits
		return string(rune(n))
	})
}
