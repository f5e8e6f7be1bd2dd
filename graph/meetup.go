package graph

import (
	"context"
	"maps"
	"slices"

	"entgo.io/contrib/entgql"
	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	entmeetup "buurtdorp/ent/meetup"
	"buurtdorp/ent/place"
	"buurtdorp/ent/signup"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/model"
	"buurtdorp/internal/meetup"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// signupStep runs what happens to a sign-up and tells how it and its meetup are now.
func (r *Resolver) signupStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.Signup, error)) (*model.SignupPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		su, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"signup": su.ID, "meetup": su.MeetupID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.SignupPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Signup, err = payload(ctx, d.ID("signup"), "signup", func() *ent.SignupQuery {
		return r.Client.Signup.Query().Where(signup.ID(d.ID("signup")))
	})
	if err != nil {
		return nil, err
	}
	p.Meetup, err = payload(ctx, d.ID("meetup"), "meetup", func() *ent.MeetupQuery { return r.meetup(d.ID("meetup")) })
	return p, err
}

// meetupStep runs what happens to a meetup and tells how it is now.
func (r *Resolver) meetupStep(ctx context.Context, op, key string, input any, step func(ctx context.Context) (*ent.Meetup, error)) (*model.MeetupPayload, error) {
	d, err := r.once(ctx, op, key, input, func(ctx context.Context) (map[string]uuid.UUID, error) {
		m, err := step(ctx)
		if err != nil {
			return nil, err
		}
		return map[string]uuid.UUID{"meetup": m.ID}, nil
	})
	if err != nil {
		return nil, err
	}
	p := &model.MeetupPayload{ClientMutationID: key, Replayed: d.Replayed, UserErrors: d.Errors(ctx)}
	p.Meetup, err = payload(ctx, d.ID("meetup"), "meetup", func() *ent.MeetupQuery { return r.meetup(d.ID("meetup")) })
	return p, err
}

func (r *Resolver) meetup(id uuid.UUID) *ent.MeetupQuery {
	return r.Client.Meetup.Query().Where(entmeetup.ID(id))
}

func planInput(in model.PlanMeetupInput) meetup.Plan {
	return meetup.Plan{
		ID: in.ID, PlaceID: in.PlaceID, Title: in.Title, Description: in.Description, Thema: in.Thema, Kind: in.Kind,
		StartsAt: in.StartsAt, EndsAt: in.EndsAt, Capacity: in.Capacity, WithChildren: in.WithChildren,
		AgeFrom: in.AgeFrom, AgeTo: in.AgeTo, Languages: in.Languages, Doelgroepen: in.Doelgroepen,
	}
}

func changeInput(in model.ChangeMeetupInput) meetup.Plan {
	return meetup.Plan{
		ID: in.ID, PlaceID: in.PlaceID, Title: in.Title, Description: in.Description, Thema: in.Thema, Kind: orNone(in.Kind),
		StartsAt: in.StartsAt, EndsAt: in.EndsAt, Capacity: in.Capacity, WithChildren: in.WithChildren,
		AgeFrom: in.AgeFrom, AgeTo: in.AgeTo, Languages: in.Languages, Doelgroepen: in.Doelgroepen,
	}
}

// meetups is the list by date; the id settles what begins at the same moment.
func (r *Resolver) meetups(ctx context.Context, p paging, f meetup.Filter) (*ent.MeetupConnection, error) {
	first, last, err := page(p.first, p.last)
	if err != nil {
		return nil, err
	}
	where, err := meetup.Find(ctx, r.Client, f)
	if err != nil {
		return nil, err
	}
	q := r.Client.Meetup.Query().Where(where...)
	if err := withMySignups(ctx, q); err != nil {
		return nil, err
	}
	list, err := q.Paginate(ctx, p.after, first, p.before, last, ent.WithMeetupOrder(&ent.MeetupOrder{
		Direction: entgql.OrderDirectionAsc, Field: ent.MeetupOrderFieldStartsAt,
	}))
	if err == nil {
		err = fillSignupOrder(ctx, list)
	}
	if err != nil || f.Near == nil {
		return list, err
	}
	return list, r.withPostcodes(ctx, list)
}

// paging is which part of a list is asked for.
type paging struct {
	first, last   *int
	after, before *ent.Cursor
}

