package inzage

import (
	"context"
	"fmt"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// whose finds the families of what was read without them.
func (l *Log) whose(ctx context.Context, v *viewer.Viewer, r *Reads) error {
	of := map[gid.Kind][]uuid.UUID{}
	for id := range r.rows {
		of[gid.KindOf(id)] = append(of[gid.KindOf(id)], id)
	}
	for kind, ids := range of {
		families, err := l.column(ctx, kind, ids)
		if err != nil {
			return fmt.Errorf("whose rows were looked at: %w", err)
		}
		for _, id := range families {
			switch what, ok := about[kind]; {
			case !ok:
				r.koppelingen[id] = true
			case id != v.FamilyID:
				r.saw(id, what)
			}
		}
	}
	return l.sides(ctx, v, r)
}

// sides are the two families of a koppeling.
func (l *Log) sides(ctx context.Context, v *viewer.Viewer, r *Reads) error {
	ids := make([]uuid.UUID, 0, len(r.koppelingen))
	for id := range r.koppelingen {
		ids = append(ids, id)
	}
	for part := range slices.Chunk(ids, atOnce) {
		found, err := l.Client.Koppeling.Query().Where(koppeling.IDIn(part...)).WithVraaggezin().WithSteungezin().All(rule.System(ctx))
		if err != nil {
			return fmt.Errorf("whose koppelingen were looked at: %w", err)
		}
		for _, k := range found {
			for _, family := range []uuid.UUID{k.Edges.Vraaggezin.FamilyID, k.Edges.Steungezin.FamilyID} {
				if family != v.FamilyID {
					r.saw(family, term.GegevenKoppeling)
				}
			}
		}
	}
	return nil
}

// column reads of these rows what tells whose they are: their family, or their koppeling.
func (l *Log) column(ctx context.Context, kind gid.Kind, ids []uuid.UUID) (out []uuid.UUID, err error) {
	sys, c := rule.System(ctx), l.Client
	these := sql.FieldIn("id", ids...)
	switch kind {
	case gid.Child:
		err = c.Child.Query().Where(these).Select("family_id").Scan(sys, &out)
	case gid.Contactgegevens:
		err = c.Contactgegevens.Query().Where(these).Select("family_id").Scan(sys, &out)
	case gid.ZorgFeit:
		err = c.ZorgFeit.Query().Where(these).Select("family_id").Scan(sys, &out)
	case gid.Note:
		err = c.Note.Query().Where(these).Select("family_id").Scan(sys, &out)
	case gid.Vraaggezin:
		err = c.Vraaggezin.Query().Where(these).Select("family_id").Scan(sys, &out)
	case gid.Steungezin:
		err = c.Steungezin.Query().Where(these).Select("family_id").Scan(sys, &out)
	case gid.KoppelingAnswer:
		err = c.KoppelingAnswer.Query().Where(these).Select("koppeling_id").Scan(sys, &out)
	case gid.CheckIn:
		err = c.CheckIn.Query().Where(these).Select("koppeling_id").Scan(sys, &out)
	case gid.Terugblik:
		err = c.Terugblik.Query().Where(these).Select("koppeling_id").Scan(sys, &out)
	case gid.Afspraken:
		err = c.Afspraken.Query().Where(these).Select("koppeling_id").Scan(sys, &out)
	case gid.Afscheid:
		err = c.Afscheid.Query().Where(these).Select("koppeling_id").Scan(sys, &out)
	default:
		err = fmt.Errorf("no way to tell whose a row of kind %d is", kind)
	}
	return out, err
}
