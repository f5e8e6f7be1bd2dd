package team_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/overdracht"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/team"
	"buurtdorp/internal/term"
)

// desk is a world with a second matcher, and what families were told.
type desk struct {
	*world.World
	t     *testing.T
	other *world.Person
	s     *team.Service
	told  []uuid.UUID
}

func newDesk(t *testing.T, db *store.DB) *desk {
	t.Helper()
	team.Watch(db.Client)
	w := world.New(t, db)
	d := &desk{World: w, t: t, other: w.Person(w.Region, "Thirza", term.RoleMatcher)}
	d.s = &team.Service{Tell: func(_ context.Context, e team.Event) error { d.told = append(d.told, e.FamilyID); return nil }}
	return d
}

func (d *desk) vraag() *world.Vraag {
	return d.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetMatcherID(d.Matcher.User.ID) }))
}

func (d *desk) steun() *world.Steun {
	return d.Steun(world.Biedt(func(c *ent.SteungezinCreate) { c.SetMatcherID(d.Matcher.User.ID) }))
}

// as does something in a transaction of its own.
func (d *desk) as(p *world.Person, do func(ctx context.Context) error) error {
	return d.DB.WithTx(p.Context(), func(ctx context.Context, _ *ent.Tx) error { return do(ctx) })
}

func (d *desk) hand(p *world.Person, in team.HandOver) (list []*ent.Overdracht, err error) {
	var batch uuid.UUID
	err = d.as(p, func(ctx context.Context) (err error) { batch, err = d.s.HandOver(ctx, in); return err })
	if err == nil {
		list = d.Client.Overdracht.Query().Where(overdracht.BatchID(batch)).Order(overdracht.ByID()).AllX(storetest.Context())
	}
	return list, err
}

func (d *desk) confirm(p *world.Person, id uuid.UUID) error {
	return d.as(p, func(ctx context.Context) error { _, err := d.s.Confirm(ctx, id); return err })
}

func (d *desk) matcher(id uuid.UUID) uuid.UUID {
	d.t.Helper()
	sys := storetest.Context()
	var m *uuid.UUID
	switch {
	case gid.Is(id, gid.Vraaggezin):
		m = d.Client.Vraaggezin.GetX(sys, id).MatcherID
	case gid.Is(id, gid.Steungezin):
		m = d.Client.Steungezin.GetX(sys, id).MatcherID
	default:
		m = d.Client.Koppeling.GetX(sys, id).MatcherID
	}
	if m == nil {
		return uuid.Nil
	}
	return *m
}

// Until the colleague has read it a dossier stays where it is; from then on it is hers.
// A family with two dossiers hears once.
func TestHandOverIsReadOneByOne(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		v, s := d.vraag(), d.steun()
		k := d.Koppeling(v, s, term.KoppelingActief)
		both := d.Client.Steungezin.Create().SetRegion(d.Region).SetFamilyID(v.Family.ID).SetAangemeldOp(d.Now).
			SetMatcherID(d.Matcher.User.ID).SaveX(storetest.Context())
		list, err := d.hand(d.Matcher, team.HandOver{Naar: d.other.User.ID, Alle: true, Toelichting: "Ik ga met verlof."})
		if err != nil || len(list) != 3 {
			t.Fatalf("handed over %d: %v", len(list), err) // the koppeling goes along
		}
		me, she := d.Matcher.User.ID, d.other.User.ID
		if d.matcher(v.ID()) != me || d.matcher(k.ID) != me || len(d.told) != 0 {
			t.Error("something changed before anybody read it")
		}
		for _, o := range list {
			if o.VanID == nil || *o.VanID != me || o.NaarID != she || o.Toelichting != "Ik ga met verlof." || !o.Uiterlijk.After(d.Now) {
				t.Errorf("written down: %+v", o)
			}
			if err := d.confirm(d.Matcher, o.ID); !fault.Has(err, fault.NotFound) {
				t.Errorf("the giver reads it herself: %v", err)
			}
			if err := d.confirm(d.other, o.ID); err != nil {
				t.Fatal(err)
			}
			if d.matcher(o.DossierID) != she {
				t.Error("read, and still not hers")
			}
			if err := d.confirm(d.other, o.ID); !fault.Has(err, fault.State) {
				t.Errorf("read twice: %v", err)
			}
		}
		if d.matcher(k.ID) != she || d.matcher(both.ID) != she {
			t.Error("the koppeling stayed behind")
		}
		slices.SortFunc(d.told, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
		if len(d.told) != 2 || len(slices.Compact(d.told)) != 2 {
			t.Errorf("told %v: two families, once each", d.told)
		}
	})
}

func TestHandOverRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		v, far := d.vraag(), d.Vraag(world.In(d.Elsewhere))
		done := d.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) {
			c.SetMatcherID(d.Matcher.User.ID).SetState(term.VraagAfgerond)
		}))
		she := d.other.User.ID
		for name, c := range map[string]struct {
			as   *world.Person
			in   team.HandOver
			code fault.Code
		}{
			"a parent":             {v.Parent, team.HandOver{Naar: she, Dossiers: []uuid.UUID{v.ID()}}, fault.NotFound},
			"a host":               {d.Host, team.HandOver{Naar: she, Dossiers: []uuid.UUID{v.ID()}}, fault.NotFound},
			"a visitor":            {world.Anonymous, team.HandOver{Naar: she, Dossiers: []uuid.UUID{v.ID()}}, fault.NotFound},
			"an admin":             {d.Admin, team.HandOver{Naar: she, Dossiers: []uuid.UUID{v.ID()}}, fault.NotFound},
			"somebody else's":      {d.other, team.HandOver{Naar: d.HeadMatcher.User.ID, Dossiers: []uuid.UUID{v.ID()}}, fault.NotFound},
			"for somebody else":    {d.other, team.HandOver{Van: &d.Matcher.User.ID, Naar: she, Alle: true}, fault.NotFound},
			"to a host":            {d.Matcher, team.HandOver{Naar: d.Host.User.ID, Dossiers: []uuid.UUID{v.ID()}}, fault.Invalid},
			"to another region":    {d.Matcher, team.HandOver{Naar: d.MatcherElsewhere.User.ID, Dossiers: []uuid.UUID{v.ID()}}, fault.Invalid},
			"to herself":           {d.Matcher, team.HandOver{Naar: d.Matcher.User.ID, Dossiers: []uuid.UUID{v.ID()}}, fault.Invalid},
			"to nobody":            {d.Matcher, team.HandOver{Naar: gid.New(gid.User), Dossiers: []uuid.UUID{v.ID()}}, fault.Invalid},
			"of another region":    {d.Matcher, team.HandOver{Naar: she, Dossiers: []uuid.UUID{far.ID()}}, fault.NotFound},
			"what is not there":    {d.Matcher, team.HandOver{Naar: she, Dossiers: []uuid.UUID{gid.New(gid.Vraaggezin)}}, fault.NotFound},
			"what is no dossier":   {d.Matcher, team.HandOver{Naar: she, Dossiers: []uuid.UUID{v.Family.ID}}, fault.NotFound},
			"what is over":         {d.Matcher, team.HandOver{Naar: she, Dossiers: []uuid.UUID{done.ID()}}, fault.State},
			"nothing":              {d.Matcher, team.HandOver{Naar: she}, fault.Required},
			"a number in the note": {d.Matcher, team.HandOver{Naar: she, Dossiers: []uuid.UUID{v.ID()}, Toelichting: "bsn 111222333"}, fault.Invalid},
		} {
			if list, err := d.hand(c.as, c.in); !fault.Has(err, c.code) {
				t.Errorf("%s: %v (%d)", name, err, len(list))
			}
		}
		if n := d.Client.Overdracht.Query().CountX(storetest.Context()); n != 0 {
			t.Errorf("%d rows of what was refused", n)
		}
		list, err := d.hand(d.HeadMatcher, team.HandOver{Van: &d.Matcher.User.ID, Naar: she, Alle: true})
		if err != nil || len(list) != 1 {
			t.Fatalf("the head matcher for somebody else: %d %v", len(list), err)
		}
		if _, err := d.hand(d.Matcher, team.HandOver{Naar: d.HeadMatcher.User.ID, Dossiers: []uuid.UUID{v.ID()}}); !fault.Has(err, fault.Exists) {
			t.Errorf("to two at once: %v", err)
		}
		withdraw := func(p *world.Person) error {
			return d.as(p, func(ctx context.Context) error { _, err := d.s.Withdraw(ctx, list[0].ID); return err })
		}
		for _, p := range []*world.Person{v.Parent, d.Host, d.MatcherElsewhere, world.Anonymous} {
			if err := withdraw(p); !fault.Has(err, fault.NotFound) {
				t.Errorf("taken back by a stranger: %v", err)
			}
		}
		if err := withdraw(d.Matcher); err != nil {
			t.Errorf("taken back by whose it is: %v", err)
		}
		if err := d.confirm(d.other, list[0].ID); !fault.Has(err, fault.State) || d.matcher(v.ID()) != d.Matcher.User.ID {
			t.Errorf("read after it was taken back: %v", err)
		}
	})
}

