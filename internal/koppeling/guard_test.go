package koppeling_test

import (
	"context"
	"strings"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/ent/vog"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// met is a pair after a first meeting, with what they said of it.
func (d *desk) met(v *world.Vraag, s *world.Steun, vraag, steun bool) *ent.Koppeling {
	k := d.Koppeling(v, s, term.KoppelingKennismaking)
	if vraag {
		d.Answer(k, v.Parent, term.KantVraag, term.AnswerKennismaking, term.AntwoordJa)
	}
	if steun {
		d.Answer(k, s.Parent, term.KantSteun, term.AnswerKennismaking, term.AntwoordJa)
	}
	return k
}

func TestTheTrialBegins(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		start := func(k *ent.Koppeling) error {
			_, err := d.step(d.Matcher, term.StapStartProefperiode, k)
			return err
		}
		t.Run("NotWithoutTwoTimesYes", func(t *testing.T) {
			refused(t, start(d.met(d.Vraag(), d.Steun(), false, true)), "GUARD kennismaking.vraag.ja at id")
			refused(t, start(d.met(d.Vraag(), d.Steun(), true, false)), "GUARD kennismaking.steun.ja at id")
			refused(t, start(d.met(d.Vraag(), d.Steun(), false, false)), "GUARD kennismaking.vraag.ja at id", "GUARD kennismaking.steun.ja at id")
		})
		t.Run("NotWithASteungezinThatIsNotThere", func(t *testing.T) {
			s := d.Steun()
			k := d.met(d.Vraag(), s, true, true)
			d.Client.Steungezin.UpdateOne(s.Row).SetState(term.SteunPauze).ExecX(storetest.Context())
			refused(t, start(k), "GUARD steungezin.niet.beschikbaar at id")
		})
		t.Run("NotWhenSomethingCameUpThatNobodyMaySetAside", func(t *testing.T) {
			sys := storetest.Context()
			for name, happens := range map[string]func(v *world.Vraag, s *world.Steun){
				"a blokkade":       func(v *world.Vraag, s *world.Steun) { d.Blokkade(v.Family, s.Family) },
				"a consent undone": func(v *world.Vraag, s *world.Steun) { d.withdraw(s.Family) },
				"an objection":     func(v *world.Vraag, s *world.Steun) { d.Client.Vraaggezin.UpdateOne(v.Row).SetBezwaar(true).ExecX(sys) },
				"a VOG that does not count": func(v *world.Vraag, s *world.Steun) {
					d.Client.Vog.Delete().Where(vog.ScreeningID(s.Screening.ID)).ExecX(sys)
				},
				"an allergy": func(v *world.Vraag, s *world.Steun) {
					d.Allergie(v.Family, term.DierKat)
					d.Client.Steungezin.UpdateOne(s.Row).SetDieren([]term.Dier{term.DierKat}).ExecX(sys)
				},
			} {
				t.Run(name, func(t *testing.T) {
					v, s := d.Vraag(), d.Steun()
					k := d.met(v, s, true, true)
					happens(v, s)
					refused(t, start(k), "CONSTRAINT eis.past.niet at id")
				})
			}
		})
		t.Run("NotBeforeABigChildSaidYesItself", func(t *testing.T) {
			v, s := d.Vraag(world.Child(7), world.Child(12)), d.Steun()
			k := d.Koppeling(v, s, term.KoppelingKennismaking)
			says := func(who asker, kindJa *bool, kant ...term.Kant) (*ent.Koppeling, error) {
				return d.by(who, func(ctx context.Context) (*ent.Koppeling, error) {
					a := koppeling.Answer{Act: koppeling.Act{ID: k.ID, BaseVersion: d.Refresh(k.ID).Version}, Antwoord: term.AntwoordJa, KindJa: kindJa}
					if len(kant) > 0 {
						a.Kant = &kant[0]
					}
					// read before the transaction has a turn: the version does not change in between
					return d.room.AnswerKennismaking(ctx, a)
				})
			}
			must := func(_ *ent.Koppeling, err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			must(says(v.Parent, nil))
			must(says(s.Parent, ptr(true))) // nobody asks a steungezin for it
			refused(t, start(d.Refresh(k.ID)), "GUARD kind.zegt.zelf.ja at id")
			_, err := says(v.Parent, nil)
			refused(t, err, "EXISTS antwoord.al.gegeven at antwoord")
			// The child says it later; its parent, or the matcher, adds it.
			_, err = says(d.Matcher, ptr(false), term.KantVraag)
			refused(t, err, "EXISTS antwoord.al.gegeven at antwoord")
			must(says(d.Matcher, ptr(true), term.KantVraag))
			_, err = says(v.Parent, ptr(true))
			refused(t, err, "EXISTS antwoord.al.gegeven at antwoord")
			if err := start(d.Refresh(k.ID)); err != nil {
				t.Error(err)
			}
		})
		t.Run("AndTakesFourToEightWeeks", func(t *testing.T) {
			for weeks, ok := range map[int]bool{-1: false, 0: false, 3: false, 4: true, 8: true, 9: false} {
				k := d.met(d.Vraag(), d.Steun(), true, true)
				now, err := d.by(d.Matcher, func(ctx context.Context) (*ent.Koppeling, error) {
					return d.room.StartProefperiode(ctx, koppeling.Proef{Act: koppeling.Act{ID: k.ID, BaseVersion: k.Version}, Weken: &weeks,
						Afspraken: koppeling.Afspraken{Wanneer: "op woensdag"}})
				})
				if !ok {
					refused(t, err, "INVALID proef.weken at weken")
				} else if err != nil || !now.ProefTot.Equal(now.ProefVan.AddDate(0, 0, 7*weeks)) {
					t.Errorf("%d weeks: %v", weeks, err)
				}
			}
			k, err := d.step(d.Matcher, term.StapStartProefperiode, d.met(d.Vraag(), d.Steun(), true, true))
			if err != nil || !k.ProefTot.Equal(k.ProefVan.AddDate(0, 0, 7*d.Region.TrialWeeks)) {
				t.Errorf("the region's own weeks: %v", err)
			}
		})
		t.Run("WithAfspraken", func(t *testing.T) {
			k := d.met(d.Vraag(), d.Steun(), true, true)
			_, err := d.by(d.Matcher, func(ctx context.Context) (*ent.Koppeling, error) {
				return d.room.StartProefperiode(ctx, koppeling.Proef{Act: koppeling.Act{ID: k.ID, BaseVersion: k.Version}, Weken: ptr(12),
					Afspraken: koppeling.Afspraken{Wanneer: " \n ", Noodnummer: strings.Repeat("0", 61), Eten: strings.Repeat("é", 301), Overig: strings.Repeat("é", 1000), Allergie: "bsn 111222333"}})
			})
			refused(t, err, "REQUIRED afspraken.wanneer at afspraken.wanneer", "TOO_LONG tekst.lang at afspraken.noodnummer",
				"TOO_LONG tekst.lang at afspraken.eten", "INVALID bsn.niet at afspraken.allergie", "INVALID proef.weken at weken")
		})
	})
}

