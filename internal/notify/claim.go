package notify

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/job"
	"buurtdorp/ent/rule"
)

// claim takes the oldest message that is due, for as long as a lease; nil when there
// is none. One statement picks and marks it, so that no two workers get the same.
func (s *Service) claim(ctx context.Context) (*ent.Job, error) {
	// A look first: an idle outbox does not take SQLite's one writer every poll.
	now := s.now()
	due, err := s.opt.DB.Client.Job.Query().Where(
		job.KindHasPrefix(jobKind), job.DoneAtIsNil(), job.RunAtLTE(now),
		job.Or(job.LockedUntilIsNil(), job.LockedUntilLT(now)),
	).Exist(rule.System(ctx))
	if err != nil || !due {
		return nil, err
	}
	var out *ent.Job
	err = s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		out = nil
		id, err := s.mark(ctx, tx)
		if err != nil || id == uuid.Nil {
			return err
		}
		out, err = tx.Job.Get(rule.System(ctx), id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("claiming a message: %w", err)
	}
	return out, nil
}

func (s *Service) mark(ctx context.Context, tx *ent.Tx) (id uuid.UUID, err error) {
	now := s.now()
	b := sql.Dialect(s.opt.DB.Dialect)
	t := b.Table(job.Table)
	pick := b.Select(t.C(job.FieldID)).From(t).
		Where(sql.And(
			sql.HasPrefix(t.C(job.FieldKind), jobKind),
			sql.IsNull(t.C(job.FieldDoneAt)),
			sql.LTE(t.C(job.FieldRunAt), now),
			sql.Or(sql.IsNull(t.C(job.FieldLockedUntil)), sql.LT(t.C(job.FieldLockedUntil), now)),
		)).
		OrderBy(t.C(job.FieldRunAt), t.C(job.FieldID)).Limit(1)
	if s.opt.DB.Dialect == dialect.Postgres {
		pick.ForUpdate(sql.WithLockAction(sql.SkipLocked))
	}
	query, args := b.Update(job.Table).
		Set(job.FieldLockedUntil, now.Add(lease)).Add(job.FieldAttempts, 1).
		Where(sql.In(job.FieldID, pick)).Returning(job.FieldID).Query()
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return id, err
	}
	defer rows.Close()
	if rows.Next() {
		err = rows.Scan(&id)
	}
	if err == nil {
		err = rows.Err()
	}
	return id, err
}
