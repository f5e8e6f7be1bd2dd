package sheet

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// WriteXLSX writes a table as a workbook of one sheet. Texts are texts, whatever they
// begin with; what a spreadsheet would calculate after saving it as CSV is defused as
// in our own CSV, so that no road leads to a live formula.
func (t Table) WriteXLSX(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, part := range bookParts {
		if err := writePart(z, part.name, func(b *bufio.Writer) { b.WriteString(part.text) }); err != nil {
			return err
		}
	}
	if err := writePart(z, "xl/worksheets/sheet1.xml", t.writeSheet); err != nil {
		return err
	}
	return z.Close()
}

func writePart(z *zip.Writer, name string, write func(b *bufio.Writer)) error {
	to, err := z.Create(name)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(to)
	write(b)
	return b.Flush() // bufio keeps the first error
}

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	ooxml   = "http://schemas.openxmlformats.org/"
	main    = ooxml + "spreadsheetml/2006/main"
)

// Styles of our cells: 0 as it is, 1 a text, 2 the name of a column.
var bookParts = []struct{ name, text string }{
	{"[Content_Types].xml", xmlHead + `<Types xmlns="` + ooxml + `package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`},
	{"_rels/.rels", xmlHead + `<Relationships xmlns="` + ooxml + `package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + ooxml + `officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", xmlHead + `<workbook xmlns="` + main + `" xmlns:r="` + ooxml + `officeDocument/2006/relationships">` +
		`<sheets><sheet name="Lijst" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="` + ooxml + `package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + ooxml + `officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="` + ooxml + `officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	{"xl/styles.xml", xmlHead + `<styleSheet xmlns="` + main + `">` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
		`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
		`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`},
}

func (t Table) writeSheet(b *bufio.Writer) {
	b.WriteString(xmlHead + `<worksheet xmlns="` + main + `">` +
		`<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for i, c := range t.Columns {
		style := 1 // what people type in it stays what they typed
		if c.Kind == Number {
			style = 0
		}
		fmt.Fprintf(b, `<col min="%d" max="%d" width="18" customWidth="1" style="%d"/>`, i+1, i+1, style)
	}
	b.WriteString(`</cols><sheetData><row r="1">`)
	for i, c := range t.Columns {
		writeText(b, i, 1, 2, c.Name)
	}
	b.WriteString("</row>")
	for n, row := range t.Rows {
		fmt.Fprintf(b, `<row r="%d">`, n+2)
		for i, cell := range row {
			switch {
			case cell == "":
			case t.Columns[i].Kind == Number && isWhole(cell):
				fmt.Fprintf(b, `<c r="%s%d"><v>%s</v></c>`, letters(i), n+2, cell)
			default:
				writeText(b, i, n+2, 1, calm(cell))
			}
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData></worksheet>")
}

func writeText(b *bufio.Writer, column, row, style int, s string) {
	fmt.Fprintf(b, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">`, letters(column), row, style)
	_ = xml.EscapeText(b, []byte(escape(s))) // bufio keeps the error
	b.WriteString("</t></is></c>")
}

// escape undoes unescape beforehand: what looks like the way workbooks write signs is
// written that way itself.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '_' && i+7 <= len(s) && escaped.MatchString(s[i:i+7]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

var phone = regexp.MustCompile(`^\+?[0-9][0-9 ]*$`)

// calm is Defuse, but leaves a telephone number as it is: it stands in a cell of text,
// and at its worst it is a number.
func calm(cell string) string {
	if phone.MatchString(cell) {
		return cell
	}
	return Defuse(cell)
}

func isWhole(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && strconv.Itoa(n) == s
}

// letters is the name of a column: A, B, ... Z, AA.
func letters(i int) string {
	var out []string
	for i++; i > 0; i = (i - 1) / 26 {
		out = append([]string{string(rune('A' + (i-1)%26))}, out...)
	}
	return strings.Join(out, "")
}
