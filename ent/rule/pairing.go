package rule

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afscheid"
	"buurtdorp/ent/afspraken"
	"buurtdorp/ent/checkin"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/privacy"
	"buurtdorp/ent/referentie"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/terugblik"
	"buurtdorp/ent/vog"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/ent/weging"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// acquainted: both said yes to the proposal, first names are known.
var acquainted = []term.KoppelingState{
	term.KoppelingKennismaking, term.KoppelingProefperiode, term.KoppelingActief,
	term.KoppelingGepauzeerd, term.KoppelingOnderbroken, term.KoppelingAfronden,
}

// together: both said yes after they met. An interrupted koppeling is not among
// them: its contact details are closed at once.
var together = []term.KoppelingState{
	term.KoppelingProefperiode, term.KoppelingActief, term.KoppelingGepauzeerd, term.KoppelingAfronden,
}

// pairs tells whether the viewer is a matcher in her region.
func pairs(v *viewer.Viewer) bool { return v.Has(term.RoleMatcher, term.RoleHeadMatcher) }

// pairsIn is the region a matcher pairs in; for others a region that is none.
func pairsIn(v *viewer.Viewer) uuid.UUID {
	if pairs(v) {
		return v.RegionID
	}
	return uuid.Nil
}

// NarrowVraaggezinnen: one's own; a matcher her region's. The other family of a
// koppeling sees a profiel, never this.
func NarrowVraaggezinnen(ctx context.Context, q *ent.VraaggezinQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Vraaggezin
	if household(v) {
		may = append(may, vraaggezin.FamilyID(v.FamilyID))
	}
	if pairs(v) {
		may = append(may, vraaggezin.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowSteungezinnen: one's own; a matcher her region's.
func NarrowSteungezinnen(ctx context.Context, q *ent.SteungezinQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Steungezin
	if household(v) {
		may = append(may, steungezin.FamilyID(v.FamilyID))
	}
	if pairs(v) {
		may = append(may, steungezin.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowScreenings: the steungezin itself and its matchers.
func NarrowScreenings(ctx context.Context, q *ent.ScreeningQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Screening
	if household(v) {
		may = append(may, in(screening.FieldSteungezinID, ownSteungezinnen(v)))
	}
	if pairs(v) {
		may = append(may, screening.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowVogs: the steungezin itself and its matchers.
func NarrowVogs(ctx context.Context, q *ent.VogQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Vog
	if household(v) {
		may = append(may, in(vog.FieldScreeningID, ownScreenings(v)))
	}
	if pairs(v) {
		may = append(may, vog.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowReferenties: matchers; who spoke for a family spoke in confidence.
func NarrowReferenties(ctx context.Context, q *ent.ReferentieQuery) error {
	q.Where(referentie.RegionID(pairsIn(viewer.FromContext(ctx))))
	return privacy.Allow
}

// NarrowKoppelingen: a matcher her region's; a family its own, once it was asked.
func NarrowKoppelingen(ctx context.Context, q *ent.KoppelingQuery) error {
	q.Where(MyKoppelingen(viewer.FromContext(ctx)))
	return privacy.Allow
}

// NarrowKoppelingSteps: matchers; it says who refused, and why.
func NarrowKoppelingSteps(ctx context.Context, q *ent.KoppelingStepQuery) error {
	q.Where(koppelingstep.RegionID(pairsIn(viewer.FromContext(ctx))))
	return privacy.Allow
}

// NarrowKoppelingAnswers: each side its own, a matcher both.
func NarrowKoppelingAnswers(ctx context.Context, q *ent.KoppelingAnswerQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.KoppelingAnswer
	if household(v) {
		for _, kant := range term.All[term.Kant]() {
			may = append(may, koppelinganswer.And(koppelinganswer.KantEQ(kant),
				in(koppelinganswer.FieldKoppelingID, ofSide(v, kant, koppeling.FieldID))))
		}
	}
	if pairs(v) {
		may = append(may, koppelinganswer.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowCheckIns: each side its own, a matcher both. What a child tapped itself only a
// matcher reads: a child that has to fear who looks over its shoulder says nothing.
func NarrowCheckIns(ctx context.Context, q *ent.CheckInQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.CheckIn
	if household(v) {
		for _, kant := range term.All[term.Kant]() {
			may = append(may, checkin.And(checkin.KantEQ(kant), checkin.VanKind(false), in(checkin.FieldKoppelingID, ofSide(v, kant, koppeling.FieldID))))
		}
	}
	if pairs(v) {
		may = append(may, checkin.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowTerugblikken: each side its own, a matcher both.
func NarrowTerugblikken(ctx context.Context, q *ent.TerugblikQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Terugblik
	if household(v) {
		for _, kant := range term.All[term.Kant]() {
			may = append(may, terugblik.And(terugblik.KantEQ(kant), in(terugblik.FieldKoppelingID, ofSide(v, kant, koppeling.FieldID))))
		}
	}
	if pairs(v) {
		may = append(may, terugblik.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// farewell: a koppeling that comes to its end, or did.
var farewell = []term.KoppelingState{term.KoppelingAfronden, term.KoppelingAfgerond}

// NarrowAfscheidswoorden: both families from the farewell on, and their matchers.
func NarrowAfscheidswoorden(ctx context.Context, q *ent.AfscheidQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Afscheid
	if household(v) {
		may = append(may, in(afscheid.FieldKoppelingID, ofBothSides(v, farewell...)))
	}
	if pairs(v) {
		may = append(may, afscheid.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowAfspraken: both families while they are together, and their matchers. They
// hold phone numbers and who fetches where, so they close with the contact details:
// when it is interrupted, and when it is over.
func NarrowAfspraken(ctx context.Context, q *ent.AfsprakenQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Afspraken
	if household(v) {
		may = append(may, in(afspraken.FieldKoppelingID, ofBothSides(v, together...)))
	}
	if pairs(v) {
		may = append(may, afspraken.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowWegingen: matchers of the region. Families hear in words what weighs most.
func NarrowWegingen(ctx context.Context, q *ent.WegingQuery) error {
	q.Where(weging.RegionID(pairsIn(viewer.FromContext(ctx))))
	return privacy.Allow
}
