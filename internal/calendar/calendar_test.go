package calendar_test

import (
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/calendar"
)

func meetup(title string, start time.Time) *ent.Meetup {
	return &ent.Meetup{ID: uuid.MustParse("01a19ce6-48a0-7815-b5eb-1079f59f740b"), Version: 9, Sequence: 3, Title: title, StartsAt: start, EndsAt: start.Add(2 * time.Hour),
		RevisedAt: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Edges: ent.MeetupEdges{Place: &ent.Place{Name: "De Drie Lelies", Street: "Dorpsstraat 1", Village: "Westmaas", Lat: 51.787, Lon: 4.475}}}
}

func TestHalfPastNineStaysHalfPastNine(t *testing.T) {
	for _, day := range []struct {
		utc  time.Time
		want string
	}{
		{time.Date(2026, 3, 23, 8, 30, 0, 0, time.UTC), "20260323T093000"},  // before summer time
		{time.Date(2026, 3, 30, 7, 30, 0, 0, time.UTC), "20260330T093000"},  // in summer time
		{time.Date(2026, 10, 19, 7, 30, 0, 0, time.UTC), "20261019T093000"}, // still
		{time.Date(2026, 10, 26, 8, 30, 0, 0, time.UTC), "20261026T093000"}, // after it
	} {
		text := string(calendar.Feed{Name: "x", BaseURL: "https://b.example", Meetups: []*ent.Meetup{meetup("Koffie", day.utc)}}.Write())
		if !strings.Contains(text, "DTSTART;TZID=Europe/Amsterdam:"+day.want) {
			t.Errorf("%s is not in\n%s", day.want, text)
		}
	}
}

func TestFile(t *testing.T) {
	m := meetup("Samen eten; met soep, en brood", time.Date(2026, 11, 24, 16, 0, 0, 0, time.UTC))
	now := m.RevisedAt
	m.CancelledAt = &now
	f := calendar.Feed{Name: "De Drie Lelies", BaseURL: "https://b.example", Meetups: []*ent.Meetup{m}}
	raw := f.Write()
	if string(raw) != string(f.Write()) {
		t.Error("the same meetups give other bytes")
	}
	c, err := ics.ParseCalendar(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	e := c.Events()[0]
	for name, want := range map[ics.ComponentProperty]string{
		ics.ComponentPropertyUniqueId: "01a19ce6-48a0-7815-b5eb-1079f59f740b@buurtdorp", ics.ComponentPropertySequence: "3",
		ics.ComponentPropertyStatus: "CANCELLED", ics.ComponentPropertyUrl: "https://b.example/ontmoeten/01a19ce6-48a0-7815-b5eb-1079f59f740b",
	} {
		if p := e.GetProperty(name); p == nil || p.Value != want {
			t.Errorf("%s is %v, want %s", name, p, want)
		}
	}
	if len(c.Timezones()) != 1 {
		t.Error("no zone")
	}
	for _, line := range strings.Split(string(raw), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes: %s", len(line), line)
		}
	}
}
