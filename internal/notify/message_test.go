package notify

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"buurtdorp/ent"
	entmeetup "buurtdorp/ent/meetup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/dutch"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/taal"
	"buurtdorp/internal/term"
)

func TestMessages(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		sys := storetest.Context()
		soon := clock.Now().Add(72 * time.Hour)
		check := func(m Message, to, link string, wants ...string) {
			t.Helper()
			got := r.one(m)
			if got == nil {
				t.Fatalf("%s: nothing was sent; %s", m.Kind, r.log.String())
			}
			if got.To != to || got.Link != link {
				t.Errorf("%s went to %s with %s", m.Kind, got.To, got.Link)
			}
			for _, want := range append(wants, link, "Hoi ", "Buurtdorp") {
				if !strings.Contains(got.Text, want) {
					t.Errorf("%s: no %q in\n%s", m.Kind, want, got.Text)
				}
			}
			for _, never := range []string{"Achternaam", "dorpspost"} {
				if strings.Contains(got.Text+got.Subject, never) {
					t.Errorf("%s: %q in\n%s", m.Kind, never, got.Text)
				}
			}
			other := map[string]string{"vraag@dorpspost.nl": "Els", "steun@dorpspost.nl": "Amal"}[to]
			if other != "" && strings.Contains(got.Text, other) {
				t.Errorf("%s names the other family:\n%s", m.Kind, got.Text)
			}
		}
		nothing := func(m Message) {
			t.Helper()
			if got := r.one(m); got != nil {
				t.Errorf("%s was sent:\n%s", m.Kind, got.Text)
			}
		}
		const home = "https://dorp.example"
		k := r.koppeling.ID

		check(Message{Kind: VraagRegistered, About: r.vraag.ID, When: &soon}, "vraag@dorpspost.nl", home+"/mijn-steun", "Hoi Amal en Tim", "We bellen je voor "+dutch.Day(soon), "Ria is er voor je: 0880000000")
		check(Message{Kind: SteunRegistered, About: r.steun.ID}, "steun@dorpspost.nl", home+"/mijn-steun", "Hoi Els")
		check(Message{Kind: IntakePlanned, About: r.vraag.ID, When: &soon}, "vraag@dorpspost.nl", home+"/mijn-steun", dutch.Day(soon)+" om "+taal.Clock("nl", soon))
		nothing(Message{Kind: GesprekPlanned, About: r.steun.ID})

		check(Message{Kind: ProposalWaiting, About: k, Kant: term.KantSteun}, "steun@dorpspost.nl", home+"/voorstel/"+k.String(), "Er is een gezin", "Laat je het weten voor")
		nothing(Message{Kind: ProposalWaiting, About: k, Kant: term.KantVraag}) // not asked yet
		nothing(Message{Kind: KennismakingPlanned, About: k, Kant: term.KantVraag})
		for _, kind := range []Kind{ProposalYes, ProposalNo, ProposalExpired, Frown} {
			check(Message{Kind: kind, About: k}, "ria@dorpspost.nl", home+"/werkplek", "Hoi Ria")
		}
		db.Client.Koppeling.UpdateOneID(k).SetState(term.KoppelingKennismaking).SetKennismakingOp(soon).SetKennismakingPlaats("Geheimweg 1").ExecX(sys)
		nothing(Message{Kind: ProposalWaiting, About: k, Kant: term.KantSteun}) // answered meanwhile
		for kant, to := range map[term.Kant]string{term.KantVraag: "vraag@dorpspost.nl", term.KantSteun: "steun@dorpspost.nl"} {
			check(Message{Kind: KennismakingPlanned, About: k, Kant: kant}, to, home+"/mijn-steun", dutch.Day(soon))
			if strings.Contains(r.mailbox.list("")[0].Text, "Geheimweg") {
				t.Error("the mail says where")
			}
			for _, kind := range []Kind{BothYes, ProposalGone, TrialStarted, KoppelingStarted, KoppelingStopped} {
				check(Message{Kind: kind, About: k, Kant: kant}, to, home+"/mijn-steun")
			}
		}

		su := r.signup(term.SignupAangemeld)
		page := home + "/ontmoeten/" + r.meetup.ID.String()
		check(Message{Kind: SignedUp, About: su.ID}, "vraag@dorpspost.nl", page, "Koffie & thee", "De Brug, Westmaas", dutch.Day(r.meetup.StartsAt))
		check(Message{Kind: MovedUp, About: su.ID}, "vraag@dorpspost.nl", page, "Er is plek")
		nothing(Message{Kind: OnTheList, About: su.ID})
		db.Client.Signup.UpdateOneID(su.ID).SetState(term.SignupWachtlijst).SetQueueNumber(1).ExecX(sys)
		check(Message{Kind: OnTheList, About: su.ID}, "vraag@dorpspost.nl", page, "Je staat op de lijst")
		nothing(Message{Kind: SignedUp, About: su.ID})
		db.Client.Meetup.UpdateOneID(r.meetup.ID).SetCancelledAt(clock.Now()).ExecX(sys)
		nothing(Message{Kind: OnTheList, About: su.ID})
		check(Message{Kind: CalledOff, About: su.ID}, "vraag@dorpspost.nl", home+"/ontmoeten", "Het gaat niet door")

		// Nobody to write to.
		db.Client.Contactgegevens.Update().SetEmail("").ExecX(sys)
		nothing(Message{Kind: SteunApproved, About: r.steun.ID})
		db.Client.User.UpdateOneID(r.matcher.ID).SetFamilyID(r.steun.ID).ExecX(sys)
		check(Message{Kind: SteunApproved, About: r.steun.ID}, "ria@dorpspost.nl", home+"/mijn-steun", "Hoi Els") // where she signs in
		db.Client.Family.UpdateOneID(r.steun.ID).SetAnonymisedAt(clock.Now()).ExecX(sys)
		nothing(Message{Kind: SteunApproved, About: r.steun.ID})
		nothing(Message{Kind: VraagRegistered, About: gid.New(gid.Family)})

		for _, j := range r.jobs() {
			if j.DoneAt == nil {
				t.Errorf("%s is still open: %s", j.Kind, j.LastError)
			}
			for _, word := range []string{"@", "Amal", "Els", "Ria", "Koffie"} {
				if strings.Contains(string(j.Payload)+j.LastError, word) {
					t.Errorf("%s holds %q: %s %s", j.Kind, word, j.Payload, j.LastError)
				}
			}
		}
		if log := r.log.String(); strings.Contains(log, "@") || strings.Contains(log, "Amal") {
			t.Errorf("the log is personal: %s", log)
		}
	})
}

