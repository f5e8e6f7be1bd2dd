package sync

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/feed"
	"buurtdorp/ent/holding"
	"buurtdorp/ent/replica"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/viewer"
)

// Feed brings devices what their viewer may see, and takes away what she may not see any
// more. It compares what is visible now with what the device holds: a change, a grant and
// a revocation are the same thing to it, and no code path has to remember any of them.
type Feed struct {
	DB *store.DB
	// Lease is how long a dossier that a matcher took along is good without being in touch.
	Lease time.Duration

	// Listeners are those who wait for news.
	Listeners Listeners

	looked looked
}

// Checkpoint is how far a device has come: its replica, and the last page it has for
// certain. The zero value has nothing yet.
type Checkpoint struct {
	Replica uuid.UUID
	N       int64
}

// page is what a device has to do: rows to write, and rows to forget.
type page struct {
	ids  []uuid.UUID // to write, in this order
	gone []uuid.UUID
	next Checkpoint
}

// MaxLimit is how many documents a page has at the most.
const MaxLimit = 500

// Meetups is the next page of meetups.
func (f *Feed) Meetups(ctx context.Context, at Checkpoint, limit int) ([]*MeetupDoc, Checkpoint, error) {
	return pull(ctx, f, gid.Meetup, at, limit, meetups, func(id uuid.UUID) *MeetupDoc { return &MeetupDoc{ID: id, Deleted: true} })
}

// Signups is the next page of sign-ups.
func (f *Feed) Signups(ctx context.Context, at Checkpoint, limit int) ([]*SignupDoc, Checkpoint, error) {
	return pull(ctx, f, gid.Signup, at, limit, Signups, func(id uuid.UUID) *SignupDoc { return &SignupDoc{ID: id, Deleted: true} })
}

// Koppelingen is the next page of koppelingen.
func (f *Feed) Koppelingen(ctx context.Context, at Checkpoint, limit int) ([]*KoppelingDoc, Checkpoint, error) {
	return pull(ctx, f, gid.Koppeling, at, limit, koppelingen, func(id uuid.UUID) *KoppelingDoc { return &KoppelingDoc{ID: id, Deleted: true} })
}

// Seq is the counter of a region.
func (f *Feed) Seq(ctx context.Context, region uuid.UUID) (int64, error) {
	return seqOf(ctx, f.DB.Client, region)
}

func seqOf(ctx context.Context, c *ent.Client, region uuid.UUID) (int64, error) {
	row, err := c.Feed.Query().Where(feed.RegionID(region)).Only(rule.System(ctx))
	if ent.IsNotFound(err) {
		return 0, nil // nothing was ever written
	}
	if err != nil {
		return 0, fmt.Errorf("the counter of a region: %w", err)
	}
	return row.Seq, nil
}

// counted adds up the counters of where a viewer may see something: the region she works
// or lives in, and that of her household. Counters only rise, so the sum stands still
// only when all of them do.
const counted = `SELECT coalesce(sum(f.seq), 0) FROM feeds f WHERE f.region_id = $1 OR f.region_id = (SELECT h.region_id FROM families h WHERE h.id = $2)`

func seqFor(ctx context.Context, v *viewer.Viewer) (seq int64, err error) {
	rows, err := ent.TxFromContext(ctx).QueryContext(ctx, counted, v.RegionID, v.FamilyID)
	if err != nil {
		return 0, fmt.Errorf("the counters of a viewer: %w", err)
	}
	defer func() { _ = rows.Close() }()
	if rows.Next() {
		err = rows.Scan(&seq)
	}
	return seq, errors.Join(err, rows.Err())
}

// Families is the next page of the viewer's own household: one document, or none.
func (f *Feed) Families(ctx context.Context, at Checkpoint, limit int) ([]*FamilyDoc, Checkpoint, error) {
	return pull(ctx, f, gid.Family, at, limit, families, func(id uuid.UUID) *FamilyDoc { return &FamilyDoc{ID: id, Deleted: true} })
}

