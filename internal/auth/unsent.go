package auth

import (
	"context"
	"fmt"
	"net/http"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/session"
	"buurtdorp/internal/fault"
)

// handleUnsent takes how much a phone has still to send, beside the refresh: after it
// sent some, or when something stays behind. It gives nothing, so a link of the chain
// that was used already is as good as the last.
func (s *Service) handleUnsent(w http.ResponseWriter, r *http.Request) {
	said := reportOf(r)
	err := s.opt.DB.WithTx(r.Context(), func(ctx context.Context, tx *ent.Tx) error {
		row, err := findToken(ctx, tx, cookieOf(r))
		if ent.IsNotFound(err) || err == nil && !said.known {
			return nil
		}
		if err != nil {
			return err
		}
		err = tx.Session.Update().Where(session.ID(row.SessionID), session.EndedAtIsNil(), session.UnsentNEQ(said.unsent)).
			SetUnsent(said.unsent).SetUnsentAt(s.now()).Exec(rule.System(ctx))
		if err != nil {
			return fmt.Errorf("keeping what is not sent: %w", err)
		}
		return nil
	})
	if err != nil {
		s.broken(w, "hearing of a phone", err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// lost is what a phone had to send that is gone now, for who is to be told once.
type lost struct {
	N  int    `json:"n"`
	At string `json:"at"`
}

// lostOf compares what a phone says with what it said before.
func lostOf(row *ent.Session, said report) *lost {
	if row == nil || !said.empty || row.Unsent == 0 || row.UnsentAt == nil {
		return nil
	}
	return &lost{row.Unsent, row.UnsentAt.UTC().Format("2006-01-02T15:04:05Z")}
}

// wiped tells a browser to forget all it keeps for us: its owner signed out from elsewhere.
func wiped(w http.ResponseWriter, err error) {
	if fault.Has(err, fault.SessionEnded) {
		w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	}
}
