package notify

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/series"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/dutch"
	"buurtdorp/internal/term"
)

// mostDates is how many dates a message names; the app has the rest.
const mostDates = 6

// aboutSeries is what a household has of a series that was changed as a whole: when it
// comes, and what does not go on. As it is when the message goes out.
func (s *Service) aboutSeries(sys context.Context, family, id uuid.UUID) (to recipient, w words, err error) {
	se, err := s.opt.DB.Client.Series.Query().Where(series.ID(id)).WithPlace().Only(sys)
	if err != nil {
		return to, w, err
	}
	all, err := s.opt.DB.Client.Signup.Query().
		Where(signup.FamilyID(family), signup.HasMeetupWith(meetup.SeriesID(id), meetup.StartsAtGT(s.now())),
			signup.StateIn(term.SignupAangemeld, term.SignupAangeboden, term.SignupWachtlijst)).
		WithMeetup().All(sys)
	if err != nil {
		return to, w, err
	}
	if len(all) == 0 {
		return to, w, errGone
	}
	w = words{Titel: se.Title, Plek: se.Edges.Place.Name + ", " + se.Edges.Place.Village, Link: s.opt.PublicURL + "/thuis"}
	w.Komt, w.Lijst, w.Uit = dates(all)
	if len(w.Komt)+len(w.Lijst) == 0 {
		w.Link = s.opt.PublicURL + "/ontmoeten"
	}
	to, err = s.household(sys, family)
	return to, w, err
}

// dates are the lines of what it comes to, waits for, and misses, the first ones first.
func dates(all []*ent.Signup) (on, list, off []string) {
	slices.SortFunc(all, func(a, b *ent.Signup) int { return a.Edges.Meetup.StartsAt.Compare(b.Edges.Meetup.StartsAt) })
	for _, su := range all {
		m := su.Edges.Meetup
		line := dutch.Day(m.StartsAt) + " om " + clockTime(m.StartsAt)
		switch {
		case m.CancelledAt != nil:
			off = append(off, line)
		case su.State == term.SignupWachtlijst:
			list = append(list, line)
		default:
			on = append(on, line)
		}
	}
	return few(on), few(list), few(off)
}

// few cuts a list where a message would get long.
func few(list []string) []string {
	if rest := len(list) - mostDates; rest > 1 {
		return append(list[:mostDates:mostDates], fmt.Sprintf("en nog %d keer", rest))
	}
	return list
}
