package sync_test

import (
	"strings"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

// Who is asked can answer without internet: what both share is on her phone, and nothing
// that tells who the other family is. It leaves with the answer, and when nobody is asked
// any more, whichever way; the other side never has it before its turn.
func TestProposalOnThePhone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		sys, w := storetest.Context(), world.New(t, db)
		f := &sync.Feed{DB: db}
		v := w.Vraag(world.Child(3), world.Child(6), world.Vraagt(func(c *ent.VraaggezinCreate) {
			c.SetEigenWoorden("geheime woorden").SetDagdelen([]term.Dagdeel{term.DagdeelWoMiddag, term.DagdeelZaOchtend})
		}), world.Gezin(func(c *ent.FamilyCreate) { c.SetTalen([]string{"nl", "ar"}) }))
		s := w.Steun()
		k := w.Koppeling(v, s, term.KoppelingVoorgesteldSteun)
		steun, vraag, guide := newDevice(f, s.Parent, gid.Koppeling), newDevice(f, v.Parent, gid.Koppeling), newDevice(f, w.Matcher, gid.Koppeling)
		on := func(d *device) string { return settled(t, d).docs[k.ID] }
		const theirs = `"Leeftijden":"3 6"`
		has := on(steun)
		for _, word := range []string{theirs, `"Talen":"nl ar"`, `"Dagdelen":"WO_MIDDAG ZA_OCHTEND"`, `"Reisband":"`, `"Soorten":"`} {
			if !strings.Contains(has, word) {
				t.Errorf("who is asked has no %s in %s", word, has)
			}
		}
		for _, word := range []string{v.Family.Name, v.Family.Village, "geheime woorden", "kind ", "achternaam", "+316", `"AndereNaam":"`} {
			if strings.Contains(has, word) {
				t.Errorf("who is asked has %q: %s", word, has)
			}
		}
		if has := on(vraag); has != "" {
			t.Errorf("before her turn: %s", has)
		}
		if has := on(guide); strings.Contains(has, theirs) || !strings.Contains(has, `"Leeftijden":null`) {
			t.Errorf("the matcher's own phone: %s", has)
		}
		db.Client.Child.Create().SetRegionID(k.RegionID).SetFamily(v.Family).SetFirstName("nieuw").SetBirthMonth(clock.Today(w.Now).Format("2006-01")).ExecX(sys)
		if has := on(steun); !strings.Contains(has, `"Leeftijden":"0 3 6"`) {
			t.Errorf("a child was born: %s", has)
		}
		w.Answer(k, s.Parent, term.KantSteun, term.AnswerVoorstel, term.AntwoordJa)
		db.Client.Koppeling.UpdateOne(k).SetState(term.KoppelingVoorgesteldVraag).SetVraagZiet(true).ExecX(sys)
		if has := on(steun); !strings.Contains(has, `"Leeftijden":null`) || !strings.Contains(has, `"VoorstelGezegd":true`) {
			t.Errorf("she answered: %s", has)
		}
		if has := on(vraag); !strings.Contains(has, `"Leeftijden":"8"`) && !strings.Contains(has, `"Leeftijden":""`) || !strings.Contains(has, `"Dieren":"`) {
			t.Errorf("her turn: %s", has)
		}
		for _, end := range []term.KoppelingState{term.KoppelingNietDoorgegaan, term.KoppelingVerlopen, term.KoppelingAfgewezen} {
			db.Client.Koppeling.UpdateOne(k).SetState(term.KoppelingVoorgesteldVraag).ExecX(sys)
			if has := on(vraag); !strings.Contains(has, `"Reisband":"`) {
				t.Errorf("asked: %s", has)
			}
			db.Client.Koppeling.UpdateOne(k).SetState(end).ExecX(sys)
			if has := on(vraag); strings.Contains(has, `"Reisband":"`) || strings.Contains(has, `"Dieren":"`) {
				t.Errorf("%s: %s", end, has)
			}
		}
	})
}
