package rule

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afspraken"
	"buurtdorp/ent/checkin"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/privacy"
	"buurtdorp/ent/referentie"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vog"
	"buurtdorp/ent/vraaggezin"
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

// otherFamily finds the family on the other side of the viewer's koppelingen in
// these states; nothing for who has no family.
func otherFamily(v *viewer.Viewer, states []term.KoppelingState) []predicate.Family {
	if v.FamilyID == uuid.Nil {
		return nil
	}
	return []predicate.Family{
		family.HasVraaggezinnenWith(vraaggezin.HasKoppelingenWith(koppeling.StateIn(states...), asSteun(v))),
		family.HasSteungezinnenWith(steungezin.HasKoppelingenWith(koppeling.StateIn(states...), asVraag(v))),
	}
}

// asVraag: the viewer's family is the vraaggezin, and has been asked.
func asVraag(v *viewer.Viewer) predicate.Koppeling {
	return koppeling.And(koppeling.VraagZiet(true), koppeling.HasVraaggezinWith(vraaggezin.FamilyID(v.FamilyID)))
}

// asSteun: the viewer's family is the steungezin, and has been asked.
func asSteun(v *viewer.Viewer) predicate.Koppeling {
	return koppeling.And(koppeling.SteunZiet(true), koppeling.HasSteungezinWith(steungezin.FamilyID(v.FamilyID)))
}

// NarrowVraaggezinnen: one's own; a matcher her region's. The other family of a
// koppeling sees a profiel, never this.
func NarrowVraaggezinnen(ctx context.Context, q *ent.VraaggezinQuery) error {
	v := viewer.FromContext(ctx)
	may := []predicate.Vraaggezin{vraaggezin.FamilyID(v.FamilyID)}
	if pairs(v) {
		may = append(may, vraaggezin.RegionID(v.RegionID))
	}
	q.Where(vraaggezin.Or(may...))
	return privacy.Allow
}

// NarrowSteungezinnen: one's own; a matcher her region's.
func NarrowSteungezinnen(ctx context.Context, q *ent.SteungezinQuery) error {
	v := viewer.FromContext(ctx)
	may := []predicate.Steungezin{steungezin.FamilyID(v.FamilyID)}
	if pairs(v) {
		may = append(may, steungezin.RegionID(v.RegionID))
	}
	q.Where(steungezin.Or(may...))
	return privacy.Allow
}

// NarrowScreenings: the steungezin itself and its matchers.
func NarrowScreenings(ctx context.Context, q *ent.ScreeningQuery) error {
	v := viewer.FromContext(ctx)
	may := []predicate.Screening{screening.HasSteungezinWith(steungezin.FamilyID(v.FamilyID))}
	if pairs(v) {
		may = append(may, screening.RegionID(v.RegionID))
	}
	q.Where(screening.Or(may...))
	return privacy.Allow
}

// NarrowVogs: the steungezin itself and its matchers.
func NarrowVogs(ctx context.Context, q *ent.VogQuery) error {
	v := viewer.FromContext(ctx)
	may := []predicate.Vog{vog.HasScreeningWith(screening.HasSteungezinWith(steungezin.FamilyID(v.FamilyID)))}
	if pairs(v) {
		may = append(may, vog.RegionID(v.RegionID))
	}
	q.Where(vog.Or(may...))
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

// MyKoppelingen are those the viewer may see.
func MyKoppelingen(v *viewer.Viewer) predicate.Koppeling {
	may := []predicate.Koppeling{asVraag(v), asSteun(v)}
	if pairs(v) {
		may = append(may, koppeling.RegionID(v.RegionID))
	}
	return koppeling.Or(may...)
}

// NarrowKoppelingSteps: matchers; it says who refused, and why.
func NarrowKoppelingSteps(ctx context.Context, q *ent.KoppelingStepQuery) error {
	q.Where(koppelingstep.RegionID(pairsIn(viewer.FromContext(ctx))))
	return privacy.Allow
}

// NarrowKoppelingAnswers: each side its own, a matcher both.
func NarrowKoppelingAnswers(ctx context.Context, q *ent.KoppelingAnswerQuery) error {
	v := viewer.FromContext(ctx)
	may := []predicate.KoppelingAnswer{
		koppelinganswer.And(koppelinganswer.KantEQ(term.KantVraag), koppelinganswer.HasKoppelingWith(asVraag(v))),
		koppelinganswer.And(koppelinganswer.KantEQ(term.KantSteun), koppelinganswer.HasKoppelingWith(asSteun(v))),
	}
	if pairs(v) {
		may = append(may, koppelinganswer.RegionID(v.RegionID))
	}
	q.Where(koppelinganswer.Or(may...))
	return privacy.Allow
}

// NarrowCheckIns: each side its own, a matcher both.
func NarrowCheckIns(ctx context.Context, q *ent.CheckInQuery) error {
	v := viewer.FromContext(ctx)
	may := []predicate.CheckIn{
		checkin.And(checkin.KantEQ(term.KantVraag), checkin.HasKoppelingWith(asVraag(v))),
		checkin.And(checkin.KantEQ(term.KantSteun), checkin.HasKoppelingWith(asSteun(v))),
	}
	if pairs(v) {
		may = append(may, checkin.RegionID(v.RegionID))
	}
	q.Where(checkin.Or(may...))
	return privacy.Allow
}

// NarrowAfspraken: both families while they are together, and their matchers. They
// hold phone numbers and who fetches where, so they close with the contact details:
// when it is interrupted, and when it is over.
func NarrowAfspraken(ctx context.Context, q *ent.AfsprakenQuery) error {
	v := viewer.FromContext(ctx)
	may := []predicate.Afspraken{afspraken.HasKoppelingWith(
		koppeling.StateIn(together...), koppeling.Or(asVraag(v), asSteun(v)))}
	if pairs(v) {
		may = append(may, afspraken.RegionID(v.RegionID))
	}
	q.Where(afspraken.Or(may...))
	return privacy.Allow
}