type reader[D any] func(ctx context.Context, c *ent.Client, ids []uuid.UUID) (map[uuid.UUID]*D, error)

func pull[D any](ctx context.Context, f *Feed, kind gid.Kind, at Checkpoint, limit int, read reader[D], gone func(uuid.UUID) *D) ([]*D, Checkpoint, error) {
	v := viewer.FromContext(ctx)
	if v == nil || v.IsAnonymous() {
		return nil, at, fault.New(fault.Unauthenticated, "")
	}
	if limit < 1 || limit > MaxLimit {
		return nil, at, fault.New(fault.Invalid, "").At("limit")
	}
	now := hour()
	rests, err := f.rests(ctx, v, kind, at, now)
	if err != nil || rests {
		return []*D{}, at, err
	}
	var docs []*D
	var next Checkpoint
	err = f.DB.WithSnapshot(ctx, func(ctx context.Context, tx *ent.Tx) error {
		p, err := f.turn(ctx, tx.Client(), v, kind, at, now, limit)
		if err != nil {
			return err
		}
		found, err := read(ctx, tx.Client(), p.ids)
		if err != nil {
			return err
		}
		docs, next = make([]*D, 0, len(p.ids)+len(p.gone)), p.next
		for _, id := range p.gone {
			docs = append(docs, gone(id))
		}
		for _, id := range p.ids {
			if found[id] == nil {
				return errors.New("a row that was visible cannot be read in the same snapshot")
			}
			docs = append(docs, found[id])
		}
		return nil
	})
	return docs, next, err
}

// turn compares, and writes down what the device will hold once it has this page.
func (f *Feed) turn(ctx context.Context, c *ent.Client, v *viewer.Viewer, kind gid.Kind, at Checkpoint, now time.Time, limit int) (page, error) {
	sys := rule.System(ctx)
	p := page{next: at}
	var row *ent.Replica
	if at.N > 0 { // touched first: whoever pulls this replica too waits, or loses and is run again
		n, err := c.Replica.Update().Where(replica.ID(at.Replica), replica.Viewer(v.Key()), replica.Kind(int(kind)), replica.NGTE(at.N)).AddN(0).Save(sys)
		if err == nil && n == 0 { // unknown, another's, or of a time that this database has forgotten
			err = fault.New(fault.SyncResetRequired, "")
		}
		if err == nil {
			row, err = c.Replica.Get(sys, at.Replica)
		}
		if err == nil && row.N > at.N {
			err = doubt(sys, c, at)
		}
		if err != nil {
			return p, err
		}
	}
	seq, err := seqFor(ctx, v)
	if err != nil {
		return p, err
	}
	d := diff{c: c, v: v, shelf: shelves[kind], at: at, now: now}
	sent, err := d.sent(ctx, limit)
	if err != nil {
		return p, err
	}
	if row == nil {
		if row, err = f.begin(ctx, c, v, kind, &d, len(sent) == 0); err != nil || row == nil {
			return p, err
		}
	}
	if p.gone, err = d.gone(ctx, limit); err != nil {
		return p, err
	}
	sent = sent[:min(len(sent), limit-len(p.gone))] // what has to go goes first
	count := len(p.gone) + len(sent)
	up := row.Update().SetSeenAs("")
	if count > 0 {
		up.SetN(row.N + 1)
		if err := hold(ctx, f.DB.Dialect, row.ID, row.N+1, sent, p.gone); err != nil {
			return p, err
		}
	}
	if count < limit {
		up.SetSeenSeq(seq).SetSeenAs(seenAs(v, now))
	}
	if row, err = up.Save(sys); err != nil {
		return p, err
	}
	for _, s := range sent {
		p.ids = append(p.ids, s.ID)
	}
	p.next = Checkpoint{row.ID, row.N}
	return p, nil
}

