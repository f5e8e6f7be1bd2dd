package auth

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent/rule"
	"buurtdorp/ent/session"
)

// here knows which access tokens were noted, so that each is once. Another instance
// may note the same one again: that only says the same.
type here struct {
	mu    sync.Mutex
	until map[string]time.Time
}

// first tells whether a token was not noted yet, and forgets those that are over.
func (h *here) first(id string, until, now time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, known := h.until[id]; known {
		return false
	}
	if h.until == nil {
		h.until = map[string]time.Time{}
	}
	if len(h.until)%1000 == 999 {
		for other, end := range h.until {
			if end.Before(now) {
				delete(h.until, other)
			}
		}
	}
	h.until[id] = until
	return true
}

// stillHere notes that a phone works with a token that it has had for longer than its
// browser needs to write the cookie down (see covered).
func (s *Service) stillHere(ctx context.Context, id uuid.UUID, c *claims) error {
	now := s.now()
	if id == uuid.Nil || now.Before(c.IssuedAt.Add(2*writtenDown)) || !s.here.first(c.ID, c.ExpiresAt.Add(leeway), now) {
		return nil
	}
	err := s.opt.DB.Client.Session.Update().Where(session.ID(id), session.SeenAtLT(now)).SetSeenAt(now).Exec(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("noting that a phone is still here: %w", err)
	}
	return nil
}
