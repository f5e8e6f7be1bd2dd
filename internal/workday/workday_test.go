package workday_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/workday"
)

// at reads a moment as the clock on the wall says it.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	m, err := time.ParseInLocation("2006-01-02 15:04", s, clock.Amsterdam)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestEaster(t *testing.T) {
	for year, want := range map[int]string{
		1818: "03-22", 1943: "04-25", 2000: "04-23", 2008: "03-23", 2016: "03-27", 2019: "04-21",
		2021: "04-04", 2024: "03-31", 2025: "04-20", 2026: "04-05", 2027: "03-28", 2038: "04-25",
	} {
		if got := workday.Easter(year).Format("01-02"); got != want {
			t.Errorf("Easter %d is %s, want %s", year, got, want)
		}
	}
}

func TestHoliday(t *testing.T) {
	for date, want := range map[string]string{
		"2026-01-01": "Nieuwjaarsdag",
		"2026-04-03": "Goede Vrijdag",
		"2026-04-06": "Pasen",
		"2026-04-07": "",
		"2026-04-27": "Koningsdag",
		"2025-04-27": "", // a Sunday ...
		"2025-04-26": "Koningsdag",
		"2031-04-26": "Koningsdag",
		"2026-04-26": "",
		"2026-04-30": "", // where Queen's Day was
		"2026-05-05": "Bevrijdingsdag",
		"2025-05-05": "Bevrijdingsdag", // lustrum or not
		"2026-05-04": "",
		"2026-05-14": "Hemelvaartsdag",
		"2026-05-15": "", // the Friday after is a bridge, not a holiday
		"2026-05-24": "Pinksteren",
		"2026-05-25": "Pinksteren",
		"2026-12-24": "",
		"2026-12-25": "Kerst",
		"2026-12-26": "Kerst",
		"2026-12-31": "",
	} {
		d, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		if got, free := workday.Holiday(d); got != want || free != (want != "") {
			t.Errorf("%s is %q, want %q", date, got, want)
		}
	}
}

func TestAdd(t *testing.T) {
	for _, c := range []struct {
		name, from string
		n          int
		want       string
	}{
		{"within a week", "2026-11-16 10:00", 3, "2026-11-19 10:00"},
		{"over a weekend", "2026-11-20 16:30", 1, "2026-11-23 16:30"},
		{"from a Saturday", "2026-11-21 09:00", 1, "2026-11-23 09:00"},
		{"from a Sunday", "2026-11-22 09:00", 2, "2026-11-24 09:00"},
		{"five is a week", "2026-11-19 12:00", 5, "2026-11-26 12:00"},
		{"nothing on a working day", "2026-11-19 12:00", 0, "2026-11-19 12:00"},
		{"nothing on a Sunday", "2026-11-22 12:00", 0, "2026-11-23 12:00"},
		{"back over a weekend", "2026-11-23 12:00", -1, "2026-11-20 12:00"},
		{"back to a working day itself", "2026-11-24 12:00", -1, "2026-11-23 12:00"},
		{"over Easter, with Good Friday", "2026-04-02 10:00", 1, "2026-04-07 10:00"},
		{"over Ascension Day", "2026-05-13 10:00", 1, "2026-05-15 10:00"},
		{"over Pentecost", "2026-05-22 10:00", 1, "2026-05-26 10:00"},
		{"King's Day on a Monday", "2026-04-24 10:00", 1, "2026-04-28 10:00"},
		{"King's Day moved to a Saturday costs no day", "2025-04-25 10:00", 1, "2025-04-28 10:00"},
		{"over 5 May", "2026-05-04 10:00", 1, "2026-05-06 10:00"},
		{"Christmas on Friday and Saturday", "2026-12-24 10:00", 1, "2026-12-28 10:00"},
		{"over the end of the year", "2026-12-30 10:00", 2, "2027-01-04 10:00"},
		{"back over the end of the year", "2027-01-04 10:00", -2, "2026-12-30 10:00"},
		{"to summer time", "2026-03-27 08:15", 1, "2026-03-30 08:15"},
		{"to winter time", "2026-10-23 08:15", 1, "2026-10-26 08:15"},
		{"late in the evening it is still that day", "2026-11-20 23:59", 1, "2026-11-23 23:59"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := workday.Add(at(t, c.from), c.n)
			if want := at(t, c.want); !got.Equal(want) {
				t.Errorf("got %s, want %s", got.In(clock.Amsterdam), want)
			}
			if got.Location() != time.UTC {
				t.Errorf("answer in %s, want UTC", got.Location())
			}
		})
	}
}

// An hour before midnight in London it is tomorrow in Amsterdam.
func TestTheDayIsThatOfTheNetherlands(t *testing.T) {
	friday := time.Date(2026, 11, 19, 23, 30, 0, 0, time.UTC)
	if !workday.Is(friday) || workday.Is(friday.Add(24*time.Hour)) {
		t.Error("Friday 0.30 is a working day, Saturday 0.30 is not")
	}
}

func TestAddIsACount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := time.Unix(rapid.Int64Range(1_600_000_000, 2_000_000_000).Draw(t, "from"), 0)
		n := rapid.IntRange(1, 60).Draw(t, "n")
		to := workday.Add(from, n)
		if !workday.Is(to) {
			t.Fatalf("%s is not a working day", to)
		}
		if one := workday.Add(workday.Add(from, 1), n-1); !one.Equal(to) {
			t.Fatalf("1 and then %d days is %s, %d days is %s", n-1, one, n, to)
		}
		days := 0
		for d := clock.Today(from).AddDate(0, 0, 1); !d.After(clock.Today(to)); d = d.AddDate(0, 0, 1) {
			if workday.Is(d) {
				days++
			}
		}
		if days != n {
			t.Fatalf("%d working days between %s and %s, want %d", days, from, to, n)
		}
		if back := workday.Add(to, -n); workday.Is(from) && !back.Equal(from) && from.In(clock.Amsterdam).Hour() != 2 {
			t.Fatalf("%d on and %d back from %s is %s", n, n, from, back)
		}
	})
}
