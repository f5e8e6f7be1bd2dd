package text_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"buurtdorp/internal/text"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  Noor  ":                             "Noor",
		"regel 1\r\nregel 2":                   "regel 1\nregel 2",
		"a\x00b\x07c\u0085d":                   "abcd",
		"tab\there":                            "tab here",
		"e\u0301":                              "\u00e9", // one letter, typed as two
		"\u202eabc\u202c \u2066x":              "abc x",
		"\ufeffbegin\u200b":                    "begin",
		"\u0645\u06cc\u200c\u0631\u0648\u0645": "\u0645\u06cc\u200c\u0631\u0648\u0645", // Persian keeps its joiner
		"bad \xff\xfe byte":                    "bad  byte",
		"":                                     "",
	} {
		if got := text.Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
	if got := text.Line(" Samira \n en\tAmin "); got != "Samira en Amin" {
		t.Errorf("Line gives %q", got)
	}
	if n := text.Len("\u0633\u0645\u06cc\u0631\u0627 \U0001F642"); n != 7 {
		t.Errorf("Len counts %d", n)
	}
}

// 111222333 is the number everybody tests with: it passes the elfproef.
func TestHoldsBSN(t *testing.T) {
	for in, want := range map[string]bool{
		"111222333":                      true,
		"mijn bsn is 111222333.":         true,
		"bsn:111.222.333":                true,
		"1112.22.333":                    true,
		"111-222-333":                    true,
		"111 222 333":                    true,
		"we hebben 3 kinderen 111222333": true,
		"3 111222333":                    true,
		"123456782":                      true,
		"123456789":                      false, // does not pass
		"000000000":                      false,
		"1112223334":                     false, // ten digits
		"0111222333":                     false,
		"11122233":                       false, // eight
		"06-12345678":                    false,
		"bel +31 6 12345672":             false, // a telephone number
		"bel 0031-6-12345672":            false,
		"bel +31(0)6 12345672":           false,
		"1112 22-333":                    false, // two kinds of separator
		"12-03-2015 om 14.30 uur":        false,
		"3273 AB 12":                     false,
		"":                               false,
	} {
		if got := text.HoldsBSN(in); got != want {
			t.Errorf("HoldsBSN(%q) = %v", in, got)
		}
	}
}

func TestEveryBSNIsFoundHoweverItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, sum := make([]int, 9), 0
		for i := range 8 {
			d[i] = rapid.IntRange(0, 9).Draw(t, "digit")
			sum += (9 - i) * d[i]
		}
		if d[8] = sum % 11; d[8] == 10 || sum == 0 {
			t.Skip("no such number")
		}
		s := fmt.Sprint(d)
		s = strings.NewReplacer("[", "", "]", "", " ", "").Replace(s)
		sep := rapid.SampledFrom([]string{"", " ", ".", "-"}).Draw(t, "sep")
		cut := rapid.IntRange(1, 8).Draw(t, "cut")
		before := rapid.SampledFrom([]string{"", "bsn ", "(", "x"}).Draw(t, "before")
		after := rapid.SampledFrom([]string{"", ".", " en verder", ")"}).Draw(t, "after")
		if in := before + s[:cut] + sep + s[cut:] + after; !text.HoldsBSN(in) {
			t.Fatalf("not seen in %q", in)
		}
	})
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Élodie":                         "elodie",
		"Çelik  Öztürk":                  "celik ozturk",
		"Łukasz":                         "lukasz",
		"’s-Gravendeel":                  "'s-gravendeel",
		"\u0132sbrand":                   "ijsbrand",
		"İpek":                           "ipek",
		"Straße":                         "strasse",
		"\u0633\u0645\u06cc\u0631\u0627": "\u0633\u0645\u06cc\u0631\u0627",
	} {
		if got := text.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x00\u202eb\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := text.Clean(s)
		if !utf8.ValidString(got) || strings.ContainsRune(got, 0) || text.Clean(got) != got {
			t.Errorf("Clean(%q) = %q", s, got)
		}
		if l := text.Line(s); text.Line(l) != l {
			t.Errorf("Line(%q) = %q", s, l)
		}
		text.HoldsBSN(s)
		if g := text.Fold(s); text.Fold(g) != g {
			t.Errorf("Fold(%q) = %q, then %q", s, g, text.Fold(g))
		}
	})
}
