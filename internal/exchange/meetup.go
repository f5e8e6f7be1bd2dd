package exchange

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entmeetup "buurtdorp/ent/meetup"
	"buurtdorp/ent/predicate"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/meetup"
	"buurtdorp/internal/sheet"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// meetupRow is a meetup as a row tells it, past or to come. Who signed up does not
// travel; who just walked in does, as numbers.
type meetupRow struct {
	id                           uuid.UUID
	title, description, place    string
	thema                        term.Thema
	kind                         term.MeetupKind
	starts, ends                 *time.Time
	capacity                     int
	children                     bool
	from, to                     *int
	talen                        []string
	cancelled                    *time.Time
	walkInAdults, walkInChildren int
}

var meetups = table[meetupRow]{
	cols:  meetupColumns(),
	fresh: func(*work) meetupRow { return newMeetupRow() },
	rows:  meetupRows,
	has:   hasMeetup,
	keep:  keepMeetup,
}

func newMeetupRow() meetupRow {
	return meetupRow{thema: term.ThemaKoffie, kind: term.MeetupKindAanmelden, children: true, talen: []string{"nl"}}
}

func meetupColumns() []column[meetupRow] {
	type r = meetupRow
	return []column[r]{
		idColumn(gid.Meetup, func(r *r) *uuid.UUID { return &r.id }),
		words("titel", func(r *r) *string { return &r.title }, "title"),
		words("omschrijving", func(r *r) *string { return &r.description }, "description"),
		words("plek", func(r *r) *string { return &r.place }, "placeId"),
		choice("thema", func(r *r) *term.Thema { return &r.thema }),
		choice("soort", func(r *r) *term.MeetupKind { return &r.kind }, "kind"),
		moment("begint", sheet.Moment, sheet.ParseMoment, "tijdstip.vorm", func(r *r) **time.Time { return &r.starts }, "startsAt"),
		moment("eindigt", sheet.Moment, sheet.ParseMoment, "tijdstip.vorm", func(r *r) **time.Time { return &r.ends }, "endsAt"),
		number("plekken", 0, 1000, func(r *r) *int { return &r.capacity }, "capacity"),
		yes("met_kinderen", func(r *r) *bool { return &r.children }),
		maybeNumber("leeftijd_van", 0, 99, func(r *r) **int { return &r.from }, "ageFrom"),
		maybeNumber("leeftijd_tot", 0, 99, func(r *r) **int { return &r.to }, "ageTo"),
		languages("talen", func(r *r) *[]string { return &r.talen }, "languages"),
		day("afgelast_op", func(r *r) **time.Time { return &r.cancelled }),
		number("inloop_volwassenen", 0, 10000, func(r *r) *int { return &r.walkInAdults }),
		number("inloop_kinderen", 0, 10000, func(r *r) *int { return &r.walkInChildren }),
	}
}

func meetupRows(ctx context.Context, c *ent.Client, region uuid.UUID, each func(*meetupRow) error) error {
	for after := uuid.Nil; ; {
		page, err := c.Meetup.Query().Where(entmeetup.RegionID(region), entmeetup.IDGT(after)).WithPlace().
			Order(entmeetup.ByID()).Limit(pageSize).All(ctx)
		if err != nil {
			return fmt.Errorf("reading meetups: %w", err)
		}
		for _, m := range page {
			if err := each(meetupRowOf(m)); err != nil {
				return err
			}
			after = m.ID
		}
		if len(page) < pageSize {
			return nil
		}
	}
}

func meetupRowOf(m *ent.Meetup) *meetupRow {
	return &meetupRow{id: m.ID, title: m.Title, description: m.Description, place: m.Edges.Place.Name, thema: m.Thema, kind: m.Kind,
		starts: &m.StartsAt, ends: &m.EndsAt, capacity: m.Capacity, children: m.WithChildren, from: m.AgeFrom, to: m.AgeTo,
		talen: m.Languages, cancelled: m.CancelledAt, walkInAdults: m.WalkInAdults, walkInChildren: m.WalkInChildren}
}

// hasMeetup: the same meetup by its id, or one with its name that begins at that moment
// in that place.
func hasMeetup(ctx context.Context, w *work, r *meetupRow) (bool, error) {
	same := []predicate.Meetup{entmeetup.ID(r.id)}
	if at, ok := w.places[text.Fold(r.place)]; ok && r.starts != nil {
		same = append(same, entmeetup.And(entmeetup.PlaceID(at.ID), entmeetup.StartsAt(*r.starts), entmeetup.TitleEqualFold(r.title)))
	}
	return ent.FromContext(ctx).Meetup.Query().Where(entmeetup.RegionID(w.Region.ID), entmeetup.Or(same...)).Exist(ctx)
}

func keepMeetup(ctx context.Context, w *work, r *meetupRow) error {
	var list fault.List
	for column, t := range map[string]*time.Time{"begint": r.starts, "eindigt": r.ends} {
		if t == nil {
			list.Add(fault.New(fault.Required, "tijdstip.vorm").At(column))
		}
	}
	at, ok := w.places[text.Fold(r.place)]
	if !ok {
		list.Add(fault.New(fault.NotFound, "plek.vreemd").At("plek"))
	}
	list.Add(past("afgelast_op", r.cancelled, w))
	if err := list.Err(); err != nil {
		return err
	}
	if r.id == uuid.Nil {
		r.id = gid.New(gid.Meetup)
	}
	m, err := (&meetup.Service{}).TakeOver(ctx, meetup.Plan{ID: r.id, Title: r.title, Description: r.description, Thema: r.thema, Kind: r.kind,
		StartsAt: *r.starts, EndsAt: *r.ends, Capacity: r.capacity, WithChildren: r.children, AgeFrom: r.from, AgeTo: r.to, Languages: r.talen}, at)
	if err != nil {
		return err
	}
	u := ent.FromContext(ctx).Meetup.UpdateOne(m).SetNillableCancelledAt(r.cancelled).
		SetWalkInAdults(r.walkInAdults).SetWalkInChildren(r.walkInChildren)
	if m.EndsAt.Before(w.now) {
		u.SetClosedAt(m.EndsAt) // it has been counted
	}
	return u.Exec(ctx)
}