// withdraw takes back a family's consent for being matched.
func (d *desk) withdraw(f *ent.Family) {
	for _, c := range d.Client.Family.QueryToestemmingen(f).AllX(storetest.Context()) {
		if c.Doel == term.DoelMatchen {
			d.Client.Toestemming.UpdateOne(c).SetWithdrawnAt(d.Now).ExecX(storetest.Context())
		}
	}
}

func TestAKennismakingIsPlannedFirst(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingKennismaking, func(c *ent.KoppelingCreate) { c.SetNillableKennismakingOp(nil) })
		k = d.Client.Koppeling.UpdateOne(k).ClearKennismakingOp().SaveX(storetest.Context())
		_, err := d.step(v.Parent, term.StapAnswerKennismaking, k)
		refused(t, err, "GUARD kennismaking.eerst at id")
		_, err = d.by(d.Matcher, func(ctx context.Context) (*ent.Koppeling, error) {
			return d.room.PlanKennismaking(ctx, koppeling.Kennismaking{Act: koppeling.Act{ID: k.ID, BaseVersion: k.Version}, At: d.Now.AddDate(0, 0, -2), Plaats: " "})
		})
		refused(t, err, "INVALID datum.eerder at at", "REQUIRED plaats.leeg at plaats")
		k = d.steps(k, d.its(d.Matcher, term.StapPlanKennismaking), d.its(v.Parent, term.StapAnswerKennismaking))
		_, err = d.step(v.Parent, term.StapAnswerKennismaking, k)
		refused(t, err, "EXISTS antwoord.al.gegeven at antwoord")
	})
}

