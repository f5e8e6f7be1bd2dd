package family

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/blokkade"
	entfamily "buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Apart is two families that are not brought together (H3), and why.
type Apart struct {
	ID                uuid.UUID
	FamilyID, AnderID uuid.UUID
	Toelichting       string
}

// KeptApart is a household, and what came loose by it.
type KeptApart struct {
	*ent.Family
	Loose
}

// KeepApart keeps two families from each other, whichever asks and whichever offers: they
// know each other in a way one of them refuses. What was only proposed ends, and a first
// meeting that was planned; visits are for a person to end, with a reason. Neither family
// hears that the other was ever thought of.
func (s *Service) KeepApart(ctx context.Context, in Apart) (*KeptApart, error) {
	f, err := s.pairsWith(ctx, in.FamilyID, "familyId")
	if err != nil {
		return nil, err
	}
	other, err := s.pairsWith(ctx, in.AnderID, "anderId")
	if err != nil {
		return nil, err
	}
	var check form
	check.id(fault.At("id"), in.ID, gid.Blokkade)
	if other.ID == f.ID || other.RegionID != f.RegionID {
		check.faults.Add(fault.At("anderId").New(fault.Invalid, "gezin.zelfde"))
	}
	if check.words(fault.At("toelichting"), &in.Toelichting, 1000); in.Toelichting == "" {
		check.faults.Add(fault.At("toelichting").New(fault.Required, "gezinnen.waarom"))
	}
	if err := check.faults.Err(); err != nil {
		return nil, err
	}
	if err := alone(ctx, f.ID, other.ID); err != nil {
		return nil, err
	}
	if known, err := keptApart(ctx, f.ID, other.ID); err != nil {
		return nil, err
	} else if known {
		return nil, fault.New(fault.Exists, "gezinnen.al.apart").At("anderId")
	}
	loose, err := together(ctx, f.ID, other.ID)
	if err != nil {
		return nil, err
	}
	return &KeptApart{f, loose}, s.writeApart(ctx, in.ID, f.RegionID, f.ID, other.ID, in.Toelichting)
}

// gestopt is why two families are kept apart after a koppeling that was not safe. What
// happened stands with the koppeling.
const gestopt = "Een koppeling van deze twee is gestopt om veiligheid."

// Apart keeps both sides of a koppeling that was stopped for safety from each other.
func (s *Service) Apart(ctx context.Context, vraag, steun uuid.UUID) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	v, err := c.Vraaggezin.Get(sys, vraag)
	if err != nil {
		return wrap(err, "reading whom to keep apart")
	}
	st, err := c.Steungezin.Get(sys, steun)
	if err != nil {
		return wrap(err, "reading from whom to keep apart")
	}
	if known, err := keptApart(ctx, v.FamilyID, st.FamilyID); known || err != nil {
		return err
	}
	return s.writeApart(ctx, gid.New(gid.Blokkade), v.RegionID, v.FamilyID, st.FamilyID, gestopt)
}

// EndApart lets two families be thought of together again. The head matcher's, with a
// reason that both dossiers keep: nobody sets this aside for one proposal.
func (s *Service) EndApart(ctx context.Context, id, familyID uuid.UUID, why string) (*ent.Family, error) {
	b, err := ent.FromContext(ctx).Blokkade.Query().Where(blokkade.ID(id),
		blokkade.Or(blokkade.VraagFamilyID(familyID), blokkade.SteunFamilyID(familyID))).Only(ctx)
	switch v := viewer.FromContext(ctx); {
	case err != nil && !ent.IsNotFound(err):
		return nil, fmt.Errorf("reading who is kept apart: %w", err)
	case err != nil, v.RegionID != b.RegionID, !v.Has(term.RoleHeadMatcher):
		return nil, fault.New(fault.NotFound, "").At("id")
	}
	f, err := s.pairsWith(ctx, familyID, "familyId")
	if err != nil {
		return nil, err
	}
	var check form
	if check.words(fault.At("toelichting"), &why, 1000); why == "" {
		check.faults.Add(fault.At("toelichting").New(fault.Required, "gezinnen.waarom"))
	}
	if err := check.faults.Err(); err != nil {
		return nil, err
	}
	if err := ent.FromContext(ctx).Blokkade.DeleteOneID(id).Exec(rule.System(ctx)); err != nil {
		return nil, lost(err, id, "letting two families meet again")
	}
	for _, one := range []uuid.UUID{b.VraagFamilyID, b.SteunFamilyID} {
		if err := note(ctx, b.RegionID, one, term.NoteKindOverleg, apartEnded+why); err != nil {
			return nil, err
		}
	}
	return f, changed(ctx, b.VraagFamilyID, b.SteunFamilyID)
}

// apartEnded begins the note of it. It names nobody: a note stays when the other is erased.
const apartEnded = "Uit elkaar houden van een ander gezin is gestopt: "

// pairsWith finds a family for who pairs in its region; to others there is none.
func (s *Service) pairsWith(ctx context.Context, id uuid.UUID, at string) (*ent.Family, error) {
	f, err := s.family(ctx, id, at)
	if err == nil && (!viewer.FromContext(ctx).Pairs(f.RegionID) || f.AnonymisedAt != nil) {
		return nil, fault.New(fault.NotFound, "").At(at)
	}
	return f, err
}

// alone waits until nobody else decides about what these families ask and offer: first
// what is asked, then what is offered, as a proposal does.
func alone(ctx context.Context, families ...uuid.UUID) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	vraag, err := c.Vraaggezin.Query().Where(vraaggezin.FamilyIDIn(families...)).Order(vraaggezin.ByID()).IDs(sys)
	if err != nil {
		return fmt.Errorf("what families ask: %w", err)
	}
	steun, err := c.Steungezin.Query().Where(steungezin.FamilyIDIn(families...)).Order(steungezin.ByID()).IDs(sys)
	if err != nil {
		return fmt.Errorf("what families offer: %w", err)
	}
	if err := lock(ctx, vraaggezin.Table, vraag); err != nil {
		return err
	}
	return lock(ctx, steungezin.Table, steun)
}

func lock(ctx context.Context, table string, ids []uuid.UUID) error {
	for _, id := range ids {
		if err := store.TouchLock(ctx, table, id); err != nil {
			return err
		}
	}
	return nil
}

// keptApart tells whether two families are, either way round.
func keptApart(ctx context.Context, a, b uuid.UUID) (bool, error) {
	known, err := ent.FromContext(ctx).Blokkade.Query().Where(blokkade.Or(
		blokkade.And(blokkade.VraagFamilyID(a), blokkade.SteunFamilyID(b)),
		blokkade.And(blokkade.VraagFamilyID(b), blokkade.SteunFamilyID(a)))).Exist(rule.System(ctx))
	return known, wrap(err, "reading who is kept apart")
}

// together is what there is between two families that has to end. Visits that go on are in
// the way; interrupted ones are the head matcher's already.
func together(ctx context.Context, a, b uuid.UUID) (loose Loose, err error) {
	of := func(vraag, steun uuid.UUID) []uuid.UUID { return []uuid.UUID{vraag, steun} }
	for _, side := range [][]uuid.UUID{of(a, b), of(b, a)} {
		rows, err := ent.FromContext(ctx).Koppeling.Query().Where(koppeling.HasVraaggezinWith(vraaggezin.FamilyID(side[0])),
			koppeling.HasSteungezinWith(steungezin.FamilyID(side[1])), koppeling.Not(ended)).All(rule.System(ctx))
		if err != nil {
			return loose, fmt.Errorf("koppelingen of two families: %w", err)
		}
		for _, k := range rows {
			switch {
			case slices.Contains([]term.KoppelingState{term.KoppelingVerkend, term.KoppelingVoorgesteldSteun,
				term.KoppelingVoorgesteldVraag, term.KoppelingKennismaking}, k.State):
				loose.End = append(loose.End, k.ID)
			case k.State != term.KoppelingOnderbroken:
				return loose, fault.New(fault.Guard, "bezoek.loopt").At("anderId").WithCurrent(k.ID)
			}
		}
	}
	return loose, nil
}

func (s *Service) writeApart(ctx context.Context, id, region, a, b uuid.UUID, why string) error {
	err := ent.FromContext(ctx).Blokkade.Create().SetID(id).SetRegionID(region).SetVraagFamilyID(a).SetSteunFamilyID(b).
		SetToelichting(why).Exec(rule.System(ctx))
	if err != nil {
		return lost(err, id, "keeping two families apart")
	}
	return changed(ctx, a, b)
}

// changed raises the version of households, so that whoever has them on a screen looks again.
func changed(ctx context.Context, families ...uuid.UUID) error {
	for _, id := range families {
		if err := ent.FromContext(ctx).Family.Update().Where(entfamily.ID(id)).Exec(rule.System(ctx)); err != nil {
			return fmt.Errorf("telling of a household: %w", err)
		}
	}
	return nil
}
