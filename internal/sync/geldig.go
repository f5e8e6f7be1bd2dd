package sync

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afspraken"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/term"
)

// Geldig is per koppeling the version of the afspraken that holds: the newest that both
// said yes to, or the first. One sentence for the phone and for every other reader. It is
// read as the system, because a side does not see what the other answered.
func Geldig(ctx context.Context, c *ent.Client, ids []uuid.UUID) (map[uuid.UUID]int, error) {
	sys, out := rule.System(ctx), map[uuid.UUID]int{}
	written, err := c.Afspraken.Query().Where(afspraken.KoppelingIDIn(ids...)).
		Select(afspraken.FieldID, afspraken.FieldKoppelingID).All(sys)
	if err != nil {
		return nil, err
	}
	for _, a := range written {
		out[a.KoppelingID] = 1
	}
	yes, err := c.KoppelingAnswer.Query().Where(koppelinganswer.KoppelingIDIn(ids...), koppelinganswer.KindEQ(term.AnswerAfspraken),
		koppelinganswer.AntwoordEQ(term.AntwoordJa)).All(sys)
	if err != nil {
		return nil, err
	}
	type version struct {
		koppeling uuid.UUID
		nummer    int
	}
	said := map[version]map[term.Kant]bool{}
	for _, a := range yes {
		v := version{a.KoppelingID, a.Ronde}
		if said[v] == nil {
			said[v] = map[term.Kant]bool{}
		}
		if said[v][a.Kant] = true; len(said[v]) == 2 {
			out[v.koppeling] = max(out[v.koppeling], v.nummer)
		}
	}
	return out, nil
}
