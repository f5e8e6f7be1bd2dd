package sync

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/meegenomen"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/place"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// This file is all that a device ever keeps: which rows, and (in documents.go) which
// fields of them, by role. Review it as one thing. A row is on a phone when the rules of
// reading show it to the viewer (ent/rule) AND it is one of those named here.
//
//	             meetups            signups                    koppelingen
//	parent       of her region      of her own household       her own, with the afspraken; while she is
//	                                                           asked, the other family without a name;
//	                                                           and where her own household stands
//	host         of her region      of meetups of this day     -
//	matcher      of her region      of meetups of this day     those she guides, without names
//	others       of their region    -                          -
//
// Dossiers, with notes, contactgegevens and check-ins, are never among them, but for one
// thing: those a matcher took along herself, on the device where she did, for a visit
// (along.go, dossier.go). Her phone keeps them under a key, and shows them for a lease.

// edition is raised when a document gets other fields, or a field another meaning: then
// every device gets all of it once more.
const edition = 4

// shelf is one kind of thing that devices keep.
type shelf struct {
	// rows narrows what the rules show to what a device keeps.
	rows func(c *ent.Client, v *viewer.Viewer, at time.Time) narrowed
	// stamp tells one state of a document from another: an SQL text about the row t,
	// that changes whenever a field of the document may.
	stamp string
}

// narrowed is a query of ent, to which the rules still apply.
type narrowed interface {
	// through hands the finished statement over, rules and all, and reads what it made of it.
	through(ctx context.Context, rewrite func(*sql.Selector), into any) error
}

type throughFunc func(ctx context.Context, rewrite func(*sql.Selector), into any) error

func (f throughFunc) through(ctx context.Context, rewrite func(*sql.Selector), into any) error {
	return f(ctx, rewrite, into)
}

var shelves = map[gid.Kind]shelf{
	gid.Meegenomen: {rows: taken, stamp: dossierStamp},
	gid.Meetup: {
		rows: func(c *ent.Client, v *viewer.Viewer, at time.Time) narrowed {
			q := c.Meetup.Query().Where(meetup.RegionID(v.RegionID), meetup.EndsAtGTE(at.Add(-48*time.Hour)))
			return throughFunc(func(ctx context.Context, rewrite func(*sql.Selector), into any) error {
				return q.Order(rewrite).Select(meetup.FieldID).Scan(ctx, into)
			})
		},
		stamp: `t.version || '.' || (SELECT p.version FROM places p WHERE p.id = t.place_id)`,
	},
	gid.Signup: {
		rows: func(c *ent.Client, v *viewer.Viewer, at time.Time) narrowed {
			q := c.Signup.Query()
			switch mine := signup.FamilyID(v.FamilyID); {
			case receives(v) && v.FamilyID != uuid.Nil:
				q.Where(signup.Or(mine, ofThisDay(v, at)))
			case receives(v):
				q.Where(ofThisDay(v, at))
			default:
				q.Where(mine)
			}
			return throughFunc(func(ctx context.Context, rewrite func(*sql.Selector), into any) error {
				return q.Order(rewrite).Select(signup.FieldID).Scan(ctx, into)
			})
		},
		stamp: `t.version || '.' || coalesce((SELECT f.version FROM families f WHERE f.id = t.family_id), 0) || '.' ||
			coalesce((SELECT max(g.version) FROM contactgegevens g WHERE g.family_id = t.family_id), 0) || '.' ||
			coalesce((SELECT max(u.version) FROM users u WHERE u.family_id = t.family_id), 0)`,
	},
	gid.Family: {
		rows: func(c *ent.Client, v *viewer.Viewer, _ time.Time) narrowed {
			q := c.Family.Query().Where(family.ID(v.FamilyID))
			return throughFunc(func(ctx context.Context, rewrite func(*sql.Selector), into any) error {
				return q.Order(rewrite).Select(family.FieldID).Scan(ctx, into)
			})
		},
		stamp: householdStamp,
	},
	gid.Koppeling: {
		rows: func(c *ent.Client, v *viewer.Viewer, _ time.Time) narrowed {
			q := c.Koppeling.Query()
			if guides := koppeling.And(koppeling.MatcherID(v.UserID), koppeling.StateNotIn(over...)); v.FamilyID == uuid.Nil {
				q.Where(guides)
			} else {
				q.Where(koppeling.Or(guides, ofFamily(v.FamilyID)))
			}
			return throughFunc(func(ctx context.Context, rewrite func(*sql.Selector), into any) error {
				return q.Order(rewrite).Select(koppeling.FieldID).Scan(ctx, into)
			})
		},
		stamp: `t.version || '.' || coalesce((SELECT max(a.nummer) FROM afspraken a WHERE a.koppeling_id = t.id), 0) || '.' ||
			(SELECT count(*) FROM koppeling_answers w WHERE w.koppeling_id = t.id) || '.' ||
			(SELECT f.version FROM families f JOIN vraaggezinnen x ON x.family_id = f.id WHERE x.id = t.vraaggezin_id) || '.' ||
			(SELECT f.version FROM families f JOIN steungezinnen x ON x.family_id = f.id WHERE x.id = t.steungezin_id)` + proposedStamp,
	},
}