// A series that was changed as a whole is one message: when the household comes, what it
// waits for and what does not go on; nothing of what was, or of other households.
func TestSeriesChanged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		sys := storetest.Context()
		c := db.Client
		se := c.Series.Create().SetRegionID(r.meetup.RegionID).SetPlaceID(r.meetup.PlaceID).SetTitle("Koffie & thee").SetRule(rhythm.Rule{}).
			SetFromDay("2026-01-05").SetAt("09:30").SetMinutes(60).SaveX(sys)
		var first *ent.Signup
		on := func(day int, state term.SignupState, off bool) string {
			at := clock.Now().AddDate(0, 0, day)
			m := c.Meetup.Create().SetRegionID(r.meetup.RegionID).SetPlaceID(r.meetup.PlaceID).SetSeriesID(se.ID).SetSeriesDay(at.Format(time.DateOnly)).
				SetTitle("Koffie & thee").SetStartsAt(at).SetEndsAt(at.Add(time.Hour))
			if off {
				m.SetCancelledAt(clock.Now())
			}
			n := 0
			if state == term.SignupWachtlijst {
				n = 1
			}
			su := c.Signup.Create().SetRegionID(r.meetup.RegionID).SetMeetup(m.SaveX(sys)).SetFamilyID(r.vraag.ID).SetState(state).SetQueueNumber(n).SetAdults(1).SetChildren(0).SaveX(sys)
			if first == nil {
				first = su
			}
			return day2(at)
		}
		off := on(3, term.SignupAangemeld, true)
		was, not := on(-3, term.SignupAangemeld, false), on(10, term.SignupAfgemeld, false)
		comes, waits := on(17, term.SignupAangemeld, false), on(24, term.SignupWachtlijst, false)
		for day := 31; day < 31+8*7; day += 7 {
			on(day, term.SignupAangemeld, false)
		}
		got := r.one(Message{Kind: SeriesChanged, About: first.ID})
		if got == nil || got.Link != "https://dorp.example/thuis" {
			t.Fatalf("%+v; %s", got, r.log.String())
		}
		for _, want := range []string{"Je komt op:\n- " + comes + "\n", "Hiervoor sta je op de lijst:\n- " + waits + "\n", "Dit gaat niet door:\n- " + off + "\n", "- en nog 3 keer\n", "Kun je een keer niet? Meld je hier af:"} {
			if !strings.Contains(got.Text, want) {
				t.Errorf("no %q in\n%s", want, got.Text)
			}
		}
		for _, never := range []string{was, not, "\n\n\n"} {
			if strings.Contains(got.Text, never) {
				t.Errorf("%q in\n%s", never, got.Text)
			}
		}
		c.Meetup.Update().Where(entmeetup.SeriesID(se.ID)).SetCancelledAt(clock.Now()).ExecX(sys)
		if got := r.one(Message{Kind: SeriesChanged, About: first.ID}); got == nil || got.Link != "https://dorp.example/ontmoeten" || strings.Contains(got.Text, "Je komt op") {
			t.Errorf("all of it off: %+v", got)
		}
		c.Meetup.Update().Where(entmeetup.SeriesID(se.ID)).SetStartsAt(clock.Now().Add(-3 * time.Hour)).SetEndsAt(clock.Now().Add(-2 * time.Hour)).ExecX(sys)
		if got := r.one(Message{Kind: SeriesChanged, About: first.ID}); got != nil {
			t.Errorf("told of what was: %s", got.Text)
		}
	})
}

