package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/calendarfeed"
	"buurtdorp/ent/place"
	"buurtdorp/ent/reminder"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/walkin"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/report"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// walkInStep runs what happens to a count and tells how it and its meetup are now.
func (r *Resolver) walkInStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.WalkIn, error)) (*model.WalkInPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		w, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"walkIn": w.ID, "meetup": w.MeetupID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.WalkInPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.WalkIn, err = payload(ctx, d.ID("walkIn"), "walkIn", func() *ent.WalkInQuery {
		return r.Client.WalkIn.Query().Where(walkin.ID(d.ID("walkIn")))
	})
	if err != nil {
		return nil, err
	}
	p.Meetup, err = payload(ctx, d.ID("meetup"), "meetup", func() *ent.MeetupQuery { return r.meetup(d.ID("meetup")) })
	return p, err
}

// guestStep signs a guest up. Without an account she is counted, like everybody who
// writes without one.
func (r *Resolver) guestStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.Signup, error)) (*model.GuestPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		su, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"meetup": su.MeetupID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.GuestPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Meetup, err = payload(ctx, d.ID("meetup"), "meetup", func() *ent.MeetupQuery { return r.meetup(d.ID("meetup")) })
	return p, err
}

// feedStep runs what happens to a calendar feed.
func (r *Resolver) feedStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.CalendarFeed, error)) (*model.CalendarFeedPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		f, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"feed": f.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.CalendarFeedPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.CalendarFeed, err = payload(ctx, d.ID("feed"), "calendarFeed", func() *ent.CalendarFeedQuery {
		return r.Client.CalendarFeed.Query().Where(calendarfeed.ID(d.ID("feed")))
	})
	return p, err
}

// figures are for who receives people in a region, and count all of it.
func (r *Resolver) figures(ctx context.Context, year int) (*model.MeetupFigures, error) {
	v := viewer.FromContext(ctx)
	if v.IsAnonymous() || !v.Hosts(v.RegionID) || year < 2000 || year > 2200 {
		return nil, nil
	}
	f, err := report.MeetupsOf(rule.System(ctx), r.Client, v.RegionID, year)
	if err != nil {
		return nil, err
	}
	out := &model.MeetupFigures{Year: f.Year, Meetups: f.Meetups, Visits: f.Visits, Places: f.Places,
		NewHouseholds: f.New, ReturningHouseholds: f.Returning,
		PerPlace: []*model.PlaceFigure{}, PerMonth: []*model.MonthFigure{}, PerThema: []*model.ThemaFigure{}}
	places, err := r.Client.Place.Query().Where(place.RegionID(v.RegionID)).Order(place.ByName(), place.ByID()).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		for _, c := range f.PerPlace {
			if c.Of == p.ID {
				out.PerPlace = append(out.PerPlace, &model.PlaceFigure{Place: p, Meetups: c.Meetups, Visits: c.Visits})
			}
		}
	}
	for _, c := range f.PerMonth {
		out.PerMonth = append(out.PerMonth, &model.MonthFigure{Month: c.Of, Meetups: c.Meetups, Visits: c.Visits})
	}
	for _, c := range f.PerThema {
		out.PerThema = append(out.PerThema, &model.ThemaFigure{Thema: c.Of, Meetups: c.Meetups, Visits: c.Visits, TalkedAbout: c.Talked})
	}
	return out, nil
}

// bezorging is what became of the reminder of a sign-up, as far as the viewer may know.
func (r *Resolver) bezorging(ctx context.Context, su *ent.Signup) (*term.Bezorging, error) {
	row, err := loader.Load[*ent.Reminder](ctx, "signup.reminder", su.ID)
	if err != nil || row == nil {
		return nil, err
	}
	return &row.State, nil
}

func (r *Resolver) walkInLoaders(_ context.Context, add loader.Adder) {
	loader.Add(add, "signup.reminder", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Reminder, error) {
		rows, err := r.Client.Reminder.Query().Where(reminder.SignupIDIn(ids...)).Order(reminder.ByID()).All(ctx)
		out := make(map[uuid.UUID]*ent.Reminder, len(rows))
		for _, row := range rows {
			out[row.SignupID] = row
		}
		return out, err
	})
}
