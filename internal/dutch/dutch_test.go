package dutch

import (
	"testing"
	"time"
)

func TestDayAndHour(t *testing.T) {
	for at, want := range map[string][2]string{
		"2026-12-02T08:30:00Z": {"woensdag 2 december", "9.30"},
		"2026-07-05T22:05:00Z": {"maandag 6 juli", "0.05"}, // past midnight in the Netherlands, in summer
		"2026-11-22T11:00:00Z": {"zondag 22 november", "12.00"},
	} {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{Day(when), Hour(when)}; got != want {
			t.Errorf("%s: %v, want %v", at, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a en b": {"a", "b"}, "a, b en c": {"a", "b", "c"}} {
		if got := And(words); got != want {
			t.Errorf("And(%v) = %q, want %q", words, got, want)
		}
	}
	for number, want := range map[string]string{"+31612345678": "0612345678", "+4930123456": "+4930123456", "": ""} {
		if got := Phone(number); got != want {
			t.Errorf("Phone(%q) = %q, want %q", number, got, want)
		}
	}
	if Weekday("MA") != "maandag" || Weekday("zo") != "zondag" || Weekday("xx") != "" {
		t.Error("a day by its letters:", Weekday("MA"), Weekday("zo"), Weekday("xx"))
	}
	if name, known := Language("fa"); name != "Perzisch" || !known {
		t.Error("fa is", name)
	}
	if _, known := Language("xx"); known {
		t.Error("xx is known")
	}
}

func TestTile(t *testing.T) {
	for at, want := range map[string]string{"2026-03-28T23:30:00Z": "zo 29 mrt", "2026-05-05T10:00:00Z": "di 5 mei", "2026-12-31T22:59:00Z": "do 31 dec"} {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		weekday, day, month := Tile(when)
		if got := weekday + " " + day + " " + month; got != want {
			t.Errorf("%s is %s, want %s", at, got, want)
		}
	}
}
