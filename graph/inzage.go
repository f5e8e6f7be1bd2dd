package graph

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entinzage "buurtdorp/ent/inzage"
	"buurtdorp/internal/inzage"
	"buurtdorp/internal/term"
)

// inzagenAtOnce is how many lines one answer has at most.
const inzagenAtOnce = 200

// inzagen are the lines of one family. Who reads them is written down as well.
func (r *Resolver) inzagen(ctx context.Context, family uuid.UUID, first *int, before *time.Time) ([]*ent.Inzage, error) {
	n := inzagenAtOnce
	if first != nil {
		n = max(0, min(*first, n))
	}
	q := r.Client.Inzage.Query().Where(entinzage.FamilyID(family))
	if before != nil {
		q.Where(entinzage.CreatedAtLT(*before))
	}
	rows, err := q.Order(ent.Desc(entinzage.FieldCreatedAt), ent.Desc(entinzage.FieldID)).Limit(n).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("who looked: %w", err)
	}
	if len(rows) > 0 {
		inzage.Saw(ctx, family, term.GegevenLogboek)
	}
	return some(rows, nil)
}
