package family

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/zorgfeit"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// Zorg is one fact about health or care, as told. We ask what is needed, never a
// diagnosis.
type Zorg struct {
	Kind        term.ZorgKind   `json:"kind"`
	Toelichting string          `json:"toelichting"`
	Dieren      []term.Dier     `json:"dieren"`
	Zorgtaken   []term.Zorgtaak `json:"zorgtaken"`
	Astma       bool            `json:"astma"`
}

func (f *form) zorg(at fault.Place, list []Zorg) {
	if len(list) > Limits.Zorg {
		f.faults.Add(at.TooMany(Limits.Zorg))
		return
	}
	for i := range list {
		z := &list[i]
		f.words(at.Index(i).Field("toelichting"), &z.Toelichting, Limits.ZorgText)
		z.Dieren, z.Zorgtaken = set(z.Dieren), set(z.Zorgtaken)
	}
}

// replaceZorg puts these care facts in the place of those there were.
func replaceZorg(ctx context.Context, region, family uuid.UUID, list []Zorg) error {
	if err := removeZorg(ctx, family); err != nil {
		return err
	}
	return addZorg(ctx, region, family, list)
}

// removeZorg wipes a family's care facts.
func removeZorg(ctx context.Context, family uuid.UUID) error {
	if _, err := ent.FromContext(ctx).ZorgFeit.Delete().Where(zorgfeit.FamilyID(family)).Exec(rule.System(ctx)); err != nil {
		return fmt.Errorf("removing care facts: %w", err)
	}
	return nil
}

// addZorg adds care facts to those there are.
func addZorg(ctx context.Context, region, family uuid.UUID, list []Zorg) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	rows := make([]*ent.ZorgFeitCreate, len(list))
	for i, z := range list {
		rows[i] = c.ZorgFeit.Create().SetID(gid.New(gid.ZorgFeit)).SetRegionID(region).SetFamilyID(family).
			SetKind(z.Kind).SetToelichting(z.Toelichting).SetDieren(z.Dieren).SetZorgtaken(z.Zorgtaken).SetAstma(z.Astma)
	}
	if err := c.ZorgFeit.CreateBulk(rows...).Exec(sys); err != nil {
		return fmt.Errorf("writing care facts: %w", err)
	}
	return nil
}
