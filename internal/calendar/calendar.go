// Package calendar writes meetups as calendar files (RFC 5545). A phone takes one by a
// tap, or subscribes to a place. Times carry the zone with its own rules, so that a
// meetup stays at half past nine over both clock changes.
package calendar

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
)

const zone = "Europe/Amsterdam"

// Feed is what is written: a name, and meetups with their place loaded.
type Feed struct {
	Name    string
	BaseURL string // of the app, for links
	Meetups []*ent.Meetup
}

// Write gives the file. The same meetups give the same bytes: the stamp is when what a
// calendar shows last changed, the sequence how often. Who signs up changes neither. One that was called off stays, as
// cancelled, or it would stay in people's calendars.
func (f Feed) Write() []byte {
	c := ics.NewCalendarFor("Buurtdorp")
	c.SetMethod(ics.MethodPublish)
	c.SetCalscale("GREGORIAN")
	c.SetXWRCalName(f.Name)
	c.SetXWRTimezone(zone)
	c.SetRefreshInterval("PT4H")
	c.SetXPublishedTTL("PT4H")
	c.AddVTimezone(amsterdam())
	for _, m := range f.Meetups {
		c.AddVEvent(f.event(m))
	}
	return []byte(c.Serialize(ics.WithNewLineWindows))
}

func (f Feed) event(m *ent.Meetup) *ics.VEvent {
	e := ics.NewEvent(m.ID.String() + "@buurtdorp")
	e.SetDtStampTime(m.RevisedAt)
	e.SetLastModifiedAt(m.RevisedAt)
	e.SetProperty(ics.ComponentPropertySequence, fmt.Sprint(m.Sequence))
	local(e, ics.ComponentPropertyDtStart, m.StartsAt)
	local(e, ics.ComponentPropertyDtEnd, m.EndsAt)
	e.SetSummary(m.Title)
	if m.Description != "" {
		e.SetDescription(m.Description)
	}
	if p := m.Edges.Place; p != nil {
		e.SetLocation(address(p))
		e.SetGeo(p.Lat, p.Lon)
	}
	e.SetURL(f.BaseURL + "/ontmoeten/" + m.ID.String())
	e.SetStatus(ics.ObjectStatusConfirmed)
	if m.CancelledAt != nil {
		e.SetStatus(ics.ObjectStatusCancelled)
	}
	return e
}

func address(p *ent.Place) string {
	parts := []string{p.Name}
	if p.Street != "" {
		parts = append(parts, p.Street)
	}
	return strings.Join(append(parts, p.Village), ", ")
}

func local(e *ics.VEvent, name ics.ComponentProperty, t time.Time) {
	e.SetProperty(name, t.In(clock.Amsterdam).Format("20060102T150405"), ics.WithTZID(zone))
}

// amsterdam is the zone by its rule since 1996: summer time from the last Sunday of
// March to the last of October, at one o'clock UTC.
func amsterdam() *ics.VTimezone {
	z := ics.NewTimezone(zone)
	z.Components = append(z.Components,
		&ics.Daylight{ComponentBase: turn("19960331T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "+0100", "+0200", "CEST")},
		&ics.Standard{ComponentBase: turn("19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "+0200", "+0100", "CET")})
	return z
}

func turn(start, rule, from, to, name string) ics.ComponentBase {
	var b ics.ComponentBase
	for _, p := range [][2]string{{"DTSTART", start}, {"RRULE", rule}, {"TZOFFSETFROM", from}, {"TZOFFSETTO", to}, {"TZNAME", name}} {
		b.Properties = append(b.Properties, ics.IANAProperty{BaseProperty: ics.BaseProperty{IANAToken: p[0], Value: p[1]}})
	}
	return b
}
