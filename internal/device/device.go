// Package device is where somebody is signed in: which phones and computers, whether
// messages come on them, and which dossiers a matcher took along on one. All of it ends
// with the session of that device.
package device

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meegenomen"
	"buurtdorp/ent/pushsubscription"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/session"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Service is the room's one object.
type Service struct {
	// Key is what a browser asks for messages with, and MayPush whether we send to where
	// it then says (notify).
	Key     string
	MayPush func(endpoint string) bool
	// Lease is how long a dossier stays readable without being in touch.
	Lease time.Duration
}

// Apparaat is a device as its owner knows it.
type Apparaat struct {
	ID              uuid.UUID
	Naam            string
	Dit             bool
	AangemeldOp     time.Time
	GezienOp        *time.Time
	NietVerstuurd   int
	NietVerstuurdOp *time.Time
	Berichten       bool
}

// List is where the viewer is signed in: this device first, then the one used last.
func (s *Service) List(ctx context.Context, c *ent.Client) ([]*Apparaat, error) {
	out := []*Apparaat{}
	v := viewer.FromContext(ctx)
	if v == nil || v.UserID == uuid.Nil {
		return out, nil
	}
	sys := rule.System(ctx)
	rows, err := c.Session.Query().Where(session.UserID(v.UserID), session.EndedAtIsNil(), session.ExpiresAtGT(clock.Now())).All(sys)
	if err != nil {
		return nil, fmt.Errorf("reading sessions: %w", err)
	}
	var told []uuid.UUID
	err = c.PushSubscription.Query().Where(pushsubscription.UserID(v.UserID)).Select(pushsubscription.FieldSessionID).Scan(sys, &told)
	if err != nil {
		return nil, fmt.Errorf("reading where messages come: %w", err)
	}
	for _, r := range rows {
		out = append(out, &Apparaat{ID: r.ID, Naam: r.Device, Dit: r.ID == v.SessionID, AangemeldOp: r.CreatedAt, GezienOp: r.SeenAt,
			NietVerstuurd: r.Unsent, NietVerstuurdOp: r.UnsentAt, Berichten: slices.Contains(told, r.ID)})
	}
	slices.SortFunc(out, func(a, b *Apparaat) int {
		if a.Dit != b.Dit {
			return cmp.Compare(order(a.Dit), order(b.Dit))
		}
		return b.lastSeen().Compare(a.lastSeen())
	})
	return out, nil
}

func order(first bool) int {
	if first {
		return 0
	}
	return 1
}

func (a *Apparaat) lastSeen() time.Time {
	if a.GezienOp != nil {
		return *a.GezienOp
	}
	return a.AangemeldOp
}

// End signs the viewer out on one of her devices, or with uuid.Nil on all but this one.
// Its tokens count no more from now on; its messages stop, and what it took along goes.
func (s *Service) End(ctx context.Context, id uuid.UUID) error {
	v := viewer.FromContext(ctx)
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	q := c.Session.Query().Where(session.UserID(v.UserID), session.EndedAtIsNil())
	if id != uuid.Nil {
		q.Where(session.ID(id))
	} else {
		q.Where(session.IDNEQ(v.SessionID))
	}
	ids, err := q.IDs(sys)
	if err != nil {
		return fmt.Errorf("finding sessions: %w", err)
	}
	if id != uuid.Nil && (len(ids) == 0 || v.UserID == uuid.Nil) {
		return fault.New(fault.NotFound, "").At("id")
	}
	err = c.Session.Update().Where(session.IDIn(ids...)).SetEndedAt(clock.Now()).SetEndedWhy(term.EndedElsewhere).Exec(sys)
	if err == nil {
		_, err = c.PushSubscription.Delete().Where(pushsubscription.SessionIDIn(ids...)).Exec(sys)
	}
	if err == nil {
		_, err = c.Meegenomen.Delete().Where(meegenomen.SessionIDIn(ids...)).Exec(sys)
	}
	if err != nil {
		return fmt.Errorf("ending sessions: %w", err)
	}
	return nil
}

// here is the viewer's own session; only who is signed in on a device has one.
func here(ctx context.Context) (*viewer.Viewer, error) {
	v := viewer.FromContext(ctx)
	if v == nil || v.SessionID == uuid.Nil {
		return nil, fault.New(fault.Guard, "apparaat.geen")
	}
	return v, nil
}
