package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// world is the least that a koppeling and a meetup need. Its methods only
// prepare a row; the caller says what is special about it, and saves.
type world struct {
	c                *ent.Client
	region           *ent.Region
	place            *ent.Place
	user, colleague  *ent.User
	families         []*ent.Family
	vragen, steunend []uuid.UUID
	meetup           *ent.Meetup
	now              time.Time
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	ctx, c := storetest.Context(), db.Client
	w := &world{c: c, now: clock.Now()}
	w.region = c.Region.Create().SetKey("hoeksche-waard").SetName("Hoeksche Waard").SaveX(ctx)
	w.place = c.Place.Create().SetRegion(w.region).SetName("Het Trefpunt").SetPostcode("3273").SetVillage("Westmaas").
		SetLat(51.79).SetLon(4.47).SaveX(ctx)
	w.user = c.User.Create().SetFirstName("Hanneke").SaveX(ctx)
	w.colleague = c.User.Create().SetFirstName("Wilma").SaveX(ctx)
	for i := range 6 {
		w.families = append(w.families, c.Family.Create().SetRegion(w.region).SetName(fmt.Sprint("gezin ", i)).SetPc4("3273").SaveX(ctx))
	}
	for _, f := range w.families[:3] {
		w.vragen = append(w.vragen, w.vraaggezin(f).SaveX(ctx).ID)
	}
	for _, f := range w.families[3:] {
		w.steunend = append(w.steunend, w.steungezin(f).SaveX(ctx).ID)
	}
	w.meetup = w.newMeetup().SetCapacity(10).SetTaken(9).SaveX(ctx)
	return w
}

// in gives the same world seen through a transaction.
func (w world) in(tx *ent.Tx) *world {
	w.c = tx.Client()
	return &w
}

func (w *world) vraaggezin(f *ent.Family) *ent.VraaggezinCreate {
	return w.c.Vraaggezin.Create().SetRegion(w.region).SetFamily(f).SetAangemeldOp(w.now)
}

func (w *world) steungezin(f *ent.Family) *ent.SteungezinCreate {
	return w.c.Steungezin.Create().SetRegion(w.region).SetFamily(f).SetAangemeldOp(w.now)
}

// koppeling is one in a state that needs no more than this.
func (w *world) koppeling(vraag, steun int, state term.KoppelingState) *ent.KoppelingCreate {
	return w.c.Koppeling.Create().SetRegion(w.region).SetVraaggezinID(w.vragen[vraag]).SetSteungezinID(w.steunend[steun]).SetState(state)
}

func (w *world) voorstel(vraag, steun int) *ent.KoppelingCreate {
	return w.koppeling(vraag, steun, term.KoppelingVoorgesteldSteun).SetVerlooptOp(w.now)
}

func (w *world) newMeetup() *ent.MeetupCreate {
	return w.c.Meetup.Create().SetRegion(w.region).SetPlace(w.place).SetTitle("Koffie").
		SetStartsAt(w.now).SetEndsAt(w.now.Add(2 * time.Hour))
}

func (w *world) signup(f *ent.Family, state term.SignupState) *ent.SignupCreate {
	return w.c.Signup.Create().SetRegion(w.region).SetMeetup(w.meetup).SetFamily(f).SetState(state).SetAdults(1).SetChildren(2)
}

func (w *world) answer(k *ent.Koppeling, kant term.Kant) *ent.KoppelingAnswerCreate {
	return w.c.KoppelingAnswer.Create().SetRegion(w.region).SetKoppeling(k).SetKant(kant).
		SetKind(term.AnswerVoorstel).SetAntwoord(term.AntwoordJa).SetUser(w.user)
}

// overdracht hands the first dossier to somebody.
func (w *world) overdracht(to *ent.User) *ent.OverdrachtCreate {
	return w.c.Overdracht.Create().SetRegion(w.region).SetBatchID(w.families[0].ID).SetFamily(w.families[0]).SetDossierID(w.vragen[0]).
		SetSoort(term.DossierVraag).SetVan(w.user).SetNaar(to).SetDoor(w.user).SetUiterlijk(w.now)
}

func (w *world) afwezigheid(by *ent.User) *ent.AfwezigheidCreate {
	return w.c.Afwezigheid.Create().SetRegion(w.region).SetUser(w.user).SetWaarnemer(by).SetVan(w.now).SetTot(w.now)
}

func (w *world) weging(nummer int) *ent.WegingCreate {
	return w.c.Weging.Create().SetRegion(w.region).SetNummer(nummer).SetReis(100).SetDagdelen(0).SetHulp(0).SetKind(0).SetTaal(0).
		SetOpvoeding(0).SetDuur(0).SetInteresses(0).SetErvaring(0).SetHuis(0).SetBeurt(0).SetGoedVanaf(75).SetPastVanaf(50).SetReden("dichtbij")
}

// all saves rows until one is refused.
func all(ctx context.Context, rows ...interface{ Exec(context.Context) error }) error {
	for _, r := range rows {
		if err := r.Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}
