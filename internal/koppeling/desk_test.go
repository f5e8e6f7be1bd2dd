package koppeling_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afspraken"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/suggest"
	"buurtdorp/internal/term"
)

// desk is a world with the room under test, which judges pairs as the app does.
type desk struct {
	*world.World
	t    *testing.T
	room *koppeling.Service
	told []koppeling.Event
}

func each(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) { test(t, newDesk(t, db)) })
}

func newDesk(t *testing.T, db *store.DB) *desk {
	d := &desk{World: world.New(t, db), t: t}
	d.room = &koppeling.Service{
		Fit:  (&suggest.Service{Client: db.Client}).Judge,
		Tell: func(_ context.Context, e koppeling.Event) error { d.told = append(d.told, e); return nil },
	}
	return d
}

// asker is who takes a step.
type asker interface {
	In(ctx context.Context) context.Context
}

// by does something as somebody, in a transaction that is kept when it was not refused.
func (d *desk) by(who asker, do func(ctx context.Context) (*ent.Koppeling, error)) (k *ent.Koppeling, err error) {
	err = d.DB.WithTx(context.Background(), func(ctx context.Context, _ *ent.Tx) error {
		k, err = do(who.In(ctx))
		return err
	})
	return k, err
}

// step takes a step with an input in which nothing is missing.
func (d *desk) step(who asker, stap term.KoppelingStap, k *ent.Koppeling, kant ...term.Kant) (*ent.Koppeling, error) {
	return d.by(who, func(ctx context.Context) (*ent.Koppeling, error) { return d.take(ctx, stap, k, kant...) })
}

// steps takes steps that have to succeed, each on what the one before made of it.
func (d *desk) steps(k *ent.Koppeling, list ...func(k *ent.Koppeling) (*ent.Koppeling, error)) *ent.Koppeling {
	d.t.Helper()
	for i, take := range list {
		next, err := take(k)
		if err != nil {
			d.t.Fatalf("step %d, from %s: %v", i, k.State, err)
		}
		k = d.Refresh(next.ID)
	}
	return k
}

// its makes a step of a koppeling for steps.
func (d *desk) its(who asker, stap term.KoppelingStap, kant ...term.Kant) func(k *ent.Koppeling) (*ent.Koppeling, error) {
	return func(k *ent.Koppeling) (*ent.Koppeling, error) { return d.step(who, stap, k, kant...) }
}

