// Package weging keeps how heavy each region weighs what makes two families fit: the
// head matcher says so, in versions, each with her reason. The newest counts.
package weging

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/weging"
	"buurtdorp/internal/matching"
)

// Now is the weighing that counts in a region: the newest, and the standard when there
// is none. The caller reads as the system: everybody is weighed alike, whoever asks.
func Now(sys context.Context, c *ent.Client, region uuid.UUID) (matching.Weights, error) {
	w, err := c.Weging.Query().Where(weging.RegionID(region)).Order(weging.ByNummer(sql.OrderDesc())).First(sys)
	switch {
	case ent.IsNotFound(err):
		return matching.Standaard(), nil
	case err != nil:
		return matching.Weights{}, fmt.Errorf("reading the weging: %w", err)
	}
	return Weights(w), nil
}

// Of is Now for many regions in one statement.
func Of(ctx context.Context, c *ent.Client, regions []uuid.UUID) (map[uuid.UUID]matching.Weights, error) {
	rows, err := c.Weging.Query().Where(weging.RegionIDIn(regions...), newest).All(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading wegingen: %w", err)
	}
	out := make(map[uuid.UUID]matching.Weights, len(regions))
	for _, id := range regions {
		out[id] = matching.Standaard()
	}
	for _, w := range rows {
		out[w.RegionID] = Weights(w)
	}
	return out, nil
}

// newest leaves of each region the row with the highest number.
func newest(s *sql.Selector) {
	t := sql.Table(weging.Table).As("nieuwer")
	s.Where(sql.EQ(s.C(weging.FieldNummer), sql.Select(sql.Max(t.C(weging.FieldNummer))).From(t).
		Where(sql.ColumnsEQ(t.C(weging.FieldRegionID), s.C(weging.FieldRegionID)))))
}

// Weights turns a row into what the matching takes.
func Weights(w *ent.Weging) matching.Weights {
	return matching.Weights{Versie: w.Nummer, Reis: w.Reis, Dagdelen: w.Dagdelen, Hulp: w.Hulp, Kind: w.Kind, Taal: w.Taal,
		Opvoeding: w.Opvoeding, Duur: w.Duur, Interesses: w.Interesses, Ervaring: w.Ervaring, Huis: w.Huis, Beurt: w.Beurt,
		GoedVanaf: w.GoedVanaf, PastVanaf: w.PastVanaf}
}
