package demo_test

import (
	"slices"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/family"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

var (
	openVraag = []term.VraaggezinState{term.VraagAangemeld, term.VraagIntake, term.VraagWachtend, term.VraagGepauzeerd}
	openSteun = []term.SteungezinState{term.SteunAangemeld, term.SteunKennismakingsgesprek, term.SteunScreening, term.SteunBeschikbaar,
		term.SteunPauze, term.SteunBevestigen, term.SteunSlapend, term.SteunOpgeschort}
)

// gezinnenHold: what the steps of the family room ask for is there.
func gezinnenHold(t *testing.T, db *store.DB, now time.Time) {
	ctx, c := storetest.Context(), db.Client
	homes := map[string]*ent.Family{}
	for _, f := range c.Family.Query().WithChildren().WithContactgegevens().WithZorgFeiten().WithToestemmingen().WithNotes().WithMembers().
		WithSignups().AllX(ctx) {
		homes[f.ID.String()] = f
		known := len(f.Edges.Children) + len(f.Edges.ZorgFeiten) + len(f.Edges.Toestemmingen) + len(f.Edges.Notes) + len(f.Edges.Members) + len(f.Edges.Signups)
		if f.AnonymisedAt != nil && (known > 0 || f.Edges.Contactgegevens != nil || f.Name != "Anoniem" || f.Pc4 != "" || f.Village == "") {
			t.Errorf("something is left of somebody who is forgotten: %v", f)
		}
		if f.AnonymisedAt == nil && (f.Edges.Contactgegevens == nil || f.Pc4 == "" || f.ConfirmedAt == nil) {
			t.Errorf("%s cannot be reached", f.Name)
		}
	}
	agrees := func(f *ent.Family, doel term.Doel) bool {
		return slices.ContainsFunc(f.Edges.Toestemmingen, func(x *ent.Toestemming) bool { return x.Doel == doel && x.WithdrawnAt == nil })
	}
	for _, v := range c.Vraaggezin.Query().AllX(ctx) {
		f := homes[v.FamilyID.String()]
		open := slices.Contains(openVraag, v.State)
		if open != (v.VolgendeStap != "" && v.VolgendeDatum != nil) {
			t.Errorf("%s of %s: next %q at %v", v.State, f.Name, v.VolgendeStap, v.VolgendeDatum)
		}
		if open && (len(f.Edges.Children) == 0 || !agrees(f, term.DoelContact) || !agrees(f, term.DoelMatchen)) {
			t.Errorf("%s of %s without children or consent", v.State, f.Name)
		}
		if v.State == term.VraagWachtend && (v.Gezag == term.GezagOnbekend || v.Gesprekken < 2 || !v.ZorgBesproken || len(v.Soorten) == 0) {
			t.Errorf("%s waits before all was asked", f.Name)
		}
		if open && len(f.Edges.ZorgFeiten) > 0 != agrees(f, term.DoelBijzondereGegevens) {
			t.Errorf("care facts of %s and no consent, or the other way round", f.Name)
		}
		if v.WachtendSinds != nil && v.WachtendSinds.Before(v.AangemeldOp) {
			t.Errorf("%s waited before she registered", f.Name)
		}
	}
	for _, s := range c.Steungezin.Query().WithScreening(func(q *ent.ScreeningQuery) { q.WithVogs().WithReferenties() }).AllX(ctx) {
		f := homes[s.FamilyID.String()]
		open := slices.Contains(openSteun, s.State)
		if open != (s.VolgendeStap != "" && s.VolgendeDatum != nil) {
			t.Errorf("%s of %s: next %q at %v", s.State, f.Name, s.VolgendeStap, s.VolgendeDatum)
		}
		if open && (!agrees(f, term.DoelContact) || !agrees(f, term.DoelMatchen)) {
			t.Errorf("%s of %s without consent", s.State, f.Name)
		}
		if s.Edges.Screening == nil {
			t.Fatalf("%s of %s without a screening", s.State, f.Name)
		}
		if s.State == term.SteunBeschikbaar {
			if todo := family.TeDoen(s.Edges.Screening, f.Adults, 3, now); len(todo) > 0 {
				t.Errorf("%s is available with %v to do", f.Name, todo)
			}
		}
		if s.BeschikbaarSinds != nil && s.Edges.Screening.HuisregelsOp != nil && s.BeschikbaarSinds.Before(*s.Edges.Screening.HuisregelsOp) {
			t.Errorf("%s was available before the house rules", f.Name)
		}
	}
}
