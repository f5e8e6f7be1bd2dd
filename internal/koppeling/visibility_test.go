package koppeling_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afscheid"
	"buurtdorp/ent/afspraken"
	"buurtdorp/ent/blokkade"
	"buurtdorp/ent/checkin"
	"buurtdorp/ent/child"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/family"
	entkoppeling "buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/note"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/ent/zorgfeit"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// sees lists what a parent of one side can read of a koppeling and of the family on
// the other side. Her own family is no news.
func (d *desk) sees(who *world.Person, k uuid.UUID, kant term.Kant, other uuid.UUID) string {
	ctx, c := who.Context(), d.Client
	theirs := map[term.Kant]term.Kant{term.KantVraag: term.KantSteun, term.KantSteun: term.KantVraag}[kant]
	var list []string
	for _, q := range []struct {
		what  string
		query interface {
			Exist(ctx context.Context) (bool, error)
		}
	}{
		{"koppeling", c.Koppeling.Query().Where(entkoppeling.ID(k))},
		{"answers", c.KoppelingAnswer.Query().Where(koppelinganswer.KoppelingID(k), koppelinganswer.KantEQ(kant))},
		{"name", c.Family.Query().Where(family.ID(other))},
		{"children", c.Child.Query().Where(child.FamilyID(other))},
		{"contact", c.Contactgegevens.Query().Where(contactgegevens.FamilyID(other))},
		{"afspraken", c.Afspraken.Query().Where(afspraken.KoppelingID(k))},
		{"check-ins", c.CheckIn.Query().Where(checkin.KoppelingID(k), checkin.KantEQ(kant))},
		{"farewell", c.Afscheid.Query().Where(afscheid.KoppelingID(k))},
		// never:
		{"THEIR ANSWERS", c.KoppelingAnswer.Query().Where(koppelinganswer.KoppelingID(k), koppelinganswer.KantEQ(theirs))},
		{"THEIR CHECK-INS", c.CheckIn.Query().Where(checkin.KoppelingID(k), checkin.KantEQ(theirs))},
		{"STEPS", c.KoppelingStep.Query().Where(koppelingstep.KoppelingID(k))},
		{"THEIR VRAAGGEZIN", c.Vraaggezin.Query().Where(vraaggezin.FamilyID(other))},
		{"THEIR STEUNGEZIN", c.Steungezin.Query().Where(steungezin.FamilyID(other))},
		{"THEIR CARE", c.ZorgFeit.Query().Where(zorgfeit.FamilyID(other))},
		{"THEIR CONSENTS", c.Toestemming.Query().Where(toestemming.FamilyID(other))},
		{"NOTES", c.Note.Query().Where(note.FamilyIDNEQ(uuid.Nil))},
		{"BLOKKADES", c.Blokkade.Query().Where(blokkade.VraagFamilyIDNEQ(uuid.Nil))},
	} {
		there, err := q.query.Exist(ctx)
		if err != nil {
			d.t.Fatal(q.what, err)
		}
		if there {
			list = append(list, q.what)
		}
	}
	return strings.Join(list, " ")
}

const (
	nothing  = ""
	asked    = "koppeling"
	answered = "koppeling answers"
	named    = "koppeling answers name"
	together = "koppeling answers name children contact afspraken"
	tapped   = together + " check-ins"
	broken   = "koppeling answers name check-ins"
	over     = "koppeling answers check-ins"

	overWorded = over + " farewell"
	inTouch    = "koppeling answers name contact check-ins"
	worded     = inTouch + " farewell"
)

