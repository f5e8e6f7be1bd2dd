package calendar_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/calendar"
)

func yes(b bool) *bool { return &b }

// Nothing that somebody can type ends the script element that it stands in.
func TestJSONLDStaysInItsElement(t *testing.T) {
	m := meetup(`</script><script>alert(1)</script><!-- & " ' `+"\u2028", time.Date(2026, 11, 24, 8, 30, 0, 0, time.UTC))
	m.Description = `<!--<script>`
	raw, err := calendar.JSONLD(calendar.Event(m, "https://b.example"))
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<", ">", "&", "\u2028"} {
		if strings.Contains(string(raw), bad) {
			t.Errorf("%q stands in %s", bad, raw)
		}
	}
	var e map[string]any
	if err := json.Unmarshal(raw, &e); err != nil || e["name"] != m.Title || e["@context"] != "https://schema.org" {
		t.Errorf("%v %v", err, e)
	}
}

func TestEvent(t *testing.T) {
	m := meetup("Koffie", time.Date(2026, 11, 24, 8, 30, 0, 0, time.UTC))
	m.Edges.Place.StepFree = yes(true)
	m.Edges.Region = &ent.Region{Name: "Hoeksche Waard", Phone: "+31880000000"}
	m.Capacity, m.Taken = 10, 10
	event := func() map[string]any {
		raw, err := calendar.JSONLD(calendar.Event(m, "https://b.example"))
		if err != nil {
			t.Fatal(err)
		}
		var e map[string]any
		if err := json.Unmarshal(raw, &e); err != nil {
			t.Fatal(err)
		}
		return e
	}
	at := func(e map[string]any, path ...string) any {
		var v any = e
		for _, p := range path {
			v = v.(map[string]any)[p]
		}
		return v
	}
	e := event()
	for _, c := range []struct {
		want any
		path []string
	}{
		{"Event", []string{"@type"}},
		{"2026-11-24T09:30:00+01:00", []string{"startDate"}},
		{"https://schema.org/EventScheduled", []string{"eventStatus"}},
		{"Dorpsstraat 1", []string{"location", "address", "streetAddress"}},
		{51.787, []string{"location", "geo", "latitude"}},
		{"Hoeksche Waard", []string{"organizer", "name"}},
		{"0", []string{"offers", "price"}},
		{"https://schema.org/SoldOut", []string{"offers", "availability"}},
		{true, []string{"isAccessibleForFree"}},
	} {
		if got := at(e, c.path...); got != c.want {
			t.Errorf("%v is %v, want %v", c.path, got, c.want)
		}
	}
	now := time.Now()
	m.CancelledAt, m.Taken = &now, 3
	e = event()
	if e["eventStatus"] != "https://schema.org/EventCancelled" || at(e, "offers", "availability") != "https://schema.org/Discontinued" {
		t.Errorf("called off: %v", e)
	}
}

func TestDataFeed(t *testing.T) {
	f := calendar.Feed{Name: "Ontmoeten", BaseURL: "https://b.example", Meetups: []*ent.Meetup{meetup("Koffie", time.Now()), meetup("Thee", time.Now())}}
	raw, err := calendar.JSONLD(f.DataFeed("https://b.example/ontmoeten.jsonld"))
	if err != nil {
		t.Fatal(err)
	}
	var feed struct {
		Type    string           `json:"@type"`
		Changed string           `json:"dateModified"`
		List    []map[string]any `json:"dataFeedElement"`
	}
	if err := json.Unmarshal(raw, &feed); err != nil || feed.Type != "DataFeed" || len(feed.List) != 2 || feed.List[1]["name"] != "Thee" || feed.Changed == "" {
		t.Errorf("%v %+v", err, feed)
	}
	if raw, err := calendar.JSONLD(calendar.Feed{}.DataFeed("x")); err != nil || !strings.Contains(string(raw), `"dataFeedElement":[]`) {
		t.Errorf("%v %s", err, raw)
	}
}
