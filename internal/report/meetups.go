package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// Meetups are the figures of the ontmoetingsplekken in a year. A number that is nil is
// of fewer than five, or would give such a number away.
type Meetups struct {
	Year, Meetups, Places int
	Visits                *int // people who were there, each time they were
	// New households came for the first time ever, Returning had come before.
	New, Returning *int
	PerPlace       []Count[uuid.UUID]
	PerMonth       []Count[int]
	PerThema       []Count[term.Thema]
}

// Count is a number of meetups, and of people at them.
type Count[K comparable] struct {
	Of      K
	Meetups int
	Visits  *int
	Talked  int // themes only: at how many meetups people talked about it
}

// MeetupsOf counts a year of a region, as far as it is over. ctx has to see all of it.
func MeetupsOf(ctx context.Context, c *ent.Client, region uuid.UUID, year int) (*Meetups, error) {
	from := time.Date(year, 1, 1, 0, 0, 0, 0, clock.Amsterdam)
	list, err := c.Meetup.Query().Where(meetup.RegionID(region), meetup.CancelledAtIsNil(),
		meetup.StartsAtGTE(from), meetup.StartsAtLT(from.AddDate(1, 0, 0)), meetup.EndsAtLT(clock.Now())).
		Select(meetup.FieldID, meetup.FieldPlaceID, meetup.FieldThema, meetup.FieldStartsAt, meetup.FieldWalkInAdults, meetup.FieldWalkInChildren).
		WithClosing().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the meetups of a year: %w", err)
	}
	came, err := c.Signup.Query().Where(signup.StateEQ(term.SignupGeweest), signup.HasMeetupWith(meetup.RegionID(region), meetup.StartsAtLT(from.AddDate(1, 0, 0)))).
		WithMeetup(func(q *ent.MeetupQuery) { q.Select(meetup.FieldID, meetup.FieldStartsAt) }).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading who came: %w", err)
	}
	people := map[uuid.UUID]int{}
	for _, su := range came {
		people[su.MeetupID] += present(su)
	}
	out := &Meetups{Year: year, Meetups: len(list)}
	total, talked := 0, map[term.Thema]int{}
	places, months, themes := tally[uuid.UUID]{}, tally[int]{}, tally[term.Thema]{}
	for _, m := range list {
		n := people[m.ID] + m.WalkInAdults + m.WalkInChildren
		total += n
		places.add(m.PlaceID, n)
		months.add(int(m.StartsAt.In(clock.Amsterdam).Month()), n)
		themes.add(m.Thema, n)
		if m.Edges.Closing != nil {
			for _, t := range m.Edges.Closing.Themas {
				talked[t]++
			}
		}
	}
	out.Visits, out.Places = shown(total), len(places)
	out.PerPlace, out.PerMonth = places.list(), months.list()
	for t := range talked {
		if _, there := themes[t]; !there {
			themes[t] = &entry{}
		}
	}
	out.PerThema = themes.list()
	for i := range out.PerThema {
		out.PerThema[i].Talked = talked[out.PerThema[i].Of]
	}
	slices.SortFunc(out.PerPlace, func(a, b Count[uuid.UUID]) int { return cmp.Compare(a.Of.String(), b.Of.String()) })
	slices.SortFunc(out.PerMonth, func(a, b Count[int]) int { return cmp.Compare(a.Of, b.Of) })
	order := term.All[term.Thema]()
	slices.SortFunc(out.PerThema, func(a, b Count[term.Thema]) int {
		return cmp.Compare(slices.Index(order, a.Of), slices.Index(order, b.Of))
	})
	out.New, out.Returning = households(came, from)
	return out, nil
}

// present is how many of a household were there: who the host counted, or else all.
func present(su *ent.Signup) int {
	n := su.Adults
	if su.PresentAdults != nil {
		n = *su.PresentAdults
	}
	if su.PresentChildren != nil {
		return n + *su.PresentChildren
	}
	return n + su.Children
}

// households counts those that came in the year, by whether they had come before.
func households(came []*ent.Signup, from time.Time) (fresh, again *int) {
	visits, before, inYear := map[uuid.UUID]int{}, map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for _, su := range came {
		if su.FamilyID == nil || su.Edges.Meetup == nil {
			continue
		}
		visits[*su.FamilyID]++
		if su.Edges.Meetup.StartsAt.Before(from) {
			before[*su.FamilyID] = true
		} else {
			inYear[*su.FamilyID] = true
		}
	}
	n, r := 0, 0
	for f := range inYear {
		if !before[f] {
			n++
		}
		if visits[f] > 1 {
			r++
		}
	}
	return shown(n), shown(r)
}

// shown is a number that may be told.
func shown(n int) *int {
	if n > 0 && n < few {
		return nil
	}
	return &n
}

type entry struct{ meetups, visits int }

type tally[K comparable] map[K]*entry

func (t tally[K]) add(k K, visits int) {
	if t[k] == nil {
		t[k] = &entry{}
	}
	t[k].meetups++
	t[k].visits += visits
}

// list shows what may be told. One hidden number would be what is left of the total, so
// then the smallest other is hidden with it.
func (t tally[K]) list() []Count[K] {
	out, hidden, smallest := []Count[K]{}, 0, -1
	for k, e := range t {
		out = append(out, Count[K]{Of: k, Meetups: e.meetups, Visits: shown(e.visits)})
		if shown(e.visits) == nil {
			hidden++
		}
	}
	if hidden != 1 {
		return out
	}
	for i, c := range out {
		if c.Visits != nil && *c.Visits > 0 && (smallest < 0 || *c.Visits < *out[smallest].Visits) {
			smallest = i
		}
	}
	if smallest >= 0 {
		out[smallest].Visits = nil
	}
	return out
}
