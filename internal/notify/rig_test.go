package notify

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/job"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// rig is the room on a database with one koppeling and one meetup in it.
type rig struct {
	*Service
	t         testing.TB
	db        *store.DB
	known     map[string]bool
	log       strings.Builder
	region    *ent.Region
	vraag     *ent.Family
	steun     *ent.Family
	matcher   *ent.User
	koppeling *ent.Koppeling
	meetup    *ent.Meetup
}

func newRig(t testing.TB, db *store.DB, change ...func(*Options)) *rig {
	t.Helper()
	r := &rig{t: t, db: db, known: map[string]bool{}}
	opt := Options{
		DB: db, PublicURL: "https://dorp.example/",
		Secret: func(context.Context, string) ([]byte, error) { return []byte("0123456789abcdef0123456789abcdef"), nil },
		Known:  func(_ context.Context, email string) (bool, error) { return r.known[email], nil },
		Log:    slog.New(slog.NewTextHandler(&r.log, nil)),
	}
	for _, f := range change {
		f(&opt)
	}
	var err error
	if r.Service, err = New(t.Context(), opt); err != nil {
		t.Fatal(err)
	}
	r.furnish()
	return r
}

// furnish makes two families with a proposal between them, and a meetup.
func (r *rig) furnish() {
	c, sys, now := r.db.Client, storetest.Context(), clock.Now()
	r.region = c.Region.Create().SetKey("proef").SetName("Proef").SetPhone("+31880000000").SetContactName("Ria").SaveX(sys)
	family := func(name, surname, email string) *ent.Family {
		f := c.Family.Create().SetRegionID(r.region.ID).SetName(name).SetPc4("3273").SaveX(sys)
		c.Contactgegevens.Create().SetRegionID(r.region.ID).SetFamilyID(f.ID).SetLastName(surname).SetEmail(email).ExecX(sys)
		return f
	}
	r.vraag = family("Amal en Tim", "Achternaamvraag", "vraag@dorpspost.nl")
	r.steun = family("Els", "Achternaamsteun", "steun@dorpspost.nl")
	r.matcher = c.User.Create().SetFirstName("Ria").SaveX(sys)
	c.Credential.Create().SetUserID(r.matcher.ID).SetEmail("ria@dorpspost.nl").ExecX(sys)
	v := c.Vraaggezin.Create().SetRegionID(r.region.ID).SetFamilyID(r.vraag.ID).SetAangemeldOp(now).SaveX(sys)
	s := c.Steungezin.Create().SetRegionID(r.region.ID).SetFamilyID(r.steun.ID).SetAangemeldOp(now).SaveX(sys)
	r.koppeling = c.Koppeling.Create().SetRegionID(r.region.ID).SetVraaggezinID(v.ID).SetSteungezinID(s.ID).SetMatcherID(r.matcher.ID).
		SetState(term.KoppelingVoorgesteldSteun).SetVerlooptOp(now.Add(120 * time.Hour)).SaveX(sys)
	p := c.Place.Create().SetRegionID(r.region.ID).SetName("De Brug").SetPostcode("3273").SetVillage("Westmaas").SetLat(51.8).SetLon(4.4).SaveX(sys)
	r.meetup = c.Meetup.Create().SetRegionID(r.region.ID).SetPlaceID(p.ID).SetTitle("Koffie & thee").
		SetStartsAt(now.Add(48 * time.Hour)).SetEndsAt(now.Add(50 * time.Hour)).SaveX(sys)
}

func (r *rig) signup(state term.SignupState) *ent.Signup {
	return r.db.Client.Signup.Create().SetRegionID(r.region.ID).SetMeetupID(r.meetup.ID).SetFamilyID(r.vraag.ID).
		SetState(state).SetAdults(1).SetChildren(2).SaveX(storetest.Context())
}

func (r *rig) queue(m Message) {
	r.t.Helper()
	r.within(func(ctx context.Context) error { return Queue(ctx, m) })
}

func (r *rig) queueCode(email, code string, life time.Duration) uuid.UUID {
	r.t.Helper()
	id := gid.New(gid.SigninCode)
	r.within(func(ctx context.Context) error {
		err := ent.FromContext(ctx).SigninCode.Create().SetID(id).SetEmailHash([]byte(email)).SetCodeHash([]byte("x")).
			SetExpiresAt(clock.Now().Add(life)).Exec(storetest.Context())
		if err != nil {
			return err
		}
		return r.QueueCode(ctx, id, email, code)
	})
	return id
}

func (r *rig) within(f func(context.Context) error) {
	r.t.Helper()
	err := r.db.WithTx(context.Background(), func(ctx context.Context, _ *ent.Tx) error { return f(ctx) })
	if err != nil {
		r.t.Fatal(err)
	}
}

// work does all that is due now.
func (r *rig) work() {
	r.t.Helper()
	for {
		did, err := r.step(context.Background())
		if err != nil {
			r.t.Fatal(err)
		}
		if !did {
			return
		}
	}
}

// one queues a message and gives the mail it makes, or nil.
func (r *rig) one(m Message) *Mail {
	r.t.Helper()
	before := len(r.mailbox.list(""))
	r.queue(m)
	r.work()
	all := r.mailbox.list("")
	if len(all) == before {
		return nil
	}
	return &all[0]
}

func (r *rig) jobs() []*ent.Job {
	return r.db.Client.Job.Query().Order(job.ByID()).AllX(storetest.Context())
}
