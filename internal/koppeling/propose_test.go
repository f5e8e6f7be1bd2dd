package koppeling_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/toestemming"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

func waive(key, reason string) matching.Waiver {
	return matching.Waiver{Key: key, By: term.WaivableMatcher, Reason: reason}
}

// What nobody may set aside stands in the way, also with a waiver, and so does what
// of it nobody knows yet.
func TestWhatNobodyMaySetAside(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		ofVraag := func(set func(*ent.VraaggezinCreate)) []world.Option { return []world.Option{world.Vraagt(set)} }
		ofSteun := func(set func(*ent.SteungezinCreate)) []world.Option { return []world.Option{world.Biedt(set)} }
		for name, c := range map[string]struct {
			vraag, steun []world.Option
			between      func(v *world.Vraag, s *world.Steun)
			want         []string
		}{
			"not screened": {steun: []world.Option{world.WithoutScreening()}, want: []string{"CONSTRAINT eis.past.niet at waivers.H1"}},
			"an adult who came to live there": {steun: []world.Option{world.Gezin(func(c *ent.FamilyCreate) { c.SetAdults(2) })},
				want: []string{"CONSTRAINT eis.past.niet at waivers.H1", "CONSTRAINT eis.vraag.nog at waivers.H12"}},
			"a parent who was not asked": {vraag: ofVraag(func(c *ent.VraaggezinCreate) {}), between: func(v *world.Vraag, s *world.Steun) {
				d.Client.Toestemming.Delete().Where(toestemming.FamilyID(v.Family.ID), toestemming.GiverNEQ(v.Parent.User.FirstName)).ExecX(storetest.Context())
			}, want: []string{"CONSTRAINT eis.vraag.nog at waivers.H12"}},
			"a child of 12 that was not asked": {vraag: []world.Option{world.Child(12)}, between: func(v *world.Vraag, s *world.Steun) {
				d.Client.Toestemming.Delete().Where(toestemming.FamilyID(v.Family.ID), toestemming.ChildIDNotNil()).ExecX(storetest.Context())
			}, want: []string{"CONSTRAINT eis.vraag.nog at waivers.H12"}},
			"an old VOG":        {steun: []world.Option{world.VogGiven(d.Now.AddDate(-3, 0, -1))}, want: []string{"CONSTRAINT eis.past.niet at waivers.H1"}},
			"resting":           {steun: ofSteun(func(c *ent.SteungezinCreate) { c.SetState(term.SteunPauze) }), want: []string{"CONSTRAINT eis.past.niet at waivers.H1"}},
			"not confirmed":     {steun: ofSteun(func(c *ent.SteungezinCreate) { c.SetState(term.SteunBevestigen) }), want: []string{"CONSTRAINT eis.vraag.nog at waivers.H1"}},
			"full":              {between: func(_ *world.Vraag, s *world.Steun) { d.Koppeling(d.Vraag(), s, term.KoppelingActief) }, want: []string{full}},
			"kept apart":        {between: func(v *world.Vraag, s *world.Steun) { d.Blokkade(v.Family, s.Family) }, want: []string{"CONSTRAINT eis.past.niet at waivers.H3"}},
			"kept apart, as v":  {between: func(v *world.Vraag, s *world.Steun) { d.Blokkade(s.Family, v.Family) }, want: []string{"CONSTRAINT eis.past.niet at waivers.H3"}},
			"care not asked":    {vraag: ofVraag(func(c *ent.VraaggezinCreate) { c.SetZorgBesproken(false) }), want: []string{"CONSTRAINT eis.vraag.nog at waivers.H5"}},
			"an allergy":        {steun: ofSteun(func(c *ent.SteungezinCreate) { c.SetDieren([]term.Dier{term.DierKat}) }), between: func(v *world.Vraag, _ *world.Steun) { d.Allergie(v.Family, term.DierKat) }, want: []string{"CONSTRAINT eis.past.niet at waivers.H5"}},
			"no consent, vraag": {vraag: []world.Option{world.WithoutConsent(term.DoelMatchen)}, want: []string{"CONSTRAINT eis.past.niet at waivers.H12"}},
			"no consent, steun": {steun: []world.Option{world.WithoutConsent(term.DoelMatchen)}, want: []string{"CONSTRAINT eis.past.niet at waivers.H12"}},
			"custody not known": {vraag: ofVraag(func(c *ent.VraaggezinCreate) { c.SetGezag(term.GezagOnbekend) }), want: []string{"CONSTRAINT eis.vraag.nog at waivers.H12"}},
			"an objection":      {vraag: ofVraag(func(c *ent.VraaggezinCreate) { c.SetBezwaar(true) }), want: []string{"CONSTRAINT eis.past.niet at waivers.H12"}},
			"still in intake":   {vraag: ofVraag(func(c *ent.VraaggezinCreate) { c.SetState(term.VraagIntake) }), want: []string{"GUARD vraaggezin.niet.wachtend at vraaggezinId"}},
			"two at once": {vraag: ofVraag(func(c *ent.VraaggezinCreate) { c.SetState(term.VraagIntake).SetBezwaar(true) }), steun: []world.Option{world.WithoutScreening()},
				want: []string{"GUARD vraaggezin.niet.wachtend at vraaggezinId", "CONSTRAINT eis.past.niet at waivers.H1", "CONSTRAINT eis.past.niet at waivers.H12"}},
		} {
			t.Run(name, func(t *testing.T) {
				v, s := d.Vraag(c.vraag...), d.Steun(c.steun...)
				if c.between != nil {
					c.between(v, s)
				}
				before := d.snapshot(storetest.Context())
				_, err := d.tryPropose(v, s, "ik wil het toch")
				refused(t, err, slices.Clone(c.want)...)
				var waivers []matching.Waiver
				for _, by := range term.All[term.Waivable]() {
					for _, key := range []string{"H1", "H2", "H3", "H5", "H12"} {
						waivers = append(waivers, matching.Waiver{Key: key, By: by, Reason: "het mag wel"})
					}
				}
				_, err = d.tryPropose(v, s, "ik wil het toch", waivers...)
				refused(t, err, slices.Clone(c.want)...)
				if d.snapshot(storetest.Context()) != before {
					t.Error("something was kept")
				}
			})
		}
	})
}

