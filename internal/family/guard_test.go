package family_test

import (
	"context"
	"slices"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/vog"
	"buurtdorp/internal/family"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// Every need of every line of the tables, missing by itself: what is missing is
// said, and nothing changes.
func TestEveryNeedOfAVraaggezin(t *testing.T) {
	unmet := map[family.Need]struct {
		lack  func(sys context.Context, w *world, c *ent.Client, x *ent.Vraaggezin)
		fault string
	}{
		family.NeedTwoTalks: {func(sys context.Context, _ *world, c *ent.Client, x *ent.Vraaggezin) {
			c.Vraaggezin.UpdateOne(x).SetGesprekken(1).SaveX(sys)
		}, "GUARD gesprekken.twee at id"},
		family.NeedMatchen: {func(sys context.Context, w *world, c *ent.Client, x *ent.Vraaggezin) {
			takeBack(sys, c, x.FamilyID.String(), term.DoelMatchen)
		}, "GUARD gezin.zoeken at id"},
		family.NeedContact: {func(sys context.Context, w *world, c *ent.Client, x *ent.Vraaggezin) {
			takeBack(sys, c, x.FamilyID.String(), term.DoelContact)
		}, "GUARD gezin.bellen at id"},
		family.NeedGezag: {func(sys context.Context, _ *world, c *ent.Client, x *ent.Vraaggezin) {
			c.Vraaggezin.UpdateOne(x).SetGezag(term.GezagOnbekend).SaveX(sys)
		}, "GUARD gezag.onbekend at id"},
		family.NeedGeenBezwaar: {func(sys context.Context, _ *world, c *ent.Client, x *ent.Vraaggezin) {
			c.Vraaggezin.UpdateOne(x).SetBezwaar(true).SaveX(sys)
		}, "GUARD gezag.bezwaar at id"},
		family.NeedNothingRuns: {func(sys context.Context, w *world, c *ent.Client, x *ent.Vraaggezin) {
			w.koppeling(sys, c, term.KoppelingProefperiode, x.ID, w.steun.ID)
		}, "GUARD bezoek.loopt at id"},
		family.NeedOnlyOne: {func(sys context.Context, w *world, c *ent.Client, x *ent.Vraaggezin) {
			c.Vraaggezin.Create().SetRegion(w.region).SetFamilyID(x.FamilyID).SetAangemeldOp(x.AangemeldOp).SaveX(sys)
		}, "GUARD gezin.vraag.open at id"},
		family.NeedConsentWritten: {nil, "REQUIRED gezin.akkoord at toelichting"},
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, r := range family.VraagTable {
			for _, need := range r.Needs {
				u, ok := unmet[need]
				if !ok {
					t.Fatalf("%q is not tested", need)
				}
				w.try(func(ctx, sys context.Context, c *ent.Client) {
					x := c.Vraaggezin.UpdateOne(w.vraag).SetState(r.From[0]).SaveX(sys)
					if u.lack != nil {
						u.lack(sys, w, c, x)
					}
					x = c.Vraaggezin.GetX(sys, x.ID)
					ctx = by(ctx, w.role["matcher"])
					var err error
					if u.lack == nil {
						_, err = map[family.Step]func(context.Context, family.Act) (*family.Vraag, error){
							family.StepRefer: w.s.Refer, family.StepReopen: w.s.Reopen,
						}[r.Step](ctx, family.Act{ID: x.ID, BaseVersion: x.Version, Toelichting: " \n "})
					} else {
						err = vraagSteps[r.Step](ctx, w, x)
					}
					w.wantFaults(err, u.fault)
					if now := c.Vraaggezin.GetX(sys, x.ID); now.State != r.From[0] || now.Version != x.Version {
						t.Errorf("%s without %q: is %s", r.Step, need, now.State)
					}
				})
			}
		}
	})
}

