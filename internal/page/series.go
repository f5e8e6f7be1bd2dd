package page

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/dutch"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/term"
)

// Series is the public page of what comes back: its rule in words, and its next dates. It
// is true whenever somebody scans the affiche: also when the series has moved or ended.
func Series(se *ent.Series, coming []*ent.Meetup, a Around) (head, main View) {
	from := rhythm.Day(se.FromDay).At(se.At)
	hours := strings.Replace(strings.TrimPrefix(se.At, "0"), ":", ".", 1) + " tot " + dutch.Hour(from.Add(time.Duration(se.Minutes)*time.Minute)) + " uur"
	when := Rhythm(se.Rule)
	where := se.Edges.Place.Name + ", " + se.Edges.Place.Village
	data := map[string]any{
		"First": first{se.Title, when}, "Title": se.Title, "Summary": fmt.Sprintf("%s, %s. %s.", when, hours, where), "Over": len(coming) == 0,
		"URL": a.Base + "/reeks/" + se.ID.String(), "Picture": a.Picture, "JSONLD": template.JS(a.JSONLD), //nolint:gosec // escaped where it is written
		"Series": se, "Place": se.Edges.Place, "Region": se.Edges.Region, "When": when, "Hours": hours, "Meetups": coming,
		"Kids": kids(&ent.Meetup{WithChildren: se.WithChildren, AgeFrom: se.AgeFrom, AgeTo: se.AgeTo}), "Whom": whom(se.Doelgroepen),
		"Languages": languages(se.Languages), "Access": access(se.Edges.Place), "Thema": themas[se.Thema], "WalkIn": se.Kind == term.MeetupKindInloop,
	}
	return View{"series.head", data}, View{"series.main", data}
}

var nths = map[int]string{1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde", -1: "laatste"}

// Rhythm says a rule as the affiche does: "Elke eerste maandag van de maand".
func Rhythm(r rhythm.Rule) string {
	var on, which []string
	for _, d := range term.All[term.Weekdag]() {
		for _, own := range r.Days {
			if own == d {
				on = append(on, dutch.Weekday(string(d)))
			}
		}
	}
	for _, n := range r.Nth {
		which = append(which, nths[n])
	}
	switch days := dutch.And(on); {
	case r.Unit == term.RitmeMaand && r.Every > 1:
		return fmt.Sprintf("Eens in de %d maanden op de %s %s", r.Every, dutch.And(which), days)
	case r.Unit == term.RitmeMaand:
		return fmt.Sprintf("Elke %s %s van de maand", dutch.And(which), days)
	case r.Weken == term.WekenEven:
		return "Elke " + days + " in de even weken"
	case r.Weken == term.WekenOneven:
		return "Elke " + days + " in de oneven weken"
	case r.Every > 1:
		return fmt.Sprintf("Eens in de %d weken op %s", r.Every, days)
	default:
		return "Elke " + days
	}
}