// withMySignups fetches the viewer's own sign-ups with the meetups of a page, one
// statement for all of them. They are kept with each meetup under a name of their own.
func withMySignups(ctx context.Context, q *ent.MeetupQuery) error {
	family := viewer.FromContext(ctx).FamilyID
	edges, ok := under(ctx, "edges")
	if !ok || family == uuid.Nil {
		return nil
	}
	node, ok := under(edges, "node")
	if !ok {
		return nil
	}
	fc := graphql.GetFieldContext(node)
	for _, f := range graphql.CollectFields(graphql.GetOperationContext(node), fc.Field.Selections, nil) {
		if f.Name != "mySignup" {
			continue
		}
		var err error
		q.WithNamedSignups(mine(f.Alias), func(s *ent.SignupQuery) {
			s.Where(signup.FamilyID(family), meetup.Standing())
			_, err = s.CollectFields(graphql.WithFieldContext(node, &graphql.FieldContext{Object: "Meetup", Field: f}))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// mine is a name that no alias can have.
func mine(alias string) string { return "my " + alias }

// mySignup is the sign-up of the viewer's household that stands, if there is one.
func (r *Resolver) mySignup(ctx context.Context, m *ent.Meetup) (*ent.Signup, error) {
	if viewer.FromContext(ctx).FamilyID == uuid.Nil {
		return nil, nil
	}
	loaded, err := m.NamedSignups(mine(graphql.GetFieldContext(ctx).Field.Alias))
	if err != nil { // not on a page of meetups
		return loader.Load[*ent.Signup](ctx, "meetup.mySignup", m.ID)
	}
	if len(loaded) == 0 {
		return nil, nil
	}
	return loaded[0], nil
}

// withPostcodes completes the places of a page, whatever was selected of them: how
// far a place is needs its postcode. Public, as all of a place is.
func (r *Resolver) withPostcodes(ctx context.Context, list *ent.MeetupConnection) error {
	at := map[uuid.UUID]*ent.Place{}
	for _, e := range list.Edges {
		at[e.Node.PlaceID] = nil
	}
	if len(at) == 0 || !selected(ctx, "edges", "node", "reisband") {
		return nil
	}
	rows, err := r.Client.Place.Query().Where(place.IDIn(slices.Collect(maps.Keys(at))...)).
		Select(place.FieldID, place.FieldPostcode).All(ctx)
	if err != nil {
		return err
	}
	for _, p := range rows {
		at[p.ID] = p
	}
	for _, e := range list.Edges {
		if there := e.Node.Edges.Place; there != nil {
			there.Postcode = at[e.Node.PlaceID].Postcode
		} else {
			e.Node.Edges.Place = at[e.Node.PlaceID]
		}
	}
	return nil
}

// reisband is how far a meetup of a list is from where that list was asked for.
func reisband(ctx context.Context, m *ent.Meetup) *term.Reisband {
	near := nearOf(ctx)
	if near == nil || m.Edges.Place == nil {
		return nil
	}
	from, known := meetup.Locate(*near)
	if !known {
		return nil
	}
	band := from.Band(m.Edges.Place.Postcode)
	return &band
}

// nearOf finds the argument of the list that a field is part of.
func nearOf(ctx context.Context) *string {
	for fc := graphql.GetFieldContext(ctx); fc != nil; fc = fc.Parent {
		if near, ok := fc.Args["near"].(*string); ok && fc.Field.Name == "meetups" {
			return near
		}
	}
	return nil
}

// meetupLoaders read under the viewer's own rights, for meetups that are not on a page.
func (r *Resolver) meetupLoaders(_ context.Context, add loader.Adder) {
	loader.Add(add, "meetup.signupOrder", r.signupOrder)
	loader.Add(add, "meetup.mySignup", func(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*ent.Signup, error) {
		rows, err := r.Client.Signup.Query().Where(signup.FamilyID(viewer.FromContext(ctx).FamilyID),
			signup.MeetupIDIn(ids...), meetup.Standing()).All(ctx)
		out := make(map[uuid.UUID]*ent.Signup, len(rows))
		for _, su := range rows {
			out[su.MeetupID] = su
		}
		return out, err
	})
}