// What somebody may set aside needs her written reason, which stays with the step.
func TestWaivers(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun(world.Biedt(func(c *ent.SteungezinCreate) { c.SetDagdelen([]term.Dagdeel{term.DagdeelMaOchtend}) }))
		for name, waivers := range map[string][]matching.Waiver{
			"none":                  nil,
			"without a reason":      {waive("H6", " \n\u202e")},
			"of something else":     {waive("H8", "het kind is er bijna oud genoeg voor")},
			"by somebody who can't": {{Key: "H6", By: term.WaivableParent, Reason: "de moeder vindt het goed"}},
		} {
			t.Run(name, func(t *testing.T) {
				_, err := d.tryPropose(v, s, "", waivers...)
				want := []string{"CONSTRAINT eis.past.niet at waivers.H6"}
				if name == "by somebody who can't" {
					want = append(want, "CONSTRAINT eis.niet.van.ouder at waivers.0.by")
				}
				refused(t, err, want...)
			})
		}
		_, err := d.tryPropose(v, s, "", waive("H6", strings.Repeat("é", 501)), waive("H99", "zomaar"), waive("H7", "bsn 111222333"))
		refused(t, err, "TOO_LONG tekst.lang at waivers.0.reason", "INVALID keuze.vreemd at waivers.1.key", "INVALID bsn.niet at waivers.2.reason")

		k := d.propose(v, s, waive("H6", " in de\x00 vakantie kan het wel "), waive("H8", "niet nodig"))
		step := d.Client.KoppelingStep.Query().Where(koppelingstep.KoppelingID(k.ID)).OnlyX(storetest.Context())
		if want := []term.Ontheffing{{Key: "H6", Door: term.WaivableMatcher, Reden: "in de vakantie kan het wel"}}; !slices.Equal(step.Ontheffingen, want) {
			t.Errorf("kept %+v, want %+v", step.Ontheffingen, want)
		}
		if step.Weging == nil || *step.Weging != 1 {
			t.Errorf("made with weging %v", step.Weging)
		}
		if step.Score == nil || *step.Score <= 0 || *step.Score > 100 || step.ActorID == nil || *step.ActorID != d.Matcher.User.ID {
			t.Errorf("%+v", step)
		}
	})
}

