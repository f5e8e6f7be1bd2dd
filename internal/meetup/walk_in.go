package meetup

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/closing"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/walkin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// mostWalkIns is how many a host counts in one go.
const mostWalkIns = 50

// WalkIn is who came without a sign-up.
type WalkIn struct {
	ID, MeetupID                       uuid.UUID
	Name                               string // only when somebody likes to give one
	Adults, Peuters, Kinderen, Tieners int
}

// RecordWalkIn counts who came without a sign-up; hosts and matchers of the region, from
// the day itself on. Every count is a row of its own, so two hosts who both count, also
// without a network, add up. A count may go over the capacity: people are there already.
func (s *Service) RecordWalkIn(ctx context.Context, in WalkIn) (*ent.WalkIn, error) {
	in.Name = text.Line(in.Name)
	m, err := s.receives(ctx, in.MeetupID, "meetupId")
	if err != nil {
		return nil, err
	}
	if err := in.check().Err(); err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	if there, err := c.WalkIn.Query().Where(walkin.ID(in.ID)).Exist(sys); err != nil {
		return nil, fmt.Errorf("looking for a count: %w", err)
	} else if there {
		return nil, fault.New(fault.Exists, "id.vreemd").At("id")
	}
	w, err := c.WalkIn.Create().SetID(in.ID).SetRegionID(m.RegionID).SetMeetupID(m.ID).SetName(in.Name).
		SetAdults(in.Adults).SetPeuters(in.Peuters).SetKinderen(in.Kinderen).SetTieners(in.Tieners).Save(sys)
	if ent.IsConstraintError(err) {
		return nil, fault.New(fault.Retryable, "").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("counting who walked in: %w", err)
	}
	return w, s.walkedIn(ctx, m, w, 1)
}

// RemoveWalkIn takes a count back; again changes nothing, and neither does a count that
// is not there: two hosts may both see the mistake.
func (s *Service) RemoveWalkIn(ctx context.Context, id uuid.UUID) (*ent.WalkIn, error) {
	if _, err := somebody(ctx); err != nil {
		return nil, err
	}
	w, err := ent.FromContext(ctx).WalkIn.Query().Where(walkin.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, missing()
	}
	if err != nil {
		return nil, fmt.Errorf("reading a count: %w", err)
	}
	m, err := s.receives(ctx, w.MeetupID, "id")
	if err != nil {
		return nil, err
	}
	if err := ent.FromContext(ctx).WalkIn.DeleteOneID(w.ID).Exec(rule.System(ctx)); err != nil {
		return nil, fmt.Errorf("taking a count back: %w", err)
	}
	return w, s.walkedIn(ctx, m, w, -1)
}

// walkedIn keeps the meetup's own sum, which is what the figures read.
func (s *Service) walkedIn(ctx context.Context, m *ent.Meetup, w *ent.WalkIn, sign int) error {
	err := m.Update().AddWalkInAdults(sign * w.Adults).AddWalkInChildren(sign * (w.Peuters + w.Kinderen + w.Tieners)).Exec(rule.System(ctx))
	if err != nil {
		return fmt.Errorf("adding up who walked in: %w", err)
	}
	return nil
}

// receives holds a meetup at which the viewer receives people, on the day or after it.
func (s *Service) receives(ctx context.Context, id uuid.UUID, path string) (*ent.Meetup, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	m, err := hold(ctx, id, path)
	if err != nil {
		return nil, err
	}
	switch {
	case !who.Hosts(m.RegionID):
		return nil, fault.New(fault.NotFound, "meetup.weg").At(path)
	case m.CancelledAt != nil:
		return nil, fault.New(fault.Expired, "meetup.afgelast").At(path)
	case clock.Today(clock.Now()).Before(clock.Today(m.StartsAt)):
		return nil, fault.New(fault.Guard, "aanwezig.later").At(path)
	}
	return m, nil
}

func (in WalkIn) check() fault.List {
	var list fault.List
	if !gid.Is(in.ID, gid.WalkIn) {
		list.Add(fault.New(fault.Invalid, "id.vreemd").At("id"))
	}
	list.Add(words("name", in.Name, 40))
	for _, n := range []struct {
		path string
		of   int
	}{{"adults", in.Adults}, {"peuters", in.Peuters}, {"kinderen", in.Kinderen}, {"tieners", in.Tieners}} {
		if n.of < 0 || n.of > mostWalkIns {
			list.Add(fault.New(fault.Invalid, "aanwezig.tel").At(n.path).With("max", mostWalkIns))
		}
	}
	if len(list) == 0 && in.Adults+in.Peuters+in.Kinderen+in.Tieners == 0 {
		list.Add(fault.New(fault.Required, "aanmelding.leeg").At("adults"))
	}
	return list
}

// Close is what a host tells when it is over.
type Close struct {
	ID     uuid.UUID // of the meetup
	Note   string
	Themas []term.Thema
}

// CloseMeetup says that the host is done, with what people talked about and a note for
// colleagues. Saying it again changes what was told; the last word wins.
func (s *Service) CloseMeetup(ctx context.Context, in Close) (*ent.Meetup, error) {
	in.Note = text.Clean(in.Note)
	m, err := s.receives(ctx, in.ID, "id")
	if err != nil {
		return nil, err
	}
	var list fault.List
	list.Add(words("note", in.Note, 1000))
	for i, t := range in.Themas {
		if !term.Valid(t) || slices.Contains(in.Themas[:i], t) {
			list.Add(fault.At("themas").Index(i).New(fault.Invalid, "keuze.vreemd"))
		}
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	if in.Themas == nil {
		in.Themas = []term.Thema{}
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	n, err := c.Closing.Update().Where(closing.MeetupID(m.ID)).SetNote(in.Note).SetThemas(in.Themas).Save(sys)
	if err == nil && n == 0 {
		err = c.Closing.Create().SetRegionID(m.RegionID).SetMeetupID(m.ID).SetNote(in.Note).SetThemas(in.Themas).Exec(sys)
	}
	if err == nil {
		m, err = m.Update().SetClosedAt(clock.Now()).Save(sys)
	}
	if err != nil {
		return nil, fmt.Errorf("closing a meetup: %w", err)
	}
	return m, nil
}
