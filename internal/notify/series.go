package notify

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/series"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/term"
)

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
	w.komt, w.lijst, w.uit = dates(all)
	if len(w.komt)+len(w.lijst) == 0 {
		w.Link = s.opt.PublicURL + "/ontmoeten"
	}
	to, err = s.household(sys, family)
	return to, w, err
}

// dates are what it comes to, waits for, and misses, the first ones first.
func dates(all []*ent.Signup) (on, list, off []time.Time) {
	slices.SortFunc(all, func(a, b *ent.Signup) int { return a.Edges.Meetup.StartsAt.Compare(b.Edges.Meetup.StartsAt) })
	for _, su := range all {
		m := su.Edges.Meetup
		switch {
		case m.CancelledAt != nil:
			off = append(off, m.StartsAt)
		case su.State == term.SignupWachtlijst:
			list = append(list, m.StartsAt)
		default:
			on = append(on, m.StartsAt)
		}
	}
	return on, list, off
}
