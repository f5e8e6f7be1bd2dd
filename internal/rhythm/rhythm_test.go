package rhythm_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/term"
)

var update = flag.Bool("update", false, "write testdata anew, for a human to review")

func week(every int, weken term.Weken, days ...term.Weekdag) rhythm.Rule {
	return rhythm.Rule{Unit: term.RitmeWeek, Every: every, Weken: weken, Days: days}
}

func month(every int, day term.Weekdag, nth ...int) rhythm.Rule {
	return rhythm.Rule{Unit: term.RitmeMaand, Every: every, Days: []term.Weekdag{day}, Nth: nth}
}

// TestGolden writes what each rule gives, with the moment in UTC, over both clock
// changes, the year with 53 weeks and the school holidays; people have read the file.
func TestGolden(t *testing.T) {
	const at = "09:30"
	var b strings.Builder
	for _, c := range []struct {
		name     string
		plan     rhythm.Plan
		from, to rhythm.Day
	}{
		{"elke maandag, over de zomertijd", rhythm.Plan{Rule: week(1, "", term.WeekdagMa), From: "2026-03-16"}, "2026-03-16", "2026-04-13"},
		{"elke maandag, over de wintertijd", rhythm.Plan{Rule: week(1, "", term.WeekdagMa), From: "2026-10-12"}, "2026-10-12", "2026-11-09"},
		{"elke zondag, op de dagen zelf", rhythm.Plan{Rule: week(1, "", term.WeekdagZo), From: "2027-03-21"}, "2027-03-21", "2027-04-04"},
		{"om de twee weken op dinsdag en donderdag", rhythm.Plan{Rule: week(2, "", term.WeekdagDi, term.WeekdagDo), From: "2026-01-06"}, "2026-01-01", "2026-02-12"},
		{"even weken, over week 53 van 2026", rhythm.Plan{Rule: week(1, term.WekenEven, term.WeekdagWo), From: "2026-12-01"}, "2026-12-01", "2027-01-31"},
		{"oneven weken, over week 53 van 2026", rhythm.Plan{Rule: week(1, term.WekenOneven, term.WeekdagWo), From: "2026-12-01"}, "2026-12-01", "2027-01-31"},
		{"eerste maandag van de maand", rhythm.Plan{Rule: month(1, term.WeekdagMa, 1), From: "2026-09-01"}, "2026-09-01", "2027-03-01"},
		{"derde woensdag van de maand", rhythm.Plan{Rule: month(1, term.WeekdagWo, 3), From: "2026-09-01"}, "2026-09-01", "2027-03-01"},
		{"laatste vrijdag van de maand", rhythm.Plan{Rule: month(1, term.WeekdagVr, -1), From: "2026-09-01"}, "2026-09-01", "2027-03-01"},
		{"vijfde zaterdag, als die er is", rhythm.Plan{Rule: month(1, term.WeekdagZa, 5), From: "2026-09-01"}, "2026-09-01", "2027-06-30"},
		{"eerste en laatste donderdag, om de drie maanden", rhythm.Plan{Rule: month(3, term.WeekdagDo, 1, -1), From: "2026-09-01"}, "2026-09-01", "2027-06-30"},
		{"elke maandag tot en met", rhythm.Plan{Rule: week(1, "", term.WeekdagMa), From: "2026-09-07", Until: "2026-09-21"}, "2026-01-01", "2027-01-01"},
		{"vijf keer, vakanties tellen niet mee", rhythm.Plan{Rule: week(1, "", term.WeekdagMa), From: "2026-10-05", Count: 5, Gaps: term.VakantieregioMidden}, "2026-01-01", "2027-12-31"},
		{"vijf keer, niet op 12 oktober", rhythm.Plan{Rule: week(1, "", term.WeekdagMa), From: "2026-10-05", Count: 5, Skip: []rhythm.Day{"2026-10-12"}}, "2026-01-01", "2027-12-31"},
		{"vijf keer, gevraagd vanaf de derde", rhythm.Plan{Rule: week(1, "", term.WeekdagMa), From: "2026-10-05", Count: 5}, "2026-10-19", "2027-12-31"},
		{"woensdag, herfstvakantie noord", rhythm.Plan{Rule: week(1, "", term.WeekdagWo), From: "2026-10-01", Gaps: term.VakantieregioNoord}, "2026-10-01", "2026-11-01"},
		{"woensdag, herfstvakantie zuid", rhythm.Plan{Rule: week(1, "", term.WeekdagWo), From: "2026-10-01", Gaps: term.VakantieregioZuid}, "2026-10-01", "2026-11-01"},
		{"een schooljaar in midden", rhythm.Plan{Rule: week(4, "", term.WeekdagDo), From: "2026-08-20", Gaps: term.VakantieregioMidden}, "2026-08-20", "2027-08-31"},
		{"elke woensdag in zuid, over herfst, wintertijd, kerst en nieuwjaar", rhythm.Plan{Rule: week(1, "", term.WeekdagWo), From: "2027-10-20", Gaps: term.VakantieregioZuid}, "2027-10-20", "2028-01-20"},
		{"elke maandag in noord, over voorjaar, zomertijd en mei", rhythm.Plan{Rule: week(1, "", term.WeekdagMa), From: "2028-02-14", Gaps: term.VakantieregioNoord}, "2028-02-14", "2028-05-15"},
		{"elke maandag in noord, voorbij wat we weten: geen gaten", rhythm.Plan{Rule: week(1, "", term.WeekdagMa), From: "2028-08-21", Gaps: term.VakantieregioNoord}, "2028-08-21", "2028-10-30"},
		{"niets", rhythm.Plan{Rule: month(1, term.WeekdagMa), From: "2026-10-05"}, "2026-01-01", "2099-12-31"},
	} {
		fmt.Fprintf(&b, "%s\n", c.name)
		for _, d := range c.plan.Days(c.from, c.to) {
			_, w := d.At("12:00").ISOWeek()
			fmt.Fprintf(&b, "  %s %s week %-2d %s\n", d, d.WeekdayOf(), w, d.At(at).Format(time.RFC3339))
		}
	}
	const file = "testdata/days.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("not what %s says:\n%s", file, b.String())
	}
}

