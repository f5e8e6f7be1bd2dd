package team

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// What is open is somebody's concern; the tables of family and koppeling say the same.
var (
	openVraag      = vraaggezin.StateIn(term.VraagAangemeld, term.VraagIntake, term.VraagWachtend, term.VraagGepauzeerd)
	openSteun      = steungezin.StateNotIn(term.SteunAfgewezen, term.SteunGestopt, term.SteunGeanonimiseerd)
	openKoppelings = koppeling.StateNotIn(term.KoppelingAfgerond, term.KoppelingAfgewezen, term.KoppelingVerlopen,
		term.KoppelingNietDoorgegaan, term.KoppelingGestopt)
)

// dossier is one thing in a matcher's care.
type dossier struct {
	id      uuid.UUID
	soort   term.DossierSoort
	family  uuid.UUID
	matcher *uuid.UUID
	vraag   uuid.UUID // of a koppeling
	open    bool
}

// OpenDossiers counts what somebody has in her care: in one region, or with uuid.Nil
// in all of them.
func OpenDossiers(ctx context.Context, c *ent.Client, who, region uuid.UUID) (int, error) {
	sys, total := rule.System(ctx), 0
	v, s, k := c.Vraaggezin.Query().Where(openVraag, vraaggezin.MatcherID(who)),
		c.Steungezin.Query().Where(openSteun, steungezin.MatcherID(who)), c.Koppeling.Query().Where(openKoppelings, koppeling.MatcherID(who))
	if region != uuid.Nil {
		v.Where(vraaggezin.RegionID(region))
		s.Where(steungezin.RegionID(region))
		k.Where(koppeling.RegionID(region))
	}
	for _, count := range []func(context.Context) (int, error){v.Count, s.Count, k.Count} {
		n, err := count(sys)
		if err != nil {
			return 0, fmt.Errorf("counting open dossiers: %w", err)
		}
		total += n
	}
	return total, nil
}

// caseload is all that somebody has open in a region, a koppeling that goes along with
// its vraaggezin left out.
func caseload(ctx context.Context, region uuid.UUID, who uuid.UUID) ([]dossier, error) {
	return read(ctx, []predicate.Vraaggezin{openVraag, vraaggezin.RegionID(region), vraaggezin.MatcherID(who)},
		[]predicate.Steungezin{openSteun, steungezin.RegionID(region), steungezin.MatcherID(who)},
		[]predicate.Koppeling{openKoppelings, koppeling.RegionID(region), koppeling.MatcherID(who),
			koppeling.Not(koppeling.HasVraaggezinWith(openVraag, vraaggezin.MatcherID(who)))})
}

// named are the dossiers of a region with these ids, open or not.
func named(ctx context.Context, region uuid.UUID, ids []uuid.UUID) ([]dossier, error) {
	return read(ctx, []predicate.Vraaggezin{vraaggezin.RegionID(region), vraaggezin.IDIn(of(gid.Vraaggezin, ids)...)},
		[]predicate.Steungezin{steungezin.RegionID(region), steungezin.IDIn(of(gid.Steungezin, ids)...)},
		[]predicate.Koppeling{koppeling.RegionID(region), koppeling.IDIn(of(gid.Koppeling, ids)...)})
}

func of(kind gid.Kind, ids []uuid.UUID) []uuid.UUID {
	var some []uuid.UUID
	for _, id := range ids {
		if gid.Is(id, kind) {
			some = append(some, id)
		}
	}
	return some
}