// TestWhatBothSidesSee follows koppelingen through their lives, and looks after each
// step what either family can read.
func TestWhatBothSidesSee(t *testing.T) {
	no := func(who *world.Person, kind func(d *desk, ctx context.Context, a koppeling.Answer) (*ent.Koppeling, error)) func(d *desk) func(*ent.Koppeling) (*ent.Koppeling, error) {
		return func(d *desk) func(*ent.Koppeling) (*ent.Koppeling, error) {
			return func(k *ent.Koppeling) (*ent.Koppeling, error) {
				return d.by(who, func(ctx context.Context) (*ent.Koppeling, error) {
					return kind(d, ctx, koppeling.Answer{Act: koppeling.Act{ID: k.ID, BaseVersion: k.Version, Reden: ptr(term.RedenTeVer)}, Antwoord: term.AntwoordNee})
				})
			}
		}
	}
	proposal := func(d *desk, ctx context.Context, a koppeling.Answer) (*ent.Koppeling, error) {
		return d.room.AnswerProposal(ctx, a)
	}
	meeting := func(d *desk, ctx context.Context, a koppeling.Answer) (*ent.Koppeling, error) {
		return d.room.AnswerKennismaking(ctx, a)
	}
	contact := func(d *desk, ctx context.Context, a koppeling.Answer) (*ent.Koppeling, error) {
		return d.room.AnswerContact(ctx, a)
	}
	type moment struct {
		what         string
		take         func(*ent.Koppeling) (*ent.Koppeling, error)
		vraag, steun string
	}
	lives := map[string]func(d *desk, v, s *world.Person) []moment{
		"the whole of it": func(d *desk, v, s *world.Person) []moment {
			return []moment{
				{"yes of steun", d.its(s, term.StapAnswerProposal), asked, answered},
				{"yes of vraag", d.its(v, term.StapAnswerProposal), named, named},
				{"a date", d.its(d.Matcher, term.StapPlanKennismaking), named, named},
				{"it was good, says vraag", d.its(v, term.StapAnswerKennismaking), named, named},
				{"it was good, says steun", d.its(s, term.StapAnswerKennismaking), named, named},
				{"the trial", d.its(d.Matcher, term.StapStartProefperiode), together, together},
				{"a tap of vraag", d.its(v, term.StapCheckIn), tapped, together},
				{"a tap of steun", d.its(s, term.StapCheckIn), tapped, tapped},
				{"interrupted", d.its(d.Matcher, term.StapSuspend), broken, broken},
				{"lifted", d.its(d.HeadMatcher, term.StapLift), tapped, tapped},
				{"confirmed by vraag", d.its(v, term.StapConfirmAfspraken), tapped, tapped},
				{"confirmed by steun", d.its(s, term.StapConfirmAfspraken), tapped, tapped},
				{"active", d.its(d.Matcher, term.StapActivate), tapped, tapped},
				{"a pause", d.its(s, term.StapPause), tapped, tapped},
				{"interrupted in the pause", d.its(d.Matcher, term.StapSuspend), broken, broken},
				{"lifted again", d.its(d.HeadMatcher, term.StapLift), tapped, tapped},
				{"saying goodbye", d.its(v, term.StapStartAfronden), tapped, tapped},
				{"a yes to stay in touch, from one", d.its(v, term.StapAnswerContact), tapped, tapped},
				{"it is over", d.its(d.Matcher, term.StapClose), over, over},
				{"a yes from the other too", d.its(s, term.StapAnswerContact), inTouch, inTouch},
				{"a word", d.its(s, term.StapSayFarewell), worded, worded},
				{"one thinks otherwise", no(s, contact)(d), overWorded, overWorded},
				{"shall we go on?", d.its(d.Matcher, term.StapAskReopen), overWorded, overWorded},
				{"yes", d.its(s, term.StapAnswerReopen), overWorded, overWorded},
				{"and yes", d.its(v, term.StapAnswerReopen), overWorded, overWorded},
				{"and goes on", d.its(d.Matcher, term.StapReopen), tapped, tapped},
				{"saying goodbye again", d.its(v, term.StapStartAfronden), tapped + " farewell", tapped + " farewell"},
				{"over: nobody said yes anew", d.its(d.Matcher, term.StapClose), overWorded, overWorded},
			}
		},
		"a no of steun": func(d *desk, v, s *world.Person) []moment {
			return []moment{{"no", no(s, proposal)(d), nothing, answered}}
		},
		"a no of vraag": func(d *desk, v, s *world.Person) []moment {
			return []moment{
				{"yes of steun", d.its(s, term.StapAnswerProposal), asked, answered},
				{"no", no(v, proposal)(d), answered, answered},
			}
		},
		"taken back": func(d *desk, v, s *world.Person) []moment {
			return []moment{{"taken back", d.its(d.Matcher, term.StapWithdrawProposal), nothing, asked}}
		},
		"nobody answered": func(d *desk, v, s *world.Person) []moment {
			return []moment{{"late", d.expired, nothing, asked}}
		},
		"no click": func(d *desk, v, s *world.Person) []moment {
			return []moment{
				{"yes of steun", d.its(s, term.StapAnswerProposal), asked, answered},
				{"yes of vraag", d.its(v, term.StapAnswerProposal), named, named},
				{"a date", d.its(d.Matcher, term.StapPlanKennismaking), named, named},
				{"no", no(s, meeting)(d), answered, answered},
			}
		},
		"stopped after a signal": func(d *desk, v, s *world.Person) []moment {
			return []moment{
				{"yes of steun", d.its(s, term.StapAnswerProposal), asked, answered},
				{"yes of vraag", d.its(v, term.StapAnswerProposal), named, named},
				{"a date", d.its(d.Matcher, term.StapPlanKennismaking), named, named},
				{"good, says vraag", d.its(v, term.StapAnswerKennismaking), named, named},
				{"good, says steun", d.its(s, term.StapAnswerKennismaking), named, named},
				{"the trial", d.its(d.Matcher, term.StapStartProefperiode), together, together},
				{"interrupted", d.its(d.Matcher, term.StapSuspend), named, named},
				{"stopped", d.its(d.HeadMatcher, term.StapClose), answered, answered},
			}
		},
	}
	each(t, func(t *testing.T, d *desk) {
		for name, life := range lives {
			t.Run(name, func(t *testing.T) {
				v, s := d.Vraag(), d.Steun(world.Child(10))
				for _, f := range []*ent.Family{v.Family, s.Family} {
					d.Note(f, "notitie van de matcher")
					d.Allergie(f, term.DierPaard)
				}
				d.Blokkade(v.Family, d.Steun().Family)
				check := func(when string, k uuid.UUID, vraag, steun string) {
					t.Helper()
					if got := d.sees(v.Parent, k, term.KantVraag, s.Family.ID); got != vraag {
						t.Errorf("%s: vraag sees %q, want %q", when, got, vraag)
					}
					if got := d.sees(s.Parent, k, term.KantSteun, v.Family.ID); got != steun {
						t.Errorf("%s: steun sees %q, want %q", when, got, steun)
					}
				}
				k, err := d.step(d.Matcher, term.StapExplore, &ent.Koppeling{ID: newID(), VraaggezinID: v.ID(), SteungezinID: s.ID()})
				if err != nil {
					t.Fatal(err)
				}
				check("on the shortlist", k.ID, nothing, nothing)
				k = d.steps(k, d.its(d.Matcher, term.StapPropose))
				check("proposed", k.ID, nothing, asked)
				for _, m := range life(d, v.Parent, s.Parent) {
					k = d.steps(k, m.take)
					check(m.what, k.ID, m.vraag, m.steun)
				}
				// Nobody else ever saw a thing.
				for _, p := range []*world.Person{world.Anonymous, d.ThirdParty(), d.Professional, d.Host, d.Admin, d.MatcherElsewhere, d.Vraag().Parent, d.Steun().Parent} {
					if got := d.sees(p, k.ID, term.KantVraag, s.Family.ID) + d.sees(p, k.ID, term.KantSteun, v.Family.ID); got != "" {
						t.Errorf("%v sees %q", p.Viewer.Roles, got)
					}
				}
			})
		}
	})
}
