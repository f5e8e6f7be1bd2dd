package calendar

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// node is a thing as schema.org knows it; what is empty is left out.
type node map[string]any

// Event is a meetup as schema.org tells it, for search engines and for who reads our feed.
// Its place and region have to be loaded. Nothing in it is about a person.
func Event(m *ent.Meetup, base string) any {
	url := base + "/ontmoeten/" + m.ID.String()
	e := node{
		"@type": "Event", "@id": url, "url": url, "name": m.Title,
		"startDate": local3339(m.StartsAt), "endDate": local3339(m.EndsAt),
		"eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
		"eventStatus":         "https://schema.org/EventScheduled",
		"isAccessibleForFree": true,
		"image":               []string{Picture(m, base)},
		"inLanguage":          m.Languages,
		"offers":              offer(m, url),
	}
	if m.CancelledAt != nil {
		e["eventStatus"] = "https://schema.org/EventCancelled"
	}
	if m.Description != "" {
		e["description"] = m.Description
	}
	if m.WithChildren && m.AgeFrom != nil && m.AgeTo != nil {
		e["typicalAgeRange"] = fmt.Sprintf("%d-%d", *m.AgeFrom, *m.AgeTo)
	}
	if m.Capacity > 0 {
		e["maximumAttendeeCapacity"], e["remainingAttendeeCapacity"] = m.Capacity, max(0, m.Capacity-m.Taken)
	}
	if p := m.Edges.Place; p != nil {
		e["location"] = place(p)
	}
	if r := m.Edges.Region; r != nil {
		who := node{"@type": "Organization", "name": r.Name, "url": base + "/"}
		if r.Phone != "" {
			who["telephone"] = r.Phone
		}
		e["organizer"] = who
	}
	if s := m.Edges.Series; s != nil {
		e["superEvent"] = node{"@type": "EventSeries", "@id": SeriesURL(s, base), "url": SeriesURL(s, base), "name": s.Title}
	}
	return e
}

// offer says that it costs nothing, and whether there is room.
func offer(m *ent.Meetup, url string) node {
	there := "InStock"
	switch {
	case m.CancelledAt != nil:
		there = "Discontinued"
	case m.Kind == term.MeetupKindInloop, m.Capacity == 0:
	case m.Taken >= m.Capacity:
		there = "SoldOut"
	}
	return node{"@type": "Offer", "price": "0", "priceCurrency": "EUR", "url": url, "validFrom": local3339(m.CreatedAt),
		"availability": "https://schema.org/" + there}
}

func place(p *ent.Place) node {
	address := node{"@type": "PostalAddress", "postalCode": p.Postcode, "addressLocality": p.Village, "addressCountry": "NL"}
	if p.Street != "" {
		address["streetAddress"] = p.Street
	}
	out := node{"@type": "Place", "name": p.Name, "address": address,
		"geo": node{"@type": "GeoCoordinates", "latitude": p.Lat, "longitude": p.Lon}}
	var has []node
	for _, a := range []struct {
		name  string
		value *bool
	}{{"Zonder drempel", p.StepFree}, {"Ruimte voor een kinderwagen", p.Pram}, {"Toilet", p.Toilet}} {
		if a.value != nil {
			has = append(has, node{"@type": "LocationFeatureSpecification", "name": a.name, "value": *a.value})
		}
	}
	if has != nil {
		out["amenityFeature"] = has
	}
	return out
}

// Picture is the address of a meetup's picture. It changes with what is drawn, so that
// nobody keeps an old date.
func Picture(m *ent.Meetup, base string) string {
	return fmt.Sprintf("%s/ontmoeten/%s/beeld.png?v=%d", base, m.ID, m.Sequence)
}

// JSONLD is one meetup on a page, or the feed of many. What could end a script element
// is escaped, so that no title can break out of the page it stands in.
func JSONLD(of any) ([]byte, error) {
	raw, err := json.Marshal(of)
	if err != nil {
		return nil, fmt.Errorf("writing JSON-LD: %w", err)
	}
	return append([]byte(`{"@context":"https://schema.org",`), bytes.TrimPrefix(raw, []byte("{"))...), nil
}

// DataFeed is meetups for who shows them elsewhere.
func (f Feed) DataFeed(url string) any {
	events, changed := make([]any, len(f.Meetups)), time.Time{}
	for i, m := range f.Meetups {
		events[i] = Event(m, f.BaseURL)
		if m.RevisedAt.After(changed) {
			changed = m.RevisedAt
		}
	}
	feed := node{"@type": "DataFeed", "name": f.Name, "url": url, "dataFeedElement": events}
	if !changed.IsZero() {
		feed["dateModified"] = changed.UTC().Format(time.RFC3339)
	}
	return feed
}

// local3339 is the moment with what the clock in the Netherlands shows.
func local3339(t time.Time) string { return t.In(clock.Amsterdam).Format(time.RFC3339) }
