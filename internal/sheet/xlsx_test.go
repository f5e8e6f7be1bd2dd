package sheet_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"buurtdorp/internal/sheet"
	"buurtdorp/internal/text"
)

func written(t interface{ Fatal(...any) }, table sheet.Table, write func(sheet.Table, io.Writer) error) []byte {
	var b bytes.Buffer
	if err := write(table, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// nasty are texts that tables break on.
var nasty = append([]string{"'t Hof", "06-12345678", "+31612345671", "3273 AB", "0186 001 072", "_x0041_", "_x005F_x0041_x0042_", "a_x0041_x0042_b",
	"<b>&amp;", "één 😀", "a\nb", "1e5", "0x1", "2026-11-26", "WAAR", "''=", "1;2", `"`, "'+1 2"}, formulas...)

// What is written is read back, cell by cell, as CSV and as a workbook; and another
// program that knows workbooks reads the same.
func TestWhatIsWrittenIsReadBack(t *testing.T) {
	word := rapid.OneOf(rapid.SampledFrom(nasty), rapid.String(), rapid.Just(""))
	rapid.Check(t, func(t *rapid.T) {
		table := sheet.Table{Columns: columns}
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			row := []string{text.Clean(word.Draw(t, "naam")), "", "", ""}
			if n := rapid.IntRange(-9, 99999).Draw(t, "n"); n != 0 {
				row[1] = strconv.Itoa(n)
			}
			row[2] = rapid.SampledFrom([]string{"", sheet.Yes, sheet.No}).Draw(t, "yes")
			items := rapid.SliceOfN(rapid.Map(rapid.SampledFrom(nasty), text.Clean), 0, 3).Draw(t, "list")
			row[3] = text.Clean(sheet.Join(items))
			if strings.Join(row, "") == "" {
				row[0] = "x"
			}
			table.Rows = append(table.Rows, row)
		}
		for name, write := range map[string]func(sheet.Table, io.Writer) error{"csv": sheet.Table.WriteCSV, "xlsx": sheet.Table.WriteXLSX, "json": sheet.Table.WriteJSON} {
			raw := written(t, table, write)
			rows, wrong, err := sheet.Read(bytes.NewReader(raw), columns)
			if err != nil || len(wrong) > 0 || len(rows) != len(table.Rows) {
				t.Fatalf("%s: %d rows of %d, %v %v", name, len(rows), len(table.Rows), wrong, err)
			}
			for i, row := range rows {
				for c, column := range columns {
					want, got := table.Rows[i][c], row.Cell(column.Name)
					if name == "json" && column.Kind == sheet.List { // a list is a list, however it was put in a cell
						want, got = fmt.Sprint(sheet.Split(want)), fmt.Sprint(sheet.Split(got))
					}
					if got != want {
						t.Fatalf("%s: %q became %q in %s", name, want, got, column.Name)
					}
				}
			}
		}
	})
}

// A library that is not ours opens our workbook, and finds no formula in it.
func TestAnotherProgramOpensIt(t *testing.T) {
	table := sheet.Table{Columns: columns}
	for _, s := range nasty {
		table.Rows = append(table.Rows, []string{s, "4", "ja", s})
	}
	f, err := excelize.OpenReader(bytes.NewReader(written(t, table, sheet.Table.WriteXLSX)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Lijst")
	if err != nil || len(rows) != len(nasty)+1 || !reflect.DeepEqual(rows[0], []string{"naam", "volwassenen", "weet_nog_niet", "talen"}) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, s := range nasty {
		at := fmt.Sprintf("A%d", i+2)
		kind, _ := f.GetCellType("Lijst", at)
		formula, _ := f.GetCellFormula("Lijst", at)
		value, _ := f.GetCellValue("Lijst", at)
		if kind != excelize.CellTypeInlineString || formula != "" {
			t.Errorf("%q is a %v with formula %q", s, kind, formula)
		}
		if strings.ContainsAny(value[:1], "=@\t\r\n") || strings.ContainsRune("＝＋－＠", []rune(value)[0]) {
			t.Errorf("%q would be live when saved as CSV: %q", s, value)
		}
		if n, _ := f.GetCellType("Lijst", fmt.Sprintf("B%d", i+2)); n != excelize.CellTypeUnset && n != excelize.CellTypeNumber {
			t.Errorf("a number is a %v", n)
		}
	}
}

// What a coordinator has in Excel: a title, dates, telephone numbers that lost their
// nought, several sheets of which one is hidden.
func TestReadsAWorkbookAsPeopleSeeIt(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	style := func(code string) int {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	day := time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	set := func(at string, v any, code string) {
		if err := f.SetCellValue("Sheet1", at, v); err != nil {
			t.Fatal(err)
		}
		if code != "" {
			_ = f.SetCellStyle("Sheet1", at, at, style(code))
		}
	}
	set("A1", "Wachtlijst van Ria", "")
	for i, name := range []string{"Naam", "Telefoon", "Dag", "Tijd", "Aantal", "Half", "Ja", "Postcode", "Leeg", "Rijk"} {
		at, _ := excelize.CoordinatesToCellName(i+1, 3)
		set(at, name, "")
	}
	set("A4", "Zoë", "")
	set("B4", 612345678, "0000000000")
	set("C4", day, "d mmmm yyyy")
	set("D4", day.Add(9*time.Hour+30*time.Minute), "dd-mm-yy hh:mm")
	set("E4", 3, "#,##0")
	set("F4", 2.5, "")
	set("G4", true, "")
	set("H4", 32730001, "0000-0000")
	if err := f.SetCellRichText("Sheet1", "J4", []excelize.RichTextRun{{Text: "vet "}, {Text: "en niet"}}); err != nil {
		t.Fatal(err)
	}
	set("A6", "Kim", "")
	_, _ = f.NewSheet("Archief")
	_ = f.SetCellValue("Archief", "A1", "oud")
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	l, wrong, err := sheet.Open(&b)
	if err != nil || len(wrong) > 0 || len(l.Rows) != 2 || l.Rows[0].Number != 4 || l.Rows[1].Number != 6 || l.Names[1] != "Telefoon" {
		t.Fatalf("%+v %v %v", l, wrong, err)
	}
	want := []string{"Zoë", "0612345678", "2026-11-26", "2026-11-26 09:30", "3", "2.5", "ja", "3273-0001", "", "vet en niet"}
	if got := l.Rows[0].Cells; !reflect.DeepEqual(got, want) {
		t.Errorf("read %q\nwant %q", got, want)
	}
}

// The first sheet that shows is read; what a formula made is not taken for a fact.
func TestFormulasAndHiddenSheets(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	_ = f.SetSheetRow("Sheet1", "A1", &[]any{"geheim", "x"})
	_, _ = f.NewSheet("Gezinnen")
	f.SetActiveSheet(1)
	if err := f.SetSheetVisible("Sheet1", false); err != nil {
		t.Fatal(err)
	}
	_ = f.SetSheetRow("Gezinnen", "A1", &[]any{"naam", "volwassenen", "som"})
	_ = f.SetSheetRow("Gezinnen", "A2", &[]any{"Samira", 2, 4})
	_ = f.SetCellFormula("Gezinnen", "B2", "1+1")
	_ = f.SetCellFormula("Gezinnen", "C2", "2+2")
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	l, wrong, err := sheet.Open(&b)
	if err != nil || len(wrong) > 0 || l.Names[0] != "naam" {
		t.Fatalf("%+v %v %v", l, wrong, err)
	}
	rows, wrong := l.As(columns, []string{"naam", "volwassenen", ""})
	if len(rows) != 1 || rows[0].Cell("naam") != "Samira" || len(wrong) != 1 || wrong[0].String() != "Rij 2, kolom volwassenen: Hier staat een formule. Plak alleen de waarde, dan kunnen we hem lezen." {
		t.Errorf("%+v %v", rows, wrong)
	}
	if _, wrong = l.As(columns, []string{"naam", "naam", "bsn"}); len(wrong) != 2 {
		t.Errorf("a column chosen twice, and one we do not have: %v", wrong)
	}
}

// parts makes a workbook of pieces that no honest program makes.
func parts(t *testing.T, extra map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	all := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook><sheets><sheet name="a" id="s"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s" Type="x/worksheet" Target="worksheets/a.xml"/></Relationships>`,
		"xl/worksheets/a.xml":        `<worksheet><sheetData><row><c t="inlineStr"><is><t>naam</t></is></c></row><row><c><v>1</v></c></row></sheetData></worksheet>`,
	}
	for name, s := range extra {
		all[name] = s
	}
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for name, s := range all {
		if s == "-" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(w, s)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func ofSheet(rows string) map[string]string {
	return map[string]string{"xl/worksheets/a.xml": "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}
}

// Workbooks that are made to break who opens them are refused in a sentence, with not
// much more memory than an honest one.
func TestBombs(t *testing.T) {
	many := map[string]string{}
	for i := range 300 {
		many[fmt.Sprintf("xl/x%d.xml", i)] = "<x/>"
	}
	const much, none = "In dit bestand staat te veel.", "Dit is geen tabel."
	for name, c := range map[string]struct {
		raw  []byte
		says string
	}{
		"Good":         {parts(t, nil), ""},
		"HugeSheet":    {parts(t, ofSheet(strings.Repeat("<row/>", 4<<20))), "te veel rijen"},
		"HugeText":     {parts(t, ofSheet(`<row><c t="inlineStr"><is><t>`+strings.Repeat("a", 17<<20)+`</t></is></c></row>`)), much},
		"HugeStrings":  {parts(t, map[string]string{"xl/sharedStrings.xml": "<sst>" + strings.Repeat("<si><t>aaaaaaaa</t></si>", 400_000) + "</sst>"}), much},
		"ManyStrings":  {parts(t, map[string]string{"xl/sharedStrings.xml": "<sst>" + strings.Repeat("<si/>", 300_000) + "</sst>"}), much},
		"HugeStyles":   {parts(t, map[string]string{"xl/styles.xml": "<s><cellXfs>" + strings.Repeat("<xf/>", 1<<20) + "</cellXfs></s>"}), much},
		"ManyCells":    {parts(t, ofSheet("<row>"+strings.Repeat("<c/>", 400_000)+"</row>")), much},
		"FarCell":      {parts(t, ofSheet(`<row><c r="XFD1"><v>1</v></c></row>`)), much},
		"FartherCell":  {parts(t, ofSheet(`<row><c r="ZZZZZZZZZZZZZZ1"><v>1</v></c></row>`)), much},
		"SparseRows":   {parts(t, ofSheet(strings.Repeat(`<row><c r="XFD1"/></row>`, 500_000))), "te veel rijen"},
		"ManyRows":     {parts(t, ofSheet(strings.Repeat(`<row><c><v>1</v></c></row>`, 40_000))), "te veel rijen"},
		"ManyTokens":   {parts(t, ofSheet(strings.Repeat("<x/>", 2<<20))), much},
		"Deep":         {parts(t, ofSheet(strings.Repeat("<a>", 100_000))), much},
		"ManyParts":    {parts(t, many), much},
		"NoSheet":      {parts(t, map[string]string{"xl/worksheets/a.xml": "-"}), none},
		"Elsewhere":    {parts(t, map[string]string{"xl/_rels/workbook.xml.rels": `<R><Relationship Id="s" Type="x/worksheet" Target="../../../../etc/passwd"/></R>`}), none},
		"Web":          {parts(t, map[string]string{"xl/_rels/workbook.xml.rels": `<R><Relationship Id="s" Type="x/worksheet" TargetMode="External" Target="http://voorbeeld.example/x"/></R>`}), none},
		"DTD":          {parts(t, map[string]string{"xl/worksheets/a.xml": `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>`}), none},
		"Entity":       {parts(t, ofSheet(`<row><c><v>&lol9;</v></c></row>`)), none},
		"WrongString":  {parts(t, ofSheet(`<row><c t="s"><v>99</v></c></row>`)), none},
		"NotAWorkbook": {parts(t, map[string]string{"_rels/.rels": "-"}), none},
		"NotAZip":      {[]byte("PK\x03\x04 nee"), none},
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		begin := time.Now()
		_, wrong, err := sheet.Open(bytes.NewReader(c.raw))
		t.Logf("%s: %d KB, %v", name, len(c.raw)>>10, time.Since(begin))
		runtime.ReadMemStats(&after)
		if err != nil || (c.says == "") != (len(wrong) == 0) || c.says != "" && !strings.Contains(wrong[0].Message, c.says) {
			t.Errorf("%s: said %v %v, want %q", name, wrong, err, c.says)
		}
		if kept := int64(after.HeapAlloc) - int64(before.HeapAlloc); kept > 200<<20 {
			t.Errorf("%s keeps %d MB", name, kept>>20)
		}
	}
}

// What is no number of people, and days of long ago.
func TestShown(t *testing.T) {
	styles := map[string]string{"xl/styles.xml": `<s><numFmts><numFmt numFmtId="164" formatCode="[$-413]d\ mmmm\ yyyy;@"/><numFmt numFmtId="165" formatCode="&quot;dag &quot;0"/>` +
		`<numFmt numFmtId="166" formatCode="00\-00000000"/><numFmt numFmtId="167" formatCode="[Red]#,##0.00"/></numFmts>` +
		`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="20"/></cellXfs></s>`}
	for cell, want := range map[string]string{
		`<c><v>3</v></c>`: "3", `<c><v>0.1</v></c>`: "0.1", `<c><v>1E+2</v></c>`: "100", `<c><v>NaN</v></c>`: "NaN", `<c><v>x</v></c>`: "x",
		`<c s="1"><v>46352</v></c>`: "2026-11-26", `<c s="2"><v>46352.5</v></c>`: "2026-11-26 12:00", `<c s="3"><v>5</v></c>`: "5",
		`<c s="4"><v>612345678</v></c>`: "06-12345678", `<c s="5"><v>12</v></c>`: "12", `<c s="6"><v>0.4375</v></c>`: "10:30", `<c s="1"><v>-5</v></c>`: "-5",
		`<c s="1"><v>99999999</v></c>`: "99999999", `<c s="99"><v>7</v></c>`: "7", `<c t="d"><v>2026-11-26T00:00:00</v></c>`: "2026-11-26",
		`<c t="e"><v>#N/A</v></c>`: "#N/A", `<c t="str"><v>a_x000A_b</v></c>`: "a\nb",
	} {
		rows := ofSheet(`<row><c t="inlineStr"><is><t>naam</t><rPh><t>weg</t></rPh></is></c></row><row>` + cell + `</row>`)
		rows["xl/styles.xml"] = styles["xl/styles.xml"]
		l, wrong, err := sheet.Open(bytes.NewReader(parts(t, rows)))
		if err != nil || len(wrong) > 0 || !slices.Equal(l.Names, []string{"naam"}) || l.Rows[0].Cells[0] != want {
			t.Errorf("%s shows as %+v %v %v, want %q", cell, l, wrong, err, want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	table := sheet.Table{Columns: columns, Rows: [][]string{{"a", "1", "ja", "b"}}}
	f.Add(written(f, table, sheet.Table.WriteXLSX))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if l, wrong, err := sheet.Open(bytes.NewReader(raw)); err != nil || (l == nil) == (len(wrong) == 0) {
			t.Errorf("%v %v %v", l, wrong, err)
		}
	})
}
