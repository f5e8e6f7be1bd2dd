package graph

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/family"
	"buurtdorp/ent/signup"
	"buurtdorp/graph/loader"
	"buurtdorp/internal/term"
)

// rank puts who comes first, then who was offered a place, who waits, and who does not
// come. A tick at the door moves nobody.
var rank = map[term.SignupState]int{
	term.SignupAangemeld: 0, term.SignupGeweest: 0, term.SignupNietGeweest: 0,
	term.SignupAangeboden: 1, term.SignupWachtlijst: 2, term.SignupVerlopen: 3, term.SignupAfgemeld: 3,
}

// signups are those of a meetup in the order in which a host reads them. What was loaded
// may have no more columns than were asked for, so the order is read beside it: once for
// all meetups of an answer.
func (r *Resolver) signups(ctx context.Context, m *ent.Meetup) ([]*ent.Signup, error) {
	list, err := m.Signups(ctx)
	if err != nil || len(list) < 2 {
		return list, err
	}
	place, err := loader.Load[map[uuid.UUID]int](ctx, "meetup.signupOrder", m.ID)
	if err != nil {
		return nil, err
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b *ent.Signup) int {
		return cmp.Or(cmp.Compare(place[a.ID], place[b.ID]), slices.Compare(a.ID[:], b.ID[:]))
	})
	return list, nil
}

// fillSignupOrder reads the order of a whole page at once, when a field asks for it.
func fillSignupOrder(ctx context.Context, list *ent.MeetupConnection) error {
	if !selected(ctx, "edges", "node", "signups") {
		return nil
	}
	ids := make([]uuid.UUID, 0, len(list.Edges))
	for _, e := range list.Edges {
		ids = append(ids, e.Node.ID)
	}
	return loader.Fill[map[uuid.UUID]int](ctx, "meetup.signupOrder", ids)
}

// signupOrder says where each sign-up of these meetups stands.
func (r *Resolver) signupOrder(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]map[uuid.UUID]int, error) {
	rows, err := r.Client.Signup.Query().Where(signup.MeetupIDIn(ids...)).
		Select(signup.FieldID, signup.FieldMeetupID, signup.FieldFamilyID, signup.FieldState, signup.FieldQueueNumber, signup.FieldGuestName).
		WithFamily(func(q *ent.FamilyQuery) { q.Select(family.FieldID, family.FieldName) }).All(ctx)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b *ent.Signup) int {
		return cmp.Or(cmp.Compare(rank[a.State], rank[b.State]), cmp.Compare(a.QueueNumber, b.QueueNumber),
			cmp.Compare(calledBy(a), calledBy(b)), slices.Compare(a.ID[:], b.ID[:])) // an id begins with its time
	})
	out := make(map[uuid.UUID]map[uuid.UUID]int, len(ids))
	for i, su := range rows {
		if out[su.MeetupID] == nil {
			out[su.MeetupID] = map[uuid.UUID]int{}
		}
		out[su.MeetupID][su.ID] = i
	}
	return out, nil
}

// calledBy is the name that a host looks for, as far as the viewer may read it.
func calledBy(su *ent.Signup) string {
	if f := su.Edges.Family; f != nil {
		return strings.ToLower(f.Name)
	}
	return strings.ToLower(su.GuestName)
}