// The hour that is not there and the one that comes twice, and that all others are
// what the clock says.
func TestAt(t *testing.T) {
	for _, c := range []struct {
		day      rhythm.Day
		at, want string
	}{
		{"2026-03-29", "01:59", "2026-03-29T00:59:00Z"},
		{"2026-03-29", "02:30", "2026-03-29T01:30:00Z"},
		{"2026-03-29", "03:00", "2026-03-29T01:00:00Z"},
		{"2026-10-25", "02:30", "2026-10-25T00:30:00Z"},
		{"2026-10-25", "03:00", "2026-10-25T02:00:00Z"},
		{"2026-12-31", "23:59", "2026-12-31T22:59:00Z"},
	} {
		if got := c.day.At(c.at).Format(time.RFC3339); got != c.want {
			t.Errorf("%s %s is %s, want %s", c.day, c.at, got, c.want)
		}
	}
}

// Every school year is whole in every region, and no holiday overlaps another.
func TestSchoolHolidays(t *testing.T) {
	for _, region := range term.All[term.Vakantieregio]() {
		var names []string
		was := ""
		for d := rhythm.Day("2025-09-15"); d <= rhythm.KnownUntil(region); d = d.Plus(1) {
			now, _ := rhythm.SchoolHoliday(region, d)
			if now != was && now != "" {
				names = append(names, now)
			}
			was = now
		}
		if got := strings.Join(names, " "); got != strings.TrimSuffix(strings.Repeat("herfst kerst voorjaar mei zomer ", 3), " ") {
			t.Errorf("%s: %s", region, got)
		}
	}
	if _, ok := rhythm.SchoolHoliday("", "2026-12-25"); ok {
		t.Error("no region has no holidays")
	}
}

func TestNext(t *testing.T) {
	p := rhythm.Plan{Rule: week(1, "", term.WeekdagMa), From: "2026-10-05", Gaps: term.VakantieregioMidden}
	if got := fmt.Sprint(p.Next("2026-10-12", 3)); got != "[2026-10-12 2026-10-26 2026-11-02]" {
		t.Error(got)
	}
}

func TestReading(t *testing.T) {
	for s, want := range map[string]bool{"2026-02-28": true, "2026-02-29": false, "28-02-2026": false, "": false, "1999-01-01": false, "2026-2-3": false} {
		if _, ok := rhythm.ParseDay(s); ok != want {
			t.Errorf("%q: %v", s, ok)
		}
	}
	for s, want := range map[string]bool{"09:30": true, "9:30": false, "24:00": false, "": false} {
		if rhythm.IsClock(s) != want {
			t.Errorf("%q", s)
		}
	}
}