// H4 is the parent's: the matcher writes down what she said.
func TestAParentsWaiver(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v := d.Vraag(world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetNietEigenDorp(true) }))
		s := d.Steun(world.Village("3286", "Klaaswaal"))
		_, err := d.tryPropose(v, s, "", waive("H4", "het is aan de andere kant van het dorp"))
		refused(t, err, "CONSTRAINT eis.past.niet at waivers.H4", "CONSTRAINT eis.niet.van.matcher at waivers.0.by")
		said := func(on *time.Time) matching.Waiver {
			return matching.Waiver{Key: "H4", By: term.WaivableParent, Reason: "zij vindt het nu goed", GesprokenOp: on}
		}
		day := func(days int) *time.Time { return ptr(d.Now.AddDate(0, 0, days)) }
		for want, on := range map[string]*time.Time{
			"REQUIRED eis.gesproken at waivers.0.gesprokenOp": nil,
			"INVALID datum.later at waivers.0.gesprokenOp":    day(2),
			"INVALID datum.oud at waivers.0.gesprokenOp":      day(-400),
		} {
			_, err := d.tryPropose(v, s, "", said(on))
			refused(t, err, want)
		}
		k := d.propose(v, s, said(day(-3)))
		step := d.Client.KoppelingStep.Query().Where(koppelingstep.KoppelingID(k.ID)).OnlyX(storetest.Context())
		if o := step.Ontheffingen; len(o) != 1 || o[0].Door != term.WaivableParent || o[0].GesprokenOp == nil || !o[0].GesprokenOp.Equal(*day(-3)) {
			t.Errorf("kept %+v", o)
		}
	})
}

// A pair with an earlier no is proposed again with new words only.
func TestAfterANo(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		d.Koppeling(v, s, term.KoppelingAfgewezen)
		for _, words := range []string{"", " \n ", "\u202e"} {
			_, err := d.tryPropose(v, s, words)
			refused(t, err, "REQUIRED toelichting.opnieuw at toelichting")
		}
		// It is about this pair only.
		d.steps(d.propose(v, d.Steun()), d.its(d.Matcher, term.StapWithdrawProposal))
		d.steps(d.propose(d.Vraag(), s), d.its(d.Matcher, term.StapWithdrawProposal))
		// With words, here or with the waiver, it goes.
		k, err := d.tryPropose(v, s, "zij is verhuisd, en woont nu dichterbij")
		if err != nil {
			t.Fatal(err)
		}
		d.steps(d.Refresh(k.ID), d.its(d.Matcher, term.StapWithdrawProposal))
		d.propose(v, s, waive("H3", "zij is verhuisd, en woont nu dichterbij"))
	})
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		d.Koppeling(v, s, term.KoppelingAfgewezen)
		d.Blokkade(v.Family, s.Family) // words do not set this aside
		_, err := d.tryPropose(v, s, "zij is verhuisd")
		refused(t, err, "CONSTRAINT eis.past.niet at waivers.H3")
	})
}

// A pair that runs already, or runs with somebody else.
func TestWhatRunsAlready(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun(world.Capaciteit(3))
		d.Koppeling(v, s, term.KoppelingActief)
		_, err := d.tryPropose(v, s, "")
		refused(t, err, "EXISTS koppeling.bestaat at steungezinId")
		_, err = d.step(d.Matcher, term.StapExplore, &ent.Koppeling{ID: newID(), VraaggezinID: v.ID(), SteungezinID: s.ID()})
		refused(t, err, "EXISTS koppeling.bestaat at vraaggezinId")

		other := d.Vraag()
		d.propose(other, s) // beside the one that runs
		_, err = d.tryPropose(d.Vraag(), s, "")
		refused(t, err, full) // one proposal at a time, whatever is free
		_, err = d.tryPropose(other, d.Steun(), "")
		refused(t, err, "EXISTS vraaggezin.in.voorstel at vraaggezinId")
		d.propose(v, d.Steun()) // a second koppeling for a vraaggezin
	})
}

// The client makes the id. One of another kind is no id, and one that is used is not
// used twice.
func TestIdsOfProposals(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		used := d.Koppeling(d.Vraag(), d.Steun(), term.KoppelingAfgerond)
		foreign := d.Koppeling(d.Vraag(world.In(d.Elsewhere)), d.Steun(world.In(d.Elsewhere)), term.KoppelingVerkend)
		v, s := d.Vraag(), d.Steun()
		for id, want := range map[uuid.UUID]string{
			gid.New(gid.Family): "INVALID id.vreemd at id", uuid.Nil: "INVALID id.vreemd at id", uuid.New(): "INVALID id.vreemd at id",
			used.ID: "EXISTS at id", foreign.ID: "INVALID id.vreemd at id",
		} {
			for _, stap := range []term.KoppelingStap{term.StapExplore, term.StapPropose} {
				_, err := d.step(d.Matcher, stap, &ent.Koppeling{ID: id, VraaggezinID: v.ID(), SteungezinID: s.ID()})
				refused(t, err, want)
			}
		}
	})
}