func read(ctx context.Context, vragen []predicate.Vraaggezin, steunen []predicate.Steungezin, paren []predicate.Koppeling) ([]dossier, error) {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	v, err := c.Vraaggezin.Query().Where(vragen...).Order(vraaggezin.ByID()).All(sys)
	if err != nil {
		return nil, fmt.Errorf("reading vraaggezinnen of a caseload: %w", err)
	}
	s, err := c.Steungezin.Query().Where(steunen...).Order(steungezin.ByID()).All(sys)
	if err != nil {
		return nil, fmt.Errorf("reading steungezinnen of a caseload: %w", err)
	}
	k, err := c.Koppeling.Query().Where(paren...).Order(koppeling.ByID()).WithVraaggezin().All(sys)
	if err != nil {
		return nil, fmt.Errorf("reading koppelingen of a caseload: %w", err)
	}
	var out []dossier
	for _, x := range v {
		open := x.State == term.VraagAangemeld || x.State == term.VraagIntake || x.State == term.VraagWachtend || x.State == term.VraagGepauzeerd
		out = append(out, dossier{id: x.ID, soort: term.DossierVraag, family: x.FamilyID, matcher: x.MatcherID, open: open})
	}
	for _, x := range s {
		open := x.State != term.SteunAfgewezen && x.State != term.SteunGestopt && x.State != term.SteunGeanonimiseerd
		out = append(out, dossier{id: x.ID, soort: term.DossierSteun, family: x.FamilyID, matcher: x.MatcherID, open: open})
	}
	for _, x := range k {
		out = append(out, dossier{id: x.ID, soort: term.DossierSamen, family: x.Edges.Vraaggezin.FamilyID, matcher: x.MatcherID,
			vraag: x.VraaggezinID, open: !over[x.State]})
	}
	return out, nil
}

var over = map[term.KoppelingState]bool{term.KoppelingAfgerond: true, term.KoppelingAfgewezen: true, term.KoppelingVerlopen: true,
	term.KoppelingNietDoorgegaan: true, term.KoppelingGestopt: true}

// give makes a dossier a colleague's. A koppeling of the same matcher goes along with
// its vraaggezin: who is there for a family is one person.
func give(ctx context.Context, soort term.DossierSoort, id uuid.UUID, van *uuid.UUID, naar uuid.UUID) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	var n int
	var err error
	switch soort {
	case term.DossierVraag:
		if n, err = c.Vraaggezin.Update().Where(vraaggezin.ID(id), heldBy[predicate.Vraaggezin](vraaggezin.FieldMatcherID, van)).SetMatcherID(naar).Save(sys); err != nil || n == 0 {
			break
		}
		_, err = c.Koppeling.Update().Where(koppeling.VraaggezinID(id), openKoppelings,
			heldBy[predicate.Koppeling](koppeling.FieldMatcherID, van)).SetMatcherID(naar).Save(sys)
	case term.DossierSteun:
		n, err = c.Steungezin.Update().Where(steungezin.ID(id), heldBy[predicate.Steungezin](steungezin.FieldMatcherID, van)).SetMatcherID(naar).Save(sys)
	case term.DossierSamen:
		n, err = c.Koppeling.Update().Where(koppeling.ID(id), heldBy[predicate.Koppeling](koppeling.FieldMatcherID, van)).SetMatcherID(naar).Save(sys)
	}
	if err != nil {
		return fmt.Errorf("giving a dossier: %w", err)
	}
	if n == 0 {
		return errMoved
	}
	return nil
}

// Caseloads counts for many at once what each has open in a region.
func Caseloads(ctx context.Context, c *ent.Client, region uuid.UUID, who []uuid.UUID) (map[uuid.UUID]int, error) {
	sys, out := rule.System(ctx), map[uuid.UUID]int{}
	type row struct {
		MatcherID uuid.UUID `json:"matcher_id"`
		Count     int       `json:"count"`
	}
	var v, s, k []row
	if err := c.Vraaggezin.Query().Where(openVraag, vraaggezin.RegionID(region), vraaggezin.MatcherIDIn(who...)).
		GroupBy(vraaggezin.FieldMatcherID).Aggregate(ent.Count()).Scan(sys, &v); err != nil {
		return nil, fmt.Errorf("counting vraaggezinnen: %w", err)
	}
	if err := c.Steungezin.Query().Where(openSteun, steungezin.RegionID(region), steungezin.MatcherIDIn(who...)).
		GroupBy(steungezin.FieldMatcherID).Aggregate(ent.Count()).Scan(sys, &s); err != nil {
		return nil, fmt.Errorf("counting steungezinnen: %w", err)
	}
	if err := c.Koppeling.Query().Where(openKoppelings, koppeling.RegionID(region), koppeling.MatcherIDIn(who...)).
		GroupBy(koppeling.FieldMatcherID).Aggregate(ent.Count()).Scan(sys, &k); err != nil {
		return nil, fmt.Errorf("counting koppelingen: %w", err)
	}
	for _, rows := range [][]row{v, s, k} {
		for _, r := range rows {
			out[r.MatcherID] += r.Count
		}
	}
	return out, nil
}