// What was nobody's yet may be asked of a colleague; whoever was quicker has it.
func TestHandOverOfWhatIsNobodys(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		v := d.Vraag()
		list, err := d.hand(d.Matcher, team.HandOver{Naar: d.other.User.ID, Dossiers: []uuid.UUID{v.ID()}})
		if err != nil || len(list) != 1 || list[0].VanID != nil {
			t.Fatalf("%v %v", list, err)
		}
		d.Client.Vraaggezin.UpdateOneID(v.ID()).SetMatcherID(d.HeadMatcher.User.ID).ExecX(storetest.Context())
		if err := d.confirm(d.other, list[0].ID); !fault.Has(err, fault.State) || d.matcher(v.ID()) != d.HeadMatcher.User.ID {
			t.Errorf("taken from who took it up: %v", err)
		}
	})
}

// Nobody leaves with families in her care, and what she was asked to read goes back.
func TestLeave(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		v := d.vraag()
		leave := func(p *world.Person) error {
			return d.as(p, func(ctx context.Context) error { return team.Leave(ctx, p.User.ID, uuid.Nil) })
		}
		var still team.StillHas
		if err := leave(d.Matcher); !errors.As(err, &still) || still != 1 {
			t.Errorf("she left one behind: %v", err)
		}
		list, err := d.hand(d.Matcher, team.HandOver{Naar: d.other.User.ID, Alle: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := leave(d.Matcher); !errors.As(err, &still) {
			t.Errorf("she left what nobody has read: %v", err)
		}
		if err := leave(d.other); err != nil {
			t.Errorf("who has none yet may go: %v", err)
		}
		if o := d.Client.Overdracht.GetX(storetest.Context(), list[0].ID); o.IngetrokkenOp == nil || d.matcher(v.ID()) != d.Matcher.User.ID {
			t.Error("it did not go back to who gave it")
		}
	})
}

// A matcher leaves at the moment a colleague gives her a family: one of the two is too
// late, and never is a family left with somebody who is gone.
func TestLeaveAndGiveAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		for range 6 {
			leaver := d.Person(d.Region, "Anouk", term.RoleMatcher)
			v := d.vraag()
			list, err := d.hand(d.Matcher, team.HandOver{Naar: leaver.User.ID, Dossiers: []uuid.UUID{v.ID()}})
			if err != nil {
				t.Fatal(err)
			}
			var given, left error
			var both sync.WaitGroup
			both.Go(func() { given = d.confirm(leaver, list[0].ID) })
			both.Go(func() {
				left = d.DB.WithTx(storetest.Context(), func(ctx context.Context, tx *ent.Tx) error {
					if err := team.Leave(ctx, leaver.User.ID, uuid.Nil); err != nil {
						return err
					}
					return tx.User.UpdateOneID(leaver.User.ID).SetDisabledAt(clock.Now()).Exec(storetest.Context())
				})
			})
			both.Wait()
			gone := d.Client.User.GetX(storetest.Context(), leaver.User.ID).DisabledAt != nil
			hers := d.matcher(v.ID()) == leaver.User.ID
			if gone && hers || gone != (left == nil) || hers != (given == nil) || gone == hers {
				t.Errorf("gone %v, hers %v: given %v, left %v", gone, hers, given, left)
			}
		}
	})
}

// Whoever writes a matcher into a dossier meets the same guard.
func TestNobodyGetsWhoIsGone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		v := d.Vraag()
		d.Client.User.UpdateOneID(d.other.User.ID).SetDisabledAt(d.Now).ExecX(storetest.Context())
		err := d.DB.WithTx(storetest.Context(), func(ctx context.Context, tx *ent.Tx) error {
			return tx.Vraaggezin.UpdateOneID(v.ID()).SetMatcherID(d.other.User.ID).Exec(ctx)
		})
		if !fault.Has(err, fault.Guard) || d.matcher(v.ID()) != uuid.Nil {
			t.Errorf("given to somebody who is gone: %v", err)
		}
	})
}
