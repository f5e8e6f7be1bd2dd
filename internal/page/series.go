package page

import (
	"fmt"
	"html/template"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/term"
)

// Series is the public page of what comes back: its rule in words, and its next dates. It
// is true whenever somebody scans the affiche: also when the series has moved or ended.
func Series(r Reader, se *ent.Series, coming []*ent.Meetup, a Around) (head, main View) {
	from := rhythm.Day(se.FromDay).At(se.At)
	hours := r.Hours(from, from.Add(time.Duration(se.Minutes)*time.Minute))
	when := r.Rhythm(se.Rule)
	summary := fmt.Sprintf("%s. %s, %s.", r.Say("when", "day", when, "hours", hours), se.Edges.Place.Name, se.Edges.Place.Village)
	data := map[string]any{
		"R": r, "First": first{r, se.Title, when}, "Title": se.Title, "Summary": summary, "Over": len(coming) == 0,
		"URL": a.Base + "/reeks/" + se.ID.String(), "Picture": a.Picture, "JSONLD": template.JS(a.JSONLD), //nolint:gosec // escaped where it is written
		"Series": se, "Place": se.Edges.Place, "Region": se.Edges.Region, "When": when, "Hours": hours, "Meetups": coming,
		"Kids": r.kids(&ent.Meetup{WithChildren: se.WithChildren, AgeFrom: se.AgeFrom, AgeTo: se.AgeTo}), "Whom": r.whom(se.Doelgroepen),
		"Languages": r.languages(se.Languages), "Access": r.access(se.Edges.Place), "Thema": r.thema(se.Thema), "WalkIn": se.Kind == term.MeetupKindInloop,
	}
	return View{"series.head", data}, View{"series.main", data}
}