// take is a step inside the transaction of ctx. Who is no matcher leaves kant out.
func (d *desk) take(ctx context.Context, stap term.KoppelingStap, k *ent.Koppeling, kant ...term.Kant) (*ent.Koppeling, error) {
	side := (*term.Kant)(nil)
	if len(kant) > 0 {
		side = &kant[0]
	}
	act := koppeling.Act{ID: k.ID, BaseVersion: k.Version, Toelichting: "in onze eigen woorden"}
	because := act
	because.Reden = ptr(term.RedenDoelBereikt)
	pair := koppeling.Proposal{Act: act, VraaggezinID: k.VraaggezinID, SteungezinID: k.SteungezinID}
	agreed := koppeling.Proef{Act: act, Afspraken: koppeling.Afspraken{Wanneer: "elke woensdagmiddag"}}
	yes := koppeling.Answer{Act: act, Antwoord: term.AntwoordJa, Kant: side}
	switch stap {
	case term.StapExplore:
		return d.room.Explore(ctx, pair)
	case term.StapPropose:
		return d.room.Propose(ctx, pair)
	case term.StapAnswerProposal:
		return d.room.AnswerProposal(ctx, yes)
	case term.StapWithdrawProposal:
		return d.room.WithdrawProposal(ctx, act)
	case term.StapPlanKennismaking:
		return d.room.PlanKennismaking(ctx, koppeling.Kennismaking{Act: act, At: d.Now, Plaats: "de bibliotheek"})
	case term.StapAnswerKennismaking:
		return d.room.AnswerKennismaking(ctx, yes)
	case term.StapStartProefperiode:
		return d.room.StartProefperiode(ctx, agreed)
	case term.StapRecordAfspraken:
		return d.room.RecordAfspraken(ctx, agreed)
	case term.StapConfirmAfspraken:
		newest := d.Through(ctx).Client.Afspraken.Query().Where(afspraken.KoppelingID(k.ID)).CountX(world.Timer.In(ctx))
		return d.room.ConfirmAfspraken(ctx, koppeling.Confirmation{Act: act, Nummer: newest, Kant: side})
	case term.StapCheckIn:
		return d.room.CheckIn(ctx, koppeling.Tap{Act: act, Smiley: term.SmileyGoed, Kant: side})
	case term.StapActivate:
		return d.room.Activate(ctx, act)
	case term.StapPause:
		return d.room.Pause(ctx, act, d.Now.AddDate(0, 1, 0))
	case term.StapResume:
		return d.room.Resume(ctx, act)
	case term.StapSuspend:
		return d.room.Suspend(ctx, act)
	case term.StapLift:
		return d.room.Lift(ctx, act)
	case term.StapStartAfronden:
		return d.room.StartAfronden(ctx, act, ptr(d.Now.AddDate(0, 0, 10)))
	case term.StapSayFarewell:
		return d.room.SayFarewell(ctx, koppeling.Farewell{Act: act, Woord: "het was fijn samen", Kant: side})
	case term.StapAnswerContact:
		return d.room.AnswerContact(ctx, yes)
	case term.StapAnswerOpnieuw:
		return d.room.AnswerOpnieuw(ctx, yes)
	case term.StapAskReopen:
		return d.room.AskReopen(ctx, act)
	case term.StapAnswerReopen:
		return d.room.AnswerReopen(ctx, yes)
	case term.StapClose:
		return d.room.Close(ctx, because)
	case term.StapReopen:
		return d.room.Reopen(ctx, act)
	case term.StapStop:
		return d.room.Stop(ctx, because)
	case term.StapGiveTerugblik:
		return d.room.GiveTerugblik(ctx, koppeling.LookBackOn{Act: act, Nummer: 1, Hoe: term.SmileyGoed, HoeVaak: term.HoeVaakVaker, Verder: term.VerderJa, Kant: side})
	case term.StapSkipVisit:
		return d.room.SkipVisit(ctx, act, d.Now.AddDate(0, 0, 3))
	case term.StapAskChange:
		return d.room.AskChange(ctx, act)
	case term.StapExpire:
		if _, err := d.room.Expire(ctx, 100); err != nil {
			return nil, err
		}
		return d.Through(ctx).Refresh(k.ID), nil
	}
	return nil, errors.New("a step the test does not know: " + string(stap))
}

// propose proposes a pair, in order, and has to succeed.
func (d *desk) propose(v *world.Vraag, s *world.Steun, waivers ...matching.Waiver) *ent.Koppeling {
	d.t.Helper()
	k, err := d.tryPropose(v, s, "", waivers...)
	if err != nil {
		d.t.Fatal("proposing:", err)
	}
	return d.Refresh(k.ID)
}

func (d *desk) tryPropose(v *world.Vraag, s *world.Steun, words string, waivers ...matching.Waiver) (*ent.Koppeling, error) {
	return d.by(d.Matcher, func(ctx context.Context) (*ent.Koppeling, error) {
		return d.room.Propose(ctx, koppeling.Proposal{Act: koppeling.Act{ID: gid.New(gid.Koppeling), Toelichting: words},
			VraaggezinID: v.ID(), SteungezinID: s.ID(), Waivers: waivers})
	})
}

// count tells how many koppelingen there are in a state.
func (d *desk) count(state term.KoppelingState) int {
	n := 0
	for _, k := range d.Client.Koppeling.Query().AllX(storetest.Context()) {
		if k.State == state {
			n++
		}
	}
	return n
}

// forget empties what was told so far.
func (d *desk) forget() { d.told = nil }

// heard tells who was told what: the matcher is "".
func (d *desk) heard() (out []string) {
	for _, e := range d.told {
		out = append(out, string(e.Kant)+": "+string(e.What))
	}
	slices.Sort(out)
	return out
}

// refused wants exactly these faults, each as "CODE key at path".
func refused(t *testing.T, err error, want ...string) {
	t.Helper()
	var got []string
	for _, f := range fault.All(err) {
		got = append(got, f.Error())
	}
	if err != nil && got == nil {
		got = []string{"internal: " + err.Error()}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("refused with %q, want %q", got, want)
	}
}

func ptr[T any](v T) *T { return &v }

// expired lets the term of a proposal end, and the timer come by.
func (d *desk) expired(k *ent.Koppeling) (*ent.Koppeling, error) {
	k = d.Client.Koppeling.UpdateOne(k).SetVerlooptOp(d.Now.AddDate(0, 0, -1)).SaveX(storetest.Context())
	return d.step(world.Timer, term.StapExpire, k)
}

func newID() uuid.UUID { return gid.New(gid.Koppeling) }
