package weging

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/weging"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
	"buurtdorp/internal/viewer"
)

// maxReden is how long a reason may be.
const maxReden = 500

// Change is another weighing, and why.
type Change struct {
	ID uuid.UUID
	// BaseNummer is the version this was made up from.
	BaseNummer int
	Weights    matching.Weights
	Reden      string
}

// MaySet tells whether somebody may change how her region weighs.
func MaySet(v *viewer.Viewer) bool { return v.RegionID != uuid.Nil && v.Has(term.RoleHeadMatcher) }

// Set writes the next version for the head matcher's own region. It runs inside the
// transaction of the caller's mutation.
func Set(ctx context.Context, in Change) (*ent.Weging, error) {
	who, c := viewer.FromContext(ctx), ent.FromContext(ctx)
	if !MaySet(who) {
		return nil, fault.New(fault.NotFound, "stap.niet.voor.jou")
	}
	if !gid.Is(in.ID, gid.Weging) {
		return nil, fault.New(fault.Invalid, "id.vreemd").At("id")
	}
	sys := rule.System(ctx)
	if used, err := c.Weging.Query().Where(weging.ID(in.ID)).Exist(sys); err != nil {
		return nil, fmt.Errorf("reading a weging: %w", err)
	} else if used {
		return nil, fault.New(fault.Invalid, "id.bestaat").At("id")
	}
	last, err := c.Weging.Query().Where(weging.RegionID(who.RegionID)).Order(weging.ByNummer(sql.OrderDesc())).First(sys)
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("reading the newest weging: %w", err)
	}
	now := matching.Standaard()
	if last != nil {
		now = Weights(last)
	}
	if in.BaseNummer != now.Versie {
		return nil, overtaken(last)
	}
	in.Weights.Versie = now.Versie + 1
	if err := in.check(now).Err(); err != nil {
		return nil, err
	}
	w := in.Weights
	row, err := c.Weging.Create().SetID(in.ID).SetRegionID(who.RegionID).SetNummer(w.Versie).SetReis(w.Reis).SetDagdelen(w.Dagdelen).
		SetHulp(w.Hulp).SetKind(w.Kind).SetTaal(w.Taal).SetOpvoeding(w.Opvoeding).SetDuur(w.Duur).SetInteresses(w.Interesses).
		SetErvaring(w.Ervaring).SetHuis(w.Huis).SetBeurt(w.Beurt).SetGoedVanaf(w.GoedVanaf).SetPastVanaf(w.PastVanaf).
		SetActorID(who.UserID).SetReden(in.Reden).Save(sys)
	if ent.IsConstraintError(err) {
		return nil, overtaken(last) // somebody was first in the same moment
	}
	if err != nil {
		return nil, fmt.Errorf("new weging: %w", err)
	}
	return row, nil
}

func overtaken(last *ent.Weging) error {
	f := fault.New(fault.Conflict, "").At("baseNummer")
	if last != nil {
		f = f.WithCurrent(last.ID)
	}
	return f
}

// check collects all that is not right, so that it is repaired in one go.
func (in *Change) check(now matching.Weights) (list fault.List) {
	list = Check(in.Weights)
	same := in.Weights
	same.Versie = now.Versie
	if len(list) == 0 && same == now {
		list.Add(fault.New(fault.Guard, "weging.gelijk").At("weights"))
	}
	in.Reden = text.Clean(in.Reden)
	switch at := fault.At("reden"); {
	case in.Reden == "":
		list.Add(at.New(fault.Required, "weging.reden"))
	case text.Len(in.Reden) > maxReden:
		list.Add(at.TooLong(maxReden))
	case text.HoldsBSN(in.Reden):
		list.Add(at.New(fault.Invalid, "bsn.niet"))
	}
	return list
}

// Check tells what of a weighing cannot be used, at its place in the input.
func Check(w matching.Weights) (list fault.List) {
	at := fault.At("weights")
	sum := 0
	for _, p := range []struct {
		name string
		n    int
	}{{"reis", w.Reis}, {"dagdelen", w.Dagdelen}, {"hulp", w.Hulp}, {"kind", w.Kind}, {"taal", w.Taal}, {"opvoeding", w.Opvoeding},
		{"duur", w.Duur}, {"interesses", w.Interesses}, {"ervaring", w.Ervaring}, {"huis", w.Huis}, {"beurt", w.Beurt}} {
		if p.n < 0 || p.n > 100 {
			list.Add(at.Field(p.name).New(fault.Invalid, "getal.bereik").With("min", 0).With("max", 100))
			continue
		}
		sum += p.n
	}
	if len(list) == 0 && sum != 100 {
		list.Add(at.New(fault.Invalid, "weging.honderd").With("som", sum))
	}
	bands := len(list)
	for name, n := range map[string]int{"goedVanaf": w.GoedVanaf, "pastVanaf": w.PastVanaf} {
		if n < 0 || n > 100 {
			list.Add(at.Field(name).New(fault.Invalid, "getal.bereik").With("min", 0).With("max", 100))
		}
	}
	if len(list) == bands && w.PastVanaf > w.GoedVanaf {
		list.Add(at.Field("pastVanaf").New(fault.Invalid, "weging.banden"))
	}
	return list
}