// householdStamp changes with all that a household may read of itself, so that its pages
// follow every step of its matcher. What it may not read, notes and worries, does not
// count: that something of those happened is not for it to know either.
const householdStamp = `t.version
	|| '.' || coalesce((SELECT sum(x.version) FROM contactgegevens x WHERE x.family_id = t.id), 0)
	|| '.' || coalesce((SELECT sum(x.version) FROM vraaggezinnen x WHERE x.family_id = t.id), 0)
	|| '.' || coalesce((SELECT sum(x.version) FROM steungezinnen x WHERE x.family_id = t.id), 0)
	|| '.' || coalesce((SELECT sum(x.version) FROM screenings x JOIN steungezinnen s ON s.id = x.steungezin_id WHERE s.family_id = t.id), 0)
	|| '.' || coalesce((SELECT sum(x.version) FROM vogs x JOIN screenings y ON y.id = x.screening_id JOIN steungezinnen s ON s.id = y.steungezin_id WHERE s.family_id = t.id), 0)
	|| '.' || coalesce((SELECT sum(x.version) FROM referenties x JOIN screenings y ON y.id = x.screening_id JOIN steungezinnen s ON s.id = y.steungezin_id WHERE s.family_id = t.id), 0)
	|| '.' || (SELECT count(*) || ' ' || coalesce(CAST(max(x.updated_at) AS text), '') FROM children x WHERE x.family_id = t.id)
	|| '.' || (SELECT count(*) || ' ' || coalesce(CAST(max(x.updated_at) AS text), '') FROM zorg_feiten x WHERE x.family_id = t.id)
	|| '.' || (SELECT count(*) || ' ' || coalesce(CAST(max(x.updated_at) AS text), '') FROM toestemmingen x WHERE x.family_id = t.id)`

// proposedStamp is about what a proposal tells of the other family (profiel.go). Later it is
// not on the phone: then nothing of it counts.
const proposedStamp = ` || CASE WHEN t.state NOT IN ('VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG') THEN '' ELSE '.' ||
	(SELECT x.version FROM vraaggezinnen x WHERE x.id = t.vraaggezin_id) || '.' || (SELECT x.version FROM steungezinnen x WHERE x.id = t.steungezin_id) || '.' ||
	(SELECT count(*) || ' ' || coalesce(CAST(max(y.updated_at) AS text), '') FROM children y WHERE y.family_id IN (
		SELECT x.family_id FROM vraaggezinnen x WHERE x.id = t.vraaggezin_id UNION SELECT x.family_id FROM steungezinnen x WHERE x.id = t.steungezin_id)) END`

// taken are the dossiers on the device that asks.
func taken(c *ent.Client, v *viewer.Viewer, _ time.Time) narrowed {
	q := c.Meegenomen.Query().Where(meegenomen.SessionID(v.SessionID))
	return throughFunc(func(ctx context.Context, rewrite func(*sql.Selector), into any) error {
		return q.Order(rewrite).Select(meegenomen.FieldID).Scan(ctx, into)
	})
}

// receives tells whether the viewer has a list of who comes in hand.
func receives(v *viewer.Viewer) bool {
	return v.Has(term.RoleHost, term.RoleMatcher, term.RoleHeadMatcher)
}

// ofThisDay are the sign-ups of meetups that begin about now: the list of tonight, from
// this morning until it is counted.
func ofThisDay(v *viewer.Viewer, at time.Time) func(*sql.Selector) {
	return signup.HasMeetupWith(meetup.RegionID(v.RegionID), meetup.StartsAtGTE(at.Add(-18*time.Hour)), meetup.StartsAtLTE(at.Add(18*time.Hour)))
}

// ofFamily are the koppelingen of a family, on whichever side.
func ofFamily(id uuid.UUID) func(*sql.Selector) {
	return func(s *sql.Selector) {
		side := func(table, column string) *sql.Predicate {
			t := sql.Table(table)
			return sql.In(s.C(column), sql.Select(t.C("id")).From(t).Where(sql.EQ(t.C("family_id"), id)))
		}
		s.Where(sql.Or(side("vraaggezinnen", koppeling.FieldVraaggezinID), side("steungezinnen", koppeling.FieldSteungezinID)))
	}
}

// over are the states in which a matcher has nothing left to guide.
var over = []term.KoppelingState{term.KoppelingAfgerond, term.KoppelingAfgewezen, term.KoppelingVerlopen,
	term.KoppelingNietDoorgegaan, term.KoppelingGestopt}

// lens is who is looking: another role or household may see other fields of the same row,
// so it is part of every stamp. A hash: it says nothing in a row of holdings.
func lens(v *viewer.Viewer) string {
	roles := make([]string, len(v.Roles))
	for i, r := range v.Roles {
		roles[i] = string(r)
	}
	slices.Sort(roles)
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %v %s %s", edition, roles, v.RegionID, v.FamilyID))
	return hex.EncodeToString(sum[:8]) + "."
}

// seenAs is everything but the region's counter that decides what a viewer sees: who she
// is now, and the hour, because some rows are there for a day.
func seenAs(v *viewer.Viewer, at time.Time) string { return lens(v) + at.Format(time.RFC3339) }

// hour is the moment by which it is decided what a device keeps.
func hour() time.Time { return clock.Now().UTC().Truncate(time.Hour) }

// placeOf is what of a place comes with a meetup.
func placeOf(q *ent.PlaceQuery) {
	q.Select(place.FieldID, place.FieldName, place.FieldStreet, place.FieldPostcode, place.FieldVillage, place.FieldLat, place.FieldLon, place.FieldAccess)
}
