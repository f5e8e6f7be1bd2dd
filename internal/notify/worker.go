package notify

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/job"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
)

const (
	often    = 5 * time.Second // how often to look: the net under the bell
	lease    = 2 * time.Minute // a worker that takes longer has died
	attempts = 10              // over about a day and a half
	keepDone = 30 * 24 * time.Hour
)

// Run sends until ctx ends. Any number of instances may run at once. What was not
// done when one stopped is done later, so a mail may come twice, but never not.
func (s *Service) Run(ctx context.Context) {
	var swept time.Time
	for ctx.Err() == nil {
		heard := woken.listen() // before looking, so that nothing queued meanwhile is missed
		for {
			did, err := s.step(ctx)
			if err != nil && ctx.Err() == nil {
				s.opt.Log.Error("notify: the outbox cannot be read", "error", err)
			}
			if err != nil || !did {
				break
			}
		}
		if s.now().Sub(swept) > time.Hour && ctx.Err() == nil {
			swept = s.now()
			if err := s.sweep(ctx); err != nil {
				s.opt.Log.Error("notify: sweep", "error", err)
			}
		}
		select {
		case <-ctx.Done():
		case <-heard:
		case <-time.After(s.poll + rand.N(s.poll/5)):
		}
	}
}

// step takes one message from the outbox and sends it.
func (s *Service) step(ctx context.Context) (did bool, err error) {
	j, err := s.claim(ctx)
	if err != nil || j == nil {
		return false, err
	}
	sending, stop := context.WithTimeout(ctx, lease/2)
	err = s.send(sending, j)
	stop()
	// The outcome is written even when ctx has just ended: what was sent is not sent again.
	writing, done := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer done()
	return true, s.settle(writing, j, err)
}

func (s *Service) send(ctx context.Context, j *ent.Job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = later("panic", fmt.Errorf("%v", p))
		}
	}()
	make := s.tell
	if kindOf(j) == signinCode {
		make = s.codeMail
	}
	m, err := make(ctx, j)
	if err != nil {
		return err
	}
	if m.Phone != "" {
		err := s.sms.Text(ctx, Short{ID: m.ID, To: m.Phone, Text: m.Short})
		var f *failure
		if !errors.As(err, &f) || !f.final || m.To == "" {
			return err
		}
		s.opt.Log.Warn("notify: not sent as a text, so by mail", "kind", kindOf(j), "why", f.word)
	}
	way := s.senderFor(m.To)
	if way == nil {
		return never("reserved", nil)
	}
	return way.Send(ctx, m)
}

// settle writes how it went: done, not to be done, or later.
func (s *Service) settle(ctx context.Context, j *ent.Job, err error) error {
	word, final := "", true
	var f *failure
	switch {
	case err == nil:
	case errors.As(err, &f):
		word, final = f.word, f.final
	default:
		word, final = "database", false
	}
	next := s.now().Add(pause(j.Attempts))
	if f != nil && f.until.After(s.now()) {
		next = f.until
	} else if !final && j.Attempts >= attempts {
		final = true
	}
	if word != "" && !quiet[word] {
		s.opt.Log.Warn("notify: not sent", "kind", kindOf(j), "why", word, "attempt", j.Attempts, "final", final)
	}
	return s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		sys, now := rule.System(ctx), s.now()
		// Whoever lost the lease does not write over the one who took over.
		mine := []predicate.Job{job.ID(j.ID), job.Attempts(j.Attempts), job.DoneAtIsNil()}
		switch {
		case final && kindOf(j) == signinCode:
			_, err := tx.Job.Delete().Where(mine...).Exec(sys)
			return err
		case final:
			if err := s.delivered(ctx, tx, j, word); err != nil {
				return err
			}
			return tx.Job.Update().Where(mine...).SetDoneAt(now).ClearLockedUntil().SetLastError(word).Exec(sys)
		}
		return tx.Job.Update().Where(mine...).SetRunAt(next).ClearLockedUntil().SetLastError(word).Exec(sys)
	})
}

// quiet are the reasons that are no trouble.
var quiet = map[string]bool{"nobody": true, "too_late": true, "reserved": true, "no_address": true, "gone": true, "quiet": true, "off": true, held: true, pushed: true}

// pause doubles from half a minute, to eight hours at most; the first tries matter most
// to somebody who waits for a code.
func pause(tried int) time.Duration {
	d := min(8*time.Hour, 30*time.Second<<min(tried-1, 12))
	return d + rand.N(d/4)
}

// sweep throws away what is long done.
func (s *Service) sweep(ctx context.Context) error {
	return s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		_, err := tx.Job.Delete().
			Where(job.KindHasPrefix(jobKind), job.DoneAtLT(s.now().Add(-keepDone))).Exec(rule.System(ctx))
		return err
	})
}