func TestATrialBecomesActive(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingProefperiode)
		activate := func(want ...string) {
			t.Helper()
			_, err := d.step(d.Matcher, term.StapActivate, d.Refresh(k.ID))
			refused(t, err, want...)
		}
		activate("GUARD afspraken.steun.ja at id", "GUARD afspraken.vraag.ja at id", "GUARD checkin.steun at id", "GUARD checkin.vraag at id")
		d.steps(d.Refresh(k.ID), d.its(v.Parent, term.StapConfirmAfspraken))
		activate("GUARD afspraken.steun.ja at id", "GUARD checkin.steun at id", "GUARD checkin.vraag at id")
		d.steps(d.Refresh(k.ID), d.its(s.Parent, term.StapCheckIn))
		activate("GUARD afspraken.steun.ja at id", "GUARD checkin.vraag at id")
		d.steps(d.Refresh(k.ID), d.its(d.Matcher, term.StapConfirmAfspraken, term.KantSteun))
		activate("GUARD checkin.vraag at id")
		d.steps(d.Refresh(k.ID), d.its(v.Parent, term.StapCheckIn))

		// A new version of the afspraken asks both again.
		_, err := d.step(v.Parent, term.StapConfirmAfspraken, d.Refresh(k.ID))
		refused(t, err, "EXISTS antwoord.al.gegeven at antwoord")
		d.steps(d.Refresh(k.ID), d.its(s.Parent, term.StapRecordAfspraken))
		activate("GUARD afspraken.steun.ja at id", "GUARD afspraken.vraag.ja at id")
		_, err = d.by(v.Parent, func(ctx context.Context) (*ent.Koppeling, error) {
			return d.room.ConfirmAfspraken(ctx, koppeling.Confirmation{Act: koppeling.Act{ID: k.ID, BaseVersion: d.version(ctx, k)}, Nummer: 1})
		})
		refused(t, err, "CONFLICT afspraken.veranderd at nummer")
		d.steps(d.Refresh(k.ID), d.its(v.Parent, term.StapConfirmAfspraken), d.its(s.Parent, term.StapConfirmAfspraken), d.its(d.Matcher, term.StapActivate))
		if now := d.Refresh(k.ID); now.State != term.KoppelingActief || now.ActiefSinds == nil {
			t.Errorf("%+v", now)
		}
	})
}

// version is that of a koppeling now, read in the transaction.
func (d *desk) version(ctx context.Context, k *ent.Koppeling) int {
	return d.Through(ctx).Refresh(k.ID).Version
}

func TestWhoEndsItSaysWhy(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		for state, end := range map[term.KoppelingState]func(ctx context.Context, a koppeling.Act) (*ent.Koppeling, error){
			term.KoppelingKennismaking: d.room.Stop, term.KoppelingProefperiode: d.room.Stop,
			term.KoppelingAfronden: d.room.Close, term.KoppelingOnderbroken: d.room.Close,
		} {
			k := d.Koppeling(d.Vraag(), d.Steun(), state)
			with := func(reden *term.Reden, toelichting string) error {
				_, err := d.by(d.HeadMatcher, func(ctx context.Context) (*ent.Koppeling, error) {
					return end(ctx, koppeling.Act{ID: k.ID, BaseVersion: k.Version, Reden: reden, Toelichting: toelichting})
				})
				return err
			}
			refused(t, with(nil, ""), "REQUIRED reden.leeg at reden")
			refused(t, with(ptr(term.Reden("ZOMAAR")), strings.Repeat("é", 2001)), "REQUIRED reden.leeg at reden", "TOO_LONG tekst.lang at toelichting")
			if err := with(ptr(term.RedenSignaal), strings.Repeat("é", 2000)); err != nil {
				t.Errorf("%s: %v", state, err)
			}
		}
	})
}

