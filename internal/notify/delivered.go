package notify

import (
	"context"
	"encoding/json"

	"buurtdorp/ent"
	"buurtdorp/ent/reminder"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/term"
)

// delivered writes what became of a reminder, for the host: she calls who was not reached.
func (s *Service) delivered(ctx context.Context, tx *ent.Tx, j *ent.Job, word string) error {
	var m Message
	if kindOf(j) != Reminder || json.Unmarshal(j.Payload, &m) != nil {
		return nil
	}
	u := tx.Reminder.Update().Where(reminder.SignupID(m.About), reminder.StateEQ(term.BezorgingOnderweg))
	switch word {
	case "":
		u.SetState(term.BezorgingVerstuurd).SetSentAt(s.now())
	case "no_address":
		u.SetState(term.BezorgingGeenAdres)
	case "gone", "off":
		u.SetState(term.BezorgingNietNodig)
	default:
		u.SetState(term.BezorgingNietGelukt)
	}
	return u.Exec(rule.System(ctx))
}
