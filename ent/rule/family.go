package rule

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"buurtdorp/ent"
	"buurtdorp/ent/blokkade"
	"buurtdorp/ent/child"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/family"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/note"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/privacy"
	"buurtdorp/ent/signup"
	"buurtdorp/ent/toestemming"
	"buurtdorp/ent/zorgfeit"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// NarrowFamilies: one's own; a matcher her region's; the other family of a
// koppeling once both said yes to the proposal; a host those who come these days.
func NarrowFamilies(ctx context.Context, q *ent.FamilyQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Family
	if household(v) {
		may = append(may, in(family.FieldID, reachable(v, acquainted)))
	}
	if pairs(v) {
		may = append(may, family.RegionID(v.RegionID))
	}
	if v.Has(term.RoleHost) {
		may = append(may, in(family.FieldID, pick(signup.Table, signup.FieldFamilyID, signup.FieldMeetupID, theseDays(v))))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowChildren: one's own; a matcher her region's; the steungezin's view of the
// children begins with the trial, as in real life: parents first.
func NarrowChildren(ctx context.Context, q *ent.ChildQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Child
	if household(v) {
		may = append(may, in(child.FieldFamilyID, familiesWith(v, together)))
	}
	if pairs(v) {
		may = append(may, child.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowContactgegevens: one's own; a matcher her region's; the other family from
// the trial on, not while the koppeling is interrupted, and after the farewell only when
// both said that they stay in touch.
func NarrowContactgegevens(ctx context.Context, q *ent.ContactgegevensQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Contactgegevens
	if household(v) {
		may = append(may, in(contactgegevens.FieldFamilyID, reachable(v, together)))
	}
	if pairs(v) {
		may = append(may, contactgegevens.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowZorgFeiten: the family itself and its matchers. What a steungezin has to
// know is in the afspraken, in the family's own words.
func NarrowZorgFeiten(ctx context.Context, q *ent.ZorgFeitQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.ZorgFeit
	if household(v) {
		may = append(may, zorgfeit.FamilyID(v.FamilyID))
	}
	if pairs(v) {
		may = append(may, zorgfeit.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowToestemmingen: the family itself and its matchers.
func NarrowToestemmingen(ctx context.Context, q *ent.ToestemmingQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Toestemming
	if household(v) {
		may = append(may, toestemming.FamilyID(v.FamilyID))
	}
	if pairs(v) {
		may = append(may, toestemming.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowNotes: matchers of the region.
func NarrowNotes(ctx context.Context, q *ent.NoteQuery) error {
	v := viewer.FromContext(ctx)
	q.Where(note.RegionID(pairsIn(v)))
	return privacy.Allow
}

// NarrowBlokkades: matchers of the region.
func NarrowBlokkades(ctx context.Context, q *ent.BlokkadeQuery) error {
	v := viewer.FromContext(ctx)
	q.Where(blokkade.RegionID(pairsIn(v)))
	return privacy.Allow
}

// theseDays are the meetups whose list a host has in hand, in her region: from two
// days ago, to finish it, until a week ahead, to prepare it.
func theseDays(v *viewer.Viewer) *sql.Selector {
	now, t := clock.Now(), sql.Table(meetup.Table)
	return sql.Select(t.C(meetup.FieldID)).From(t).Where(sql.And(sql.EQ(t.C(meetup.FieldRegionID), v.RegionID),
		sql.GTE(t.C(meetup.FieldStartsAt), now.Add(-48*time.Hour)), sql.LTE(t.C(meetup.FieldStartsAt), now.Add(8*24*time.Hour))))
}
