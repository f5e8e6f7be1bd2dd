package calendar

import (
	"fmt"
	"slices"

	"buurtdorp/ent"
	"buurtdorp/internal/term"
)

// SeriesURL is the page of a series; it stays the same as long as there is one.
func SeriesURL(se *ent.Series, base string) string { return base + "/reeks/" + se.ID.String() }

// Series is what comes back as schema.org tells it: its rule, and the meetups of it that
// are to come. Its place and region have to be loaded.
func Series(se *ent.Series, coming []*ent.Meetup, base string) any {
	url := SeriesURL(se, base)
	e := node{
		"@type": "EventSeries", "@id": url, "url": url, "name": se.Title,
		"eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
		"isAccessibleForFree": true,
		"inLanguage":          se.Languages,
		"eventSchedule":       schedule(se),
	}
	if se.Description != "" {
		e["description"] = se.Description
	}
	if p := se.Edges.Place; p != nil {
		e["location"] = place(p)
	}
	if r := se.Edges.Region; r != nil {
		e["organizer"] = node{"@type": "Organization", "name": r.Name, "url": base + "/"}
	}
	events := make([]any, len(coming))
	for i, m := range coming {
		events[i] = Event(m, base)
	}
	e["subEvent"] = events
	if i := slices.IndexFunc(coming, func(m *ent.Meetup) bool { return m.CancelledAt == nil }); i >= 0 {
		e["startDate"], e["endDate"] = local3339(coming[i].StartsAt), local3339(coming[len(coming)-1].EndsAt)
	}
	return e
}

var byDay = map[term.Weekdag]string{
	term.WeekdagMa: "Monday", term.WeekdagDi: "Tuesday", term.WeekdagWo: "Wednesday", term.WeekdagDo: "Thursday",
	term.WeekdagVr: "Friday", term.WeekdagZa: "Saturday", term.WeekdagZo: "Sunday",
}

// schedule is the rule. Even and odd weeks have no word there: then it is every other week.
func schedule(se *ent.Series) node {
	r := se.Rule
	every, unit := max(1, r.Every), "W"
	if r.Weken == term.WekenEven || r.Weken == term.WekenOneven {
		every = 2
	}
	s := node{"@type": "Schedule", "startDate": se.FromDay, "startTime": se.At, "duration": fmt.Sprintf("PT%dM", se.Minutes), "scheduleTimezone": "Europe/Amsterdam"}
	days := []string{}
	for _, d := range r.Days {
		days = append(days, "https://schema.org/"+byDay[d])
	}
	s["byDay"] = days
	if r.Unit == term.RitmeMaand {
		unit = "M"
		s["byMonthWeek"] = r.Nth
	}
	s["repeatFrequency"] = fmt.Sprintf("P%d%s", every, unit)
	if se.UntilDay != "" {
		s["endDate"] = se.UntilDay
	}
	if len(se.SkipDays) > 0 {
		s["exceptDate"] = se.SkipDays
	}
	return s
}
