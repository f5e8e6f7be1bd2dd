package graph

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/graph/model"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/meetup"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/term"
)

// mostPushed is how many rows come in one push.
const mostPushed = 100

// pushSignups takes sign-ups from a client that thinks in rows. Each row becomes the step
// it means, by the same rules as everybody's; a row that was there before changes nothing,
// so that sending twice is no harm. What the rules refuse is no error of the push (such a
// client would send the whole batch again, for ever): the row comes back as it is.
func (r *Resolver) pushSignups(ctx context.Context, rows []*model.SignupSyncInputPushRow) ([]*sync.SignupDoc, error) {
	if no := turnedAway(ctx); no != "" {
		return nil, fault.New(no, "")
	}
	if len(rows) > mostPushed {
		return nil, fault.New(fault.TooMany, "aantal.veel").At("signupSyncPushRow").With("max", mostPushed)
	}
	other := []*sync.SignupDoc{}
	for _, row := range rows {
		if err := r.pushSignup(ctx, row); err != nil {
			return nil, err
		}
		now, err := r.signupDoc(ctx, row.NewDocumentState.ID)
		if err != nil {
			return nil, err
		}
		if !asWritten(row.AssumedMasterState, row.NewDocumentState, now) {
			other = append(other, now)
		}
	}
	return other, nil
}

func (r *Resolver) signupDoc(ctx context.Context, id uuid.UUID) (*sync.SignupDoc, error) {
	found, err := sync.Signups(ctx, r.Client, []uuid.UUID{id})
	if found[id] == nil {
		return &sync.SignupDoc{ID: id, Deleted: true}, err
	}
	return found[id], err
}

// pushSignup does what a row means. A refusal undoes it and is no error here; what may
// work later is one, so that the client comes back.
func (r *Resolver) pushSignup(ctx context.Context, row *model.SignupSyncInputPushRow) error {
	err := r.Tx.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		found, err := sync.Signups(ctx, tx.Client(), []uuid.UUID{row.NewDocumentState.ID})
		if err != nil {
			return err
		}
		return r.signupMeant(ctx, row.AssumedMasterState, row.NewDocumentState, found[row.NewDocumentState.ID])
	})
	if len(fault.All(err)) == 0 || fault.Has(err, fault.Retryable) || fault.Has(err, fault.RateLimited) || fault.Has(err, fault.Unauthenticated) {
		return err
	}
	return nil
}

// signupMeant finds the step. Field by field: what the client did not touch is not its
// business, and what somebody else changed meanwhile stays as that one left it.
func (r *Resolver) signupMeant(ctx context.Context, was, is, now *sync.SignupDoc) error {
	leaves := is.Deleted || is.State != nil && *is.State == term.SignupAfgemeld
	switch {
	case now == nil && (leaves || was != nil || is.MeetupID == nil):
		return nil
	case now == nil:
		_, err := r.Meetups.SignUp(ctx, meetup.SignUp{ID: is.ID, MeetupID: *is.MeetupID, Adults: or(is.Adults, 1), Children: or(is.Children, 0)})
		return err
	case leaves && *now.State == term.SignupAfgemeld:
		return nil
	case leaves:
		_, err := r.Meetups.CancelSignup(ctx, is.ID)
		return err
	}
	if was == nil {
		was = &sync.SignupDoc{}
	}
	if !touched(was.PresentAdults, is.PresentAdults, now.PresentAdults) && !touched(was.PresentChildren, is.PresentChildren, now.PresentChildren) {
		return nil
	}
	adults, children := merged(was.PresentAdults, is.PresentAdults, now.PresentAdults), merged(was.PresentChildren, is.PresentChildren, now.PresentChildren)
	_, err := r.Meetups.RecordAttendance(ctx, meetup.Attendance{ID: is.ID, Present: or(adults, 0)+or(children, 0) > 0, Adults: adults, Children: children})
	return err
}

// touched: the client changed it, nobody else did, and it is not so already.
func touched(was, is, now *int) bool { return !same(was, is) && same(was, now) && !same(is, now) }

func merged(was, is, now *int) *int {
	if touched(was, is, now) {
		return is
	}
	return now
}

// asWritten tells whether what the client wrote is now so. What it did not touch is not
// looked at: that comes with the next pull, and would undo what it wrote since.
func asWritten(was, is, now *sync.SignupDoc) bool {
	if is.Deleted || now.Deleted {
		return is.Deleted == now.Deleted
	}
	if was == nil { // the server has decided the state
		return same(is.State, now.State) && same(is.Adults, now.Adults) && same(is.Children, now.Children)
	}
	return kept(was.State, is.State, now.State) && kept(was.Adults, is.Adults, now.Adults) && kept(was.Children, is.Children, now.Children) &&
		kept(was.PresentAdults, is.PresentAdults, now.PresentAdults) && kept(was.PresentChildren, is.PresentChildren, now.PresentChildren)
}

func kept[T comparable](was, is, now *T) bool { return same(was, is) || same(is, now) }

func same[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }
