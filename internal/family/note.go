package family

import (
	"cmp"
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entnote "buurtdorp/ent/note"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// NewNote is what a matcher writes down about a family.
type NewNote struct {
	ID       uuid.UUID
	FamilyID uuid.UUID
	Kind     term.NoteKind
	Text     string
}

// AddNote keeps a matcher's note. Matchers of the region read it, nobody else.
func (s *Service) AddNote(ctx context.Context, in NewNote) (*ent.Note, error) {
	fam, err := s.family(ctx, in.FamilyID, "familyId")
	if err != nil {
		return nil, err
	}
	v := viewer.FromContext(ctx)
	if !v.Pairs(fam.RegionID) {
		return nil, fault.New(fault.NotFound, "").At("familyId")
	}
	var f form
	f.id(fault.At("id"), in.ID, gid.Note)
	if f.words(fault.At("text"), &in.Text, Limits.Note); in.Text == "" {
		f.faults.Add(fault.At("text").New(fault.Required, "notitie.leeg"))
	}
	if err := f.faults.Err(); err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx).Note
	taken, err := c.Query().Where(entnote.ID(in.ID)).Exist(sys)
	if err != nil {
		return nil, fmt.Errorf("looking up a note id: %w", err)
	}
	if taken {
		return nil, fault.New(fault.Exists, "id.bestaat").At("id")
	}
	n, err := c.Create().SetID(in.ID).SetRegionID(fam.RegionID).SetFamilyID(fam.ID).SetAuthorID(v.UserID).
		SetKind(cmp.Or(in.Kind, term.NoteKindAnders)).SetText(in.Text).Save(sys)
	return n, lost(err, in.ID, "writing a note")
}