// doubt: pages were sent after this checkpoint, and nobody knows whether they came. All
// that stood on them is uncertain until it was sent again; or the first of them to be
// sent again would raise the checkpoint above the others, as if those had come.
func doubt(sys context.Context, c *ent.Client, at Checkpoint) error {
	err := c.Holding.Update().Where(holding.ReplicaID(at.Replica), holding.SentInGT(at.N)).SetStamp(perhaps).Exec(sys)
	if err != nil {
		return fmt.Errorf("doubting what a device holds: %w", err)
	}
	return nil
}

// begin makes the memory of a device that says it has nothing; none when there is nothing
// for it either. It may be wrong: a phone can die between the first rows and their
// checkpoint. So it may hold whatever this viewer was ever sent: what she may not see is told to be
// forgotten, now or later.
func (f *Feed) begin(ctx context.Context, c *ent.Client, v *viewer.Viewer, kind gid.Kind, d *diff, nothing bool) (*ent.Replica, error) {
	suspects, err := d.suspects(ctx, kind)
	if err != nil || nothing && len(suspects) == 0 {
		return nil, err
	}
	row, err := f.newReplica(rule.System(ctx), c, v, kind)
	if err != nil {
		return nil, err
	}
	d.at.Replica = row.ID
	held := make([]sent, len(suspects))
	for i, id := range suspects {
		held[i] = sent{id, perhaps}
	}
	return row, hold(ctx, f.DB.Dialect, row.ID, 0, held, nil)
}

// perhaps is the stamp of what a device may hold, nobody knows in which state.
const perhaps = "?"

// devices is how many replicas of one kind a viewer has; the one not heard of for
// longest makes room.
const devices = 50

func (f *Feed) newReplica(sys context.Context, c *ent.Client, v *viewer.Viewer, kind gid.Kind) (*ent.Replica, error) {
	old, err := c.Replica.Query().Where(replica.Viewer(v.Key()), replica.Kind(int(kind))).
		Order(replica.ByUpdatedAt(sql.OrderDesc()), replica.ByID(sql.OrderDesc())).Offset(devices - 1).IDs(sys)
	if err != nil {
		return nil, err
	}
	if len(old) > 0 {
		if _, err := c.Replica.Delete().Where(replica.IDIn(old...)).Exec(sys); err != nil {
			return nil, err
		}
	}
	return c.Replica.Create().SetViewer(v.Key()).SetKind(int(kind)).Save(sys)
}

// hold writes what the device holds with this page.
func hold(ctx context.Context, dialect string, in uuid.UUID, n int64, sent []sent, gone []uuid.UUID) error {
	for part := range slices.Chunk(sent, MaxLimit) {
		if err := holdSome(ctx, dialect, in, n, part, nil); err != nil {
			return err
		}
	}
	return holdSome(ctx, dialect, in, n, nil, gone)
}

func holdSome(ctx context.Context, dialect string, in uuid.UUID, n int64, sent []sent, gone []uuid.UUID) error {
	if len(sent)+len(gone) == 0 {
		return nil
	}
	q := sql.Dialect(dialect).Insert(holding.Table).
		Columns(holding.FieldID, holding.FieldReplicaID, holding.FieldNodeID, holding.FieldStamp, holding.FieldSentIn)
	for _, s := range sent {
		q.Values(gid.New(gid.Holding), in, s.ID, s.Stamp, n)
	}
	for _, id := range gone {
		q.Values(gid.New(gid.Holding), in, id, "", n)
	}
	q.OnConflict(sql.ConflictColumns(holding.FieldReplicaID, holding.FieldNodeID), sql.ResolveWith(func(u *sql.UpdateSet) {
		u.SetExcluded(holding.FieldStamp).SetExcluded(holding.FieldSentIn)
	}))
	text, args := q.Query()
	if _, err := ent.TxFromContext(ctx).ExecContext(ctx, text, args...); err != nil {
		return fmt.Errorf("writing down what a device holds: %w", err)
	}
	return nil
}
