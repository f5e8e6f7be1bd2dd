package sync

import (
	"context"

	"entgo.io/ent"
	"github.com/google/uuid"

	gen "buurtdorp/ent"
	"buurtdorp/ent/hook"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
)

// Watch makes every commit that touches a koppeling, a meetup, a dossier, a handover or a
// worry tell the bus, so that no code path has to remember it. An answer and a check-in
// leave the koppeling itself as it is, and are news for its matcher; so are a note, a
// consent and a wish to be forgotten of a family. Who hears of it reads it under her own
// rights: of a worry only matchers ever hear (graph/desk.go).
func Watch(c *gen.Client, b *Bus) {
	c.Koppeling.Use(tells(b, gid.Koppeling))
	c.Meetup.Use(tells(b, gid.Meetup))
	c.Vraaggezin.Use(tells(b, gid.Vraaggezin))
	c.Steungezin.Use(tells(b, gid.Steungezin))
	c.Signup.Use(hook.On(tellsOf(b, gid.Meetup, meetupOf), ent.OpCreate), hook.On(tellsTicks(b), ent.OpUpdateOne))
	c.KoppelingAnswer.Use(hook.On(tellsOf(b, gid.Koppeling, koppelingOf), ent.OpCreate))
	c.Terugblik.Use(hook.On(tellsOf(b, gid.Koppeling, koppelingOf), ent.OpCreate))
	c.CheckIn.Use(hook.On(tellsOf(b, gid.Koppeling, koppelingOf), ent.OpCreate))
	c.Family.Use(tells(b, gid.Family))
	c.Overdracht.Use(tells(b, gid.Overdracht))
	c.Zorgmelding.Use(tells(b, gid.Zorgmelding))
	c.ZorgmeldingStap.Use(hook.On(tellsOf(b, gid.Zorgmelding, zorgmeldingOf), ent.OpCreate))
	c.Note.Use(hook.On(tellsOf(b, gid.Family, familyOf), ent.OpCreate))
	c.Toestemming.Use(hook.On(tellsOf(b, gid.Family, familyOf), ent.OpCreate))
}

// mutation is what all generated mutations share.
type mutation interface {
	ent.Mutation
	ID() (uuid.UUID, bool)
	IDs(context.Context) ([]uuid.UUID, error)
}

func tells(b *Bus, kind gid.Kind) ent.Hook {
	return func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			ids, err := touched(ctx, m)
			if err != nil {
				return nil, err
			}
			v, err := next.Mutate(ctx, m)
			if err == nil {
				for _, id := range ids {
					store.AfterCommit(ctx, func() { b.Publish(Event{Kind: kind, ID: id}) })
				}
			}
			return v, err
		})
	}
}

func touched(ctx context.Context, m ent.Mutation) ([]uuid.UUID, error) {
	mm, ok := m.(mutation)
	if !ok {
		return nil, nil
	}
	if id, ok := mm.ID(); ok {
		return []uuid.UUID{id}, nil
	}
	if m.Op().Is(ent.OpCreate) {
		return nil, nil
	}
	return mm.IDs(ctx)
}

// tellsTicks: who is there changes nothing about the places of a meetup, but a second host
// sees it on her phone.
func tellsTicks(b *Bus) ent.Hook {
	return func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			v, err := next.Mutate(ctx, m)
			if su, ok := v.(*gen.Signup); ok && err == nil && (su.State == term.SignupGeweest || su.State == term.SignupNietGeweest) {
				store.AfterCommit(ctx, func() { b.Publish(Event{Kind: gid.Meetup, ID: su.MeetupID}) })
			}
			return v, err
		})
	}
}

// tellsOf: a new row is a change of what it belongs to. A new household on the list
// changes the places of its meetup.
func tellsOf(b *Bus, kind gid.Kind, of func(ent.Mutation) (uuid.UUID, bool)) ent.Hook {
	return func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			v, err := next.Mutate(ctx, m)
			if id, ok := of(m); ok && err == nil {
				store.AfterCommit(ctx, func() { b.Publish(Event{Kind: kind, ID: id}) })
			}
			return v, err
		})
	}
}

func meetupOf(m ent.Mutation) (uuid.UUID, bool) {
	x, ok := m.(interface{ MeetupID() (uuid.UUID, bool) })
	if !ok {
		return uuid.Nil, false
	}
	return x.MeetupID()
}

func koppelingOf(m ent.Mutation) (uuid.UUID, bool) {
	x, ok := m.(interface{ KoppelingID() (uuid.UUID, bool) })
	if !ok {
		return uuid.Nil, false
	}
	return x.KoppelingID()
}

func zorgmeldingOf(m ent.Mutation) (uuid.UUID, bool) {
	x, ok := m.(interface{ ZorgmeldingID() (uuid.UUID, bool) })
	if !ok {
		return uuid.Nil, false
	}
	return x.ZorgmeldingID()
}

func familyOf(m ent.Mutation) (uuid.UUID, bool) {
	x, ok := m.(interface{ FamilyID() (uuid.UUID, bool) })
	if !ok {
		return uuid.Nil, false
	}
	return x.FamilyID()
}
