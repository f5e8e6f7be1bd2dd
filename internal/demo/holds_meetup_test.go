package demo_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// meetupsHold: what a meetup counts is what its sign-ups add up to.
func meetupsHold(t *testing.T, db *store.DB, now time.Time) {
	for _, m := range db.Client.Meetup.Query().WithSignups(func(q *ent.SignupQuery) { q.WithFamily() }).AllX(storetest.Context()) {
		taken, queue, fits := 0, []int{}, 0
		once := map[uuid.UUID]bool{}
		for _, s := range m.Edges.Signups {
			gone := s.State == term.SignupAfgemeld || s.State == term.SignupVerlopen
			if !gone && once[*s.FamilyID] {
				t.Errorf("%s comes twice to %s", s.Edges.Family.Name, m.Title)
			}
			once[*s.FamilyID] = once[*s.FamilyID] || !gone
			switch {
			case gone:
			case s.State == term.SignupWachtlijst:
				queue = append(queue, s.QueueNumber)
				if m.Capacity-m.Taken >= s.Adults+s.Children {
					fits++
				}
			default:
				taken += s.Adults + s.Children
			}
			if (s.State == term.SignupGeweest) != (s.PresentAdults != nil && s.PresentChildren != nil) {
				t.Errorf("%s with %v and %v present", s.State, s.PresentAdults, s.PresentChildren)
			}
			if (s.State == term.SignupGeweest || s.State == term.SignupNietGeweest) && m.StartsAt.After(now) {
				t.Errorf("%s at %s, which is still to come", s.State, m.Title)
			}
			if s.CreatedAt.After(m.StartsAt) || s.CreatedAt.Before(m.CreatedAt) {
				t.Errorf("signed up %v for a meetup of %v planned %v", s.CreatedAt, m.StartsAt, m.CreatedAt)
			}
		}
		slices.Sort(queue)
		for i, n := range queue {
			if n != i+1 {
				t.Errorf("%s has the waiting list %v", m.Title, queue)
			}
		}
		if taken != m.Taken || len(queue) != m.Waiting || fits > 0 || m.Capacity > 0 && taken > m.Capacity {
			t.Errorf("%s of %v: %d of %d taken (%d counted), %d wait (%d counted), %d of them fit",
				m.Title, m.StartsAt, m.Taken, m.Capacity, taken, m.Waiting, len(queue), fits)
		}
		if m.Kind == term.MeetupKindInloop && len(m.Edges.Signups) > 0 || m.Kind == term.MeetupKindVolIsVol && m.Waiting > 0 {
			t.Errorf("%s is %s with %d sign-ups, %d of which wait", m.Title, m.Kind, len(m.Edges.Signups), m.Waiting)
		}
		if m.ClosedAt != nil && m.ClosedAt.After(now) || m.WalkInAdults+m.WalkInChildren > 0 && m.StartsAt.After(now) {
			t.Errorf("%s is counted before it was held", m.Title)
		}
	}
}