// Who may not see one of the two does not hear whether it exists.
func TestOneOfTheTwoIsNotHers(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		here, there := d.Vraag(), d.Vraag(world.In(d.Elsewhere))
		s, sThere := d.Steun(), d.Steun(world.In(d.Elsewhere))
		gone := &ent.Koppeling{}
		for _, stap := range []term.KoppelingStap{term.StapExplore, term.StapPropose} {
			for _, c := range []struct {
				v, s uuid.UUID
				want []string
			}{
				{here.ID(), sThere.ID(), []string{"NOT_FOUND gezin.weg at steungezinId"}},
				{there.ID(), s.ID(), []string{"NOT_FOUND gezin.weg at vraaggezinId"}},
				{here.ID(), gid.New(gid.Steungezin), []string{"NOT_FOUND gezin.weg at steungezinId"}},
				{gone.ID, gone.ID, []string{"NOT_FOUND gezin.weg at steungezinId", "NOT_FOUND gezin.weg at vraaggezinId"}},
			} {
				_, err := d.step(d.Matcher, stap, &ent.Koppeling{ID: newID(), VraaggezinID: c.v, SteungezinID: c.s})
				refused(t, err, c.want...)
			}
		}
	})
}

// A region where the vraaggezin is asked first.
func TestVraagFirst(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		d.Client.Region.UpdateOne(d.Region).SetSteunFirst(false).ExecX(storetest.Context())
		v, s := d.Vraag(), d.Steun()
		k := d.propose(v, s)
		if k.State != term.KoppelingVoorgesteldVraag || !slices.Equal(d.heard(), []string{"VRAAG: asked"}) {
			t.Errorf("%s, told %q", k.State, d.heard())
		}
		seen := func(vraag, steun string) {
			t.Helper()
			if a, b := d.sees(v.Parent, k.ID, term.KantVraag, s.Family.ID), d.sees(s.Parent, k.ID, term.KantSteun, v.Family.ID); a != vraag || b != steun {
				t.Errorf("vraag sees %q, steun sees %q", a, b)
			}
		}
		seen(asked, nothing)
		_, err := d.step(s.Parent, term.StapAnswerProposal, k)
		refused(t, err, "NOT_FOUND koppeling.weg at id")
		d.forget()
		k = d.steps(k, d.its(v.Parent, term.StapAnswerProposal))
		if k.State != term.KoppelingVoorgesteldSteun || !slices.Equal(d.heard(), []string{": said yes", "STEUN: asked"}) {
			t.Errorf("%s, told %q", k.State, d.heard())
		}
		seen(answered, asked)
		k = d.steps(k, d.its(s.Parent, term.StapAnswerProposal))
		if k.State != term.KoppelingKennismaking || k.VerlooptOp != nil {
			t.Errorf("%+v", k)
		}
		seen(named, named)

		// A no of the one who was asked first: the other never hears of it.
		v, s = d.Vraag(), d.Steun()
		k = d.propose(v, s)
		d.forget()
		k, err = d.by(v.Parent, func(ctx context.Context) (*ent.Koppeling, error) {
			return d.room.AnswerProposal(ctx, koppeling.Answer{Act: koppeling.Act{ID: k.ID, BaseVersion: k.Version}, Antwoord: term.AntwoordNee})
		})
		if err != nil || k.State != term.KoppelingAfgewezen || !slices.Equal(d.heard(), []string{": said no"}) {
			t.Errorf("%v, told %q", err, d.heard())
		}
		seen(answered, nothing)
	})
}

// Why it does not fit is for the matcher, in words of ours: nobody's name, and nothing
// that a family told about itself.
func TestARefusalNamesNobody(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun(world.WithoutScreening())
		d.Blokkade(v.Family, s.Family)
		_, err := d.tryPropose(v, s, "")
		for _, f := range fault.All(err) {
			told := fault.Sentence("nl", f) + f.Error()
			for _, never := range []string{v.Family.Name, s.Family.Name, "kind 0", "ouder 0", "eigen woorden", "{"} {
				if strings.Contains(told, never) {
					t.Errorf("%q says %q", told, never)
				}
			}
		}
	})
}
