// Package region keeps what a municipality agreed on for its region: how long things
// take, how often a family is asked, when messages go out, and whom families call. A
// head matcher or an admin of the region changes it at the desk, an operator with the
// admin command; both by the same rules.
package region

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Service changes a region. Update runs inside the transaction of the caller's mutation.
type Service struct {
	// Log gets which terms of which region changed: never a value, and nobody's name.
	Log *slog.Logger
}

// Change is other terms, and the version of the region they were made up from.
type Change struct {
	ID          uuid.UUID
	BaseVersion int
	Terms
}

// MayRead tells whether somebody reads the terms of a region: who pairs there, and its admin.
func MayRead(v *viewer.Viewer, id uuid.UUID) bool {
	return id != uuid.Nil && (v.Pairs(id) || MaySet(v, id))
}

// MaySet tells whether somebody changes them: its head matcher and its admin.
func MaySet(v *viewer.Viewer, id uuid.UUID) bool {
	return id != uuid.Nil && v.RegionID == id && v.Has(term.RoleHeadMatcher, term.RoleAdmin)
}

// Update changes the terms that are given; all others stay as they are. To whom may not,
// a region is not there.
//
// At once, because it is worked out anew each time somebody looks: how long and how often
// families are asked how it goes (check-ins, terugblikken), also in koppelingen that run;
// how long a VOG counts; how many proposals a steungezin gets in a week; until when two
// families may say that they go on again; the quiet hours, also for what waits to be sent;
// the reminder of a meetup, for who had none yet; name, telephone and contact; the school
// holidays in the list of dates that a series is yet to get.
//
// From the next on, because the day is written down when it begins: how long a proposal
// holds its plek (the second family's time starts with the first one's yes), who is asked
// first, the weeks of a trial, the hours for an answer from the waiting list.
//
// The version of the region goes up, on which what is kept of a region in memory falls
// (internal/suggest). Who did it and when stands in the mutation log for as long as that
// is kept, when it was last done in updated_at, and which terms in the log of the server.
func (s *Service) Update(ctx context.Context, in Change) (*ent.Region, error) {
	c := ent.FromContext(ctx)
	if !MaySet(viewer.FromContext(ctx), in.ID) {
		return nil, fault.New(fault.NotFound, "")
	}
	now, err := c.Region.Get(ctx, in.ID)
	if ent.IsNotFound(err) {
		return nil, fault.New(fault.NotFound, "")
	}
	if err != nil {
		return nil, fmt.Errorf("reading a region: %w", err)
	}
	if in.BaseVersion != now.Version {
		return nil, overtaken(now.ID)
	}
	row, err := s.change(ctx, now, in.Terms)
	if ent.IsNotFound(err) { // somebody was first in the same moment
		return nil, overtaken(now.ID)
	}
	return row, err
}

func overtaken(id uuid.UUID) error {
	return fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(id)
}

// Put makes the region of a key, or changes it, for the operator: what is not given stays
// as it is, and is the standard in a new one. It runs in a transaction too.
func (s *Service) Put(ctx context.Context, now *ent.Region, key string, in Terms) (*ent.Region, error) {
	if now != nil {
		return s.change(ctx, now, in)
	}
	fresh := Standard()
	if in.Name == nil {
		in.Name = &fresh.Name // which is refused: a region has a name
	}
	if err := in.check(fresh).Err(); err != nil {
		return nil, err
	}
	u := ent.FromContext(ctx).Region.Create().SetKey(key)
	in.write(u.Mutation())
	row, err := u.Save(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("making a region: %w", err)
	}
	return row, nil
}

// change writes what is other than it was; when nothing is, nothing happens.
func (s *Service) change(ctx context.Context, now *ent.Region, in Terms) (*ent.Region, error) {
	if err := in.check(now).Err(); err != nil {
		return nil, err
	}
	which := in.other(now)
	if len(which) == 0 {
		return now, nil
	}
	u := ent.FromContext(ctx).Region.UpdateOneID(now.ID).Where(atVersion(now.Version))
	in.write(u.Mutation())
	row, err := u.Save(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("changing a region: %w", err)
	}
	if s.Log != nil {
		store.AfterCommit(ctx, func() {
			s.Log.Info("region: other terms", "region", now.Key, "version", row.Version, "terms", strings.Join(which, " "))
		})
	}
	return row, nil
}