func day2(at time.Time) string { return dutch.Day(at) + " om " + taal.Clock("nl", at) }

func TestQueueRefuses(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		if err := Queue(t.Context(), Message{Kind: SteunApproved, About: gid.New(gid.Family)}); err == nil {
			t.Error("without a transaction")
		}
		in := func(f func(context.Context) error) error {
			return db.WithTx(t.Context(), func(ctx context.Context, _ *ent.Tx) error { return f(ctx) })
		}
		for name, m := range map[string]Message{
			"unknown":       {Kind: "groeten", About: gid.New(gid.Family)},
			"other kind":    {Kind: SignedUp, About: gid.New(gid.Meetup)},
			"no side":       {Kind: ProposalWaiting, About: gid.New(gid.Koppeling)},
			"a side to M":   {Kind: ProposalYes, About: gid.New(gid.Koppeling), Kant: term.KantSteun},
			"not an id":     {Kind: SteunApproved},
			"the code kind": {Kind: signinCode, About: gid.New(gid.SigninCode)},
		} {
			if err := in(func(ctx context.Context) error { return Queue(ctx, m) }); err == nil {
				t.Errorf("%s: queued", name)
			}
		}
		undone := errors.New("undone")
		err := in(func(ctx context.Context) error {
			return errors.Join(Queue(ctx, Message{Kind: SteunApproved, About: gid.New(gid.Family)}), undone)
		})
		if !errors.Is(err, undone) {
			t.Fatal(err)
		}
		if n := db.Client.Job.Query().CountX(storetest.Context()); n != 0 {
			t.Errorf("%d jobs of what never happened", n)
		}
	})
}