func TestEveryNeedOfASteungezin(t *testing.T) {
	screening := map[string]func(sys context.Context, w *world, c *ent.Client){
		"GUARD screening.gesprek at id": func(sys context.Context, w *world, c *ent.Client) {
			c.Screening.UpdateOne(w.screening).ClearGesprekOp().SaveX(sys)
		},
		"GUARD screening.huisbezoek at id": func(sys context.Context, w *world, c *ent.Client) {
			c.Screening.UpdateOne(w.screening).ClearHuisbezoekOp().SaveX(sys)
		},
		"GUARD screening.huisregels at id": func(sys context.Context, w *world, c *ent.Client) {
			c.Screening.UpdateOne(w.screening).ClearHuisregelsOp().SaveX(sys)
		},
		"GUARD screening.vog at id": func(sys context.Context, w *world, c *ent.Client) {
			c.Vog.Delete().Where(vog.Voornaam("Jan")).ExecX(sys)
		},
		"GUARD screening.referenties at id": func(sys context.Context, w *world, c *ent.Client) {
			c.Referentie.DeleteOne(c.Referentie.Query().FirstX(sys)).ExecX(sys)
		},
	}
	consent := map[string]func(sys context.Context, w *world, c *ent.Client){
		"GUARD gezin.zoeken at id": func(sys context.Context, w *world, c *ent.Client) {
			takeBack(sys, c, w.steun.FamilyID.String(), term.DoelMatchen)
		},
	}
	visits := map[string]func(sys context.Context, w *world, c *ent.Client){
		"GUARD bezoek.loopt at id": func(sys context.Context, w *world, c *ent.Client) {
			w.koppeling(sys, c, term.KoppelingOnderbroken, w.vraag.ID, w.steun.ID)
		},
	}
	talk := map[string]func(sys context.Context, w *world, c *ent.Client){"GUARD screening.gesprek at id": screening["GUARD screening.gesprek at id"]}
	unmet := map[family.Need]map[string]func(sys context.Context, w *world, c *ent.Client){
		family.NeedScreening: screening, family.NeedMatchen: consent, family.NeedNothingRuns: visits, family.NeedTalk: talk,
	}
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		for _, r := range family.SteunTable {
			if slices.Equal(r.Who, []family.Who{family.Timer}) || r.Step == family.StepConfirm {
				continue // timer_test.go, confirm_test.go
			}
			for _, need := range r.Needs {
				if unmet[need] == nil {
					t.Fatalf("%q is not tested", need)
				}
				for want, lack := range unmet[need] {
					w.try(func(ctx, sys context.Context, c *ent.Client) {
						x := c.Steungezin.UpdateOne(w.steun).SetState(r.From[0]).SaveX(sys)
						lack(sys, w, c)
						err := steunSteps[r.Step](by(ctx, w.role["head matcher"]), w, x)
						to, raised := r.From[0], 0
						if r.Else != "" {
							want, to, raised = "", r.Else, 1
						}
						w.wantFaults(err, lines(want)...)
						if now := c.Steungezin.GetX(sys, x.ID); now.State != to || now.Version != x.Version+raised {
							t.Errorf("%s without %q: is %s", r.Step, need, now.State)
						}
					})
				}
			}
		}
	})
}

// All that is missing is said at once.
func TestAllThatIsMissingAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.try(func(ctx, sys context.Context, c *ent.Client) {
			ctx = by(ctx, w.role["matcher"])
			x := c.Vraaggezin.UpdateOne(w.vraag).SetState(term.VraagIntake).SetGesprekken(0).SetGezag(term.GezagOnbekend).SetBezwaar(true).SaveX(sys)
			takeBack(sys, c, x.FamilyID.String(), term.DoelMatchen)
			_, err := w.s.CompleteIntake(ctx, act(x))
			w.wantFaults(err, "GUARD gesprekken.twee at id", "GUARD gezag.bezwaar at id", "GUARD gezag.onbekend at id", "GUARD gezin.zoeken at id")
			y := c.Steungezin.UpdateOne(w.steun).SetState(term.SteunScreening).SaveX(sys)
			c.Screening.UpdateOne(w.screening).ClearGesprekOp().ClearHuisbezoekOp().ClearHuisregelsOp().SaveX(sys)
			c.Vog.Delete().ExecX(sys)
			c.Referentie.Delete().ExecX(sys)
			_, err = w.s.Approve(ctx, steunAct(y))
			w.wantFaults(err, "GUARD screening.gesprek at id", "GUARD screening.huisbezoek at id", "GUARD screening.huisregels at id",
				"GUARD screening.referenties at id", "GUARD screening.vog at id")
		})
	})
}

func takeBack(sys context.Context, c *ent.Client, family string, doel term.Doel) {
	for _, t := range c.Toestemming.Query().Where(toestemming.DoelEQ(doel)).AllX(sys) {
		if t.FamilyID.String() == family {
			c.Toestemming.UpdateOne(t).SetWithdrawnAt(t.GivenAt).ExecX(sys)
		}
	}
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}
