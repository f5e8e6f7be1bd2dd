package taal

import (
	"strings"
	"testing"

	"buurtdorp/internal/dutch"
)

// TestFill holds the server's texts to what the app's would say (pwa/tests/unit/text.test.ts).
func TestFill(t *testing.T) {
	const plek, miejsce = "{n, plural, one {Nog 1 plek} other {Nog # plekken}}", "{n, plural, one {# miejsce} few {# miejsca} many {# miejsc} other {# miejsca}}"
	const makan = "{n, plural, zero {لم تبق أماكن} one {بقي مكان واحد} two {بقي مكانان} few {بقيت # أماكن} many {بقي # مكانًا} other {بقي # مكان}}"
	for _, c := range []struct {
		code, text string
		values     Values
		want       string
	}{
		{"nl", "niets", nil, "niets"},
		{"nl", "Dag {name}", Values{"name": "Samira"}, "Dag Samira"},
		{"nl", "Dag {name}", Values{"name": "{n}"}, "Dag {n}"},
		{"nl", "Dag {niemand}!", nil, "Dag !"},
		{"nl", "Dag {name", Values{"name": "Samira"}, "Dag {name"},
		{"nl", plek, Values{"n": 1}, "Nog 1 plek"}, {"nl", plek, Values{"n": 6}, "Nog 6 plekken"},
		{"nl", "{n, plural, =0 {geen} one {# kind} other {# kinderen}} in {where}", Values{"n": 0, "where": "huis"}, "geen in huis"},
		{"nl", "{n, plural, one {{name} en 1} other {{name} en #}}", Values{"n": 3, "name": "Kim"}, "Kim en 3"},
		{"pl", miejsce, Values{"n": 1}, "1 miejsce"}, {"pl", miejsce, Values{"n": 2}, "2 miejsca"}, {"pl", miejsce, Values{"n": 5}, "5 miejsc"}, {"pl", miejsce, Values{"n": 22}, "22 miejsca"},
		{"ar", makan, Values{"n": 0}, "لم تبق أماكن"}, {"ar", makan, Values{"n": 1}, "بقي مكان واحد"}, {"ar", makan, Values{"n": 2}, "بقي مكانان"},
		{"ar", makan, Values{"n": 3}, "بقيت 3 أماكن"}, {"ar", makan, Values{"n": 11}, "بقي 11 مكانًا"}, {"ar", makan, Values{"n": 100}, "بقي 100 مكان"},
		{"uk", "{n, plural, one {Ще # місце} few {Ще # місця} many {Ще # місць} other {Ще # місця}}", Values{"n": 21}, "Ще 21 місце"},
		{"tr", "{n, plural, one {1 yer kaldı} other {# yer kaldı}}", Values{"n": 4}, "4 yer kaldı"},
	} {
		if got := Fill(c.code, c.text, c.values); got != c.want {
			t.Errorf("%s of %v: %q, want %q", c.text, c.values, got, c.want)
		}
	}
}

func TestWordsOfALanguage(t *testing.T) {
	for code, want := range map[string][3]string{
		"nl": {"a", "a en b", "a, b en c"}, "en": {"a", "a and b", "a, b, and c"}, "ar": {"a", "a وb", "a وb وc"},
		"tr": {"a", "a ve b", "a, b ve c"}, "pl": {"a", "a i b", "a, b i c"}, "uk": {"a", "a і b", "a, b і c"},
	} {
		for n, row := range want {
			if got := And(code, []string{"a", "b", "c"}[:n+1]); got != row {
				t.Errorf("%s: %q, want %q", code, got, row)
			}
		}
		if And(code, nil) != "" || Name(code) == "" {
			t.Errorf("%s has no name, or nothing is something", code)
		}
	}
	if Lower("tr", "IŞIK İl") != "ışık il" || Lower("uk", "Для жінок") != "для жінок" {
		t.Error("small letters:", Lower("tr", "IŞIK İl"), Lower("uk", "Для жінок"))
	}
	if Dir("ar") != "rtl" || Dir("uk") != "ltr" {
		t.Error("from the wrong side")
	}
}

// TestLanguagesAreNamed: whoever speaks one of these finds its name, in each of ours.
func TestLanguagesAreNamed(t *testing.T) {
	for _, code := range Codes[1:] {
		for of, name := range spoken[code] {
			if _, known := dutch.Language(of); !known || name == "" || Language(code, of) != name {
				t.Errorf("%s in %s: %q", of, code, name)
			}
		}
		if len(spoken[code]) != len(spoken["en"]) {
			t.Errorf("%s lacks a language", code)
		}
	}
	for _, of := range strings.Fields("ar nl fa zgh ti") {
		if Language("nl", of) == strings.ToUpper(of) || spoken["en"][of] == "" {
			t.Errorf("%s has no name", of)
		}
	}
	if Language("nl", "tr") != "Turks" || Language("en", "xx") != "XX" || Language("ti", "tr") != "Turks" {
		t.Error(Language("nl", "tr"), Language("en", "xx"), Language("ti", "tr"))
	}
}