// Whatever a step is, what is typed with it is cleaned, and is never the reason for an
// error of ours.
func TestWordsWithAStep(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		for name, words := range map[string]struct{ typed, code string }{
			"too long": {strings.Repeat("a", 2001), "TOO_LONG tekst.lang at toelichting"},
			"a bsn":    {"haar nummer is 111222333", "INVALID bsn.niet at toelichting"},
			"a NUL":    {" we\x00 zien\u202e elkaar \xff", ""},
		} {
			for _, stap := range []struct {
				from term.KoppelingState
				take func(ctx context.Context, a koppeling.Act) (*ent.Koppeling, error)
			}{
				{term.KoppelingVoorgesteldSteun, d.room.WithdrawProposal}, {term.KoppelingGepauzeerd, d.room.Resume},
				{term.KoppelingActief, d.room.Suspend}, {term.KoppelingOnderbroken, d.room.Lift},
				{term.KoppelingAfgerond, d.room.AskReopen},
				{term.KoppelingActief, func(ctx context.Context, a koppeling.Act) (*ent.Koppeling, error) {
					return d.room.StartAfronden(ctx, a, nil)
				}},
				{term.KoppelingAfronden, d.room.Close}, {term.KoppelingKennismaking, d.room.Stop},
				{term.KoppelingActief, func(ctx context.Context, a koppeling.Act) (*ent.Koppeling, error) {
					return d.room.Pause(ctx, a, d.Now.AddDate(0, 1, 0))
				}},
			} {
				k := d.Koppeling(d.Vraag(), d.Steun(), stap.from)
				_, err := d.by(d.HeadMatcher, func(ctx context.Context) (*ent.Koppeling, error) {
					return stap.take(ctx, koppeling.Act{ID: k.ID, BaseVersion: k.Version, Reden: ptr(term.RedenAnders), Toelichting: words.typed})
				})
				if words.code != "" {
					refused(t, err, words.code)
					continue
				}
				if err != nil {
					t.Errorf("%s from %s: %v", name, stap.from, err)
					continue
				}
				for _, h := range d.Client.Koppeling.QuerySteps(k).AllX(storetest.Context()) {
					if h.Toelichting != "we zien elkaar" && h.Toelichting != "reden van de matcher" {
						t.Errorf("kept %q", h.Toelichting)
					}
				}
			}
		}
	})
}

func TestATapWithAWord(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v := d.Vraag()
		k := d.Koppeling(v, d.Steun(), term.KoppelingActief)
		tap := func(smiley term.Smiley, words string) error {
			d.forget()
			_, err := d.by(v.Parent, func(ctx context.Context) (*ent.Koppeling, error) {
				return d.room.CheckIn(ctx, koppeling.Tap{Act: koppeling.Act{ID: k.ID}, Smiley: smiley, Toelichting: words})
			})
			return err
		}
		refused(t, tap(term.SmileyGoed, strings.Repeat("é", 1001)), "TOO_LONG tekst.lang at toelichting")
		for smiley, told := range map[term.Smiley]int{term.SmileyGoed: 0, term.SmileyGaatWel: 0, term.SmileyNietGoed: 1} {
			if err := tap(smiley, "zo\x00 gaat het"); err != nil || len(d.told) != told {
				t.Errorf("%s: %v, told %v", smiley, err, d.heard())
			}
		}
		if d.Refresh(k.ID).Version != k.Version {
			t.Error("a tap is in the way of somebody else's step")
		}
	})
}

// A family answers for itself; a matcher says for whom.
func TestForWhomIsAnswered(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		v, s := d.Vraag(), d.Steun()
		k := d.Koppeling(v, s, term.KoppelingVoorgesteldSteun)
		_, err := d.step(d.Matcher, term.StapAnswerProposal, k)
		refused(t, err, "REQUIRED kant.leeg at kant")
		_, err = d.step(d.Matcher, term.StapAnswerProposal, k, "MIDDEN")
		refused(t, err, "REQUIRED kant.leeg at kant")
		_, err = d.step(d.Matcher, term.StapAnswerProposal, k, term.KantVraag)
		refused(t, err, "STATE at kant")
		_, err = d.step(s.Parent, term.StapAnswerProposal, k, term.KantVraag)
		refused(t, err, "NOT_FOUND stap.niet.voor.jou at kant")
		k = d.steps(k, d.its(d.Matcher, term.StapAnswerProposal, term.KantSteun))
		_, err = d.step(s.Parent, term.StapAnswerProposal, k) // said yes already: it is the other's turn
		refused(t, err, "STATE at id")
		k = d.steps(k, d.its(v.Parent, term.StapAnswerProposal, term.KantVraag))
		for _, a := range d.Client.Koppeling.QueryAnswers(k).AllX(storetest.Context()) {
			if spoken := a.Kant == term.KantSteun; a.Mondeling != spoken || a.UserID != map[bool]*world.Person{true: d.Matcher, false: v.Parent}[spoken].User.ID {
				t.Errorf("kept as %+v", a)
			}
		}
		if k.State != term.KoppelingKennismaking {
			t.Errorf("came to %s", k.State)
		}
	})
}
