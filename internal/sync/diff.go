package sync

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/holding"
	"buurtdorp/ent/replica"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/viewer"
)

// diff compares what a viewer may see now with what a device holds. What was sent after
// its checkpoint is uncertain, and counts as not there: so a page that was lost, a crash
// between pages, a phone put back from a copy and an old checkpoint all heal.
type diff struct {
	c     *ent.Client
	v     *viewer.Viewer
	shelf shelf
	at    Checkpoint
	now   time.Time
}

// sent is a row to send, and what tells this state of it from others.
type sent struct {
	ID    uuid.UUID `sql:"id"`
	Stamp string    `sql:"stamp"`
}

// sent finds what is visible and not held as it is now.
func (d diff) sent(ctx context.Context, limit int) (out []sent, err error) {
	if limit < 1 {
		return nil, nil
	}
	err = d.shelf.rows(d.c, d.v, d.now).through(ctx, func(visible *sql.Selector) {
		b := sql.Dialect(visible.Dialect())
		stamp := sql.Expr("'" + lens(d.v) + "' || " + d.shelf.stamp)
		t := named(visible)
		seen := b.Select(t.C("id")).AppendSelectExprAs(stamp, "stamp").From(t).
			Where(sql.In(t.C("id"), visible.Clone())).As("v")
		h := b.Table(holding.Table).As("h")
		*visible = *b.Select(seen.C("id"), seen.C("stamp")).From(seen).LeftJoin(h).
			OnP(sql.And(sql.ColumnsEQ(seen.C("id"), h.C(holding.FieldNodeID)), sql.EQ(h.C(holding.FieldReplicaID), d.at.Replica))).
			Where(sql.Or(
				sql.IsNull(h.C(holding.FieldID)),
				sql.ColumnsNEQ(seen.C("stamp"), h.C(holding.FieldStamp)),
				sql.GT(h.C(holding.FieldSentIn), d.at.N),
			)).OrderBy(seen.C("id")).Limit(limit)
	}, &out)
	return out, err
}

// gone finds what is held, and not visible any more.
func (d diff) gone(ctx context.Context, limit int) (out []uuid.UUID, err error) {
	err = d.shelf.rows(d.c, d.v, d.now).through(ctx, func(visible *sql.Selector) {
		b := sql.Dialect(visible.Dialect())
		h := b.Table(holding.Table).As("h")
		*visible = *b.Select(h.C(holding.FieldNodeID)).From(h).Where(sql.And(
			sql.EQ(h.C(holding.FieldReplicaID), d.at.Replica),
			sql.Or(sql.NEQ(h.C(holding.FieldStamp), ""), sql.GT(h.C(holding.FieldSentIn), d.at.N)),
			sql.NotIn(h.C(holding.FieldNodeID), visible.Clone()),
		)).OrderBy(h.C(holding.FieldNodeID)).Limit(limit)
	}, &out)
	return out, err
}

// suspects are what any device of this viewer was ever sent. Also what she may see now:
// it may be gone before this device was sent it, and then nobody would tell it.
func (d diff) suspects(ctx context.Context, kind gid.Kind) (out []uuid.UUID, err error) {
	sys := rule.System(ctx)
	of, err := d.c.Replica.Query().Where(replica.Viewer(d.v.Key()), replica.Kind(int(kind))).IDs(sys) // first: asked in one, all that anybody holds is read
	if err != nil || len(of) == 0 {
		return nil, err
	}
	err = d.c.Holding.Query().Where(holding.ReplicaIDIn(of...)).Unique(true).Select(holding.FieldNodeID).Scan(sys, &out)
	return out, err
}

// named is the table that a statement reads from, once more, as t.
func named(s *sql.Selector) *sql.SelectTable {
	return sql.Dialect(s.Dialect()).Table(s.TableName()).As("t")
}
