package app

import (
	"cmp"
	"context"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/auth"
	"buurtdorp/internal/device"
	"buurtdorp/internal/notify"
)

// expireProposals ends what nobody answered in time, a few at a time so that no
// transaction is long.
func (a *App) expireProposals(ctx context.Context) error {
	for {
		var n int
		err := a.DB.WithTx(rule.System(ctx), func(ctx context.Context, _ *ent.Tx) (err error) {
			n, err = a.Rooms.Koppelingen.Expire(ctx, 50)
			return err
		})
		if err != nil || n == 0 {
			return err
		}
	}
}

// passTime takes the steps of families and koppelingen that time takes, a few at a time.
func (a *App) passTime(ctx context.Context) error {
	for {
		var n int
		err := a.DB.WithTx(rule.System(ctx), func(ctx context.Context, _ *ent.Tx) (err error) {
			if n, err = a.Rooms.Families.Tick(ctx, 50); err != nil {
				return err
			}
			woken, err := a.Rooms.Koppelingen.Wake(ctx, 50)
			n += woken
			return err
		})
		if err != nil || n == 0 {
			return err
		}
	}
}

// askHowItGoes asks the families whose moment has come, a hundred koppelingen at a time.
func (a *App) askHowItGoes(ctx context.Context) error {
	for last := uuid.Nil; ; {
		err := a.DB.WithTx(rule.System(ctx), func(ctx context.Context, _ *ent.Tx) (err error) {
			last, err = a.Rooms.Koppelingen.AskHowItGoes(ctx, last, 100)
			return err
		})
		if err != nil || last == uuid.Nil {
			return err
		}
	}
}

// passMeetups ends offers that nobody answered, and reminds who comes.
func (a *App) passMeetups(ctx context.Context) error {
	if err := a.some(ctx, a.Rooms.Meetups.ExpireOffers); err != nil {
		return err
	}
	return a.some(ctx, a.Rooms.Meetups.Remind)
}

// putBack forgets the dossiers that went along too long ago.
func (a *App) putBack(ctx context.Context) error {
	return a.DB.WithTx(rule.System(ctx), func(ctx context.Context, _ *ent.Tx) error { return device.Sweep(ctx) })
}

// forgetNames forgets who came without an account, some days after it.
func (a *App) forgetNames(ctx context.Context) error {
	after := time.Duration(cmp.Or(a.Settings.GuestDays, DefaultGuestDays)) * 24 * time.Hour
	return a.some(ctx, func(ctx context.Context, limit int) (int, error) {
		return a.Rooms.Meetups.ForgetNames(ctx, after, limit)
	})
}

// makeMeetups makes what comes back, some months ahead.
func (a *App) makeMeetups(ctx context.Context) error { return a.some(ctx, a.Rooms.Meetups.MakeAhead) }

// some does a few at a time until there are none, so that no transaction is long.
func (a *App) some(ctx context.Context, do func(ctx context.Context, limit int) (int, error)) error {
	for {
		var n int
		err := a.DB.WithTx(rule.System(ctx), func(ctx context.Context, _ *ent.Tx) (err error) {
			n, err = do(ctx, 20)
			return err
		})
		if err != nil || n == 0 {
			return err
		}
	}
}

// Forget erases the families of which the day has come, each in a transaction of its
// own: its koppelingen end, its seats go to who waits, and then it is only counted.
func (a *App) Forget(ctx context.Context) error {
	var due []uuid.UUID
	for {
		err := a.DB.WithTx(rule.System(ctx), func(ctx context.Context, _ *ent.Tx) (err error) {
			due, err = a.Rooms.Families.Due(ctx, 50)
			return err
		})
		if err != nil || len(due) == 0 {
			return err
		}
		for _, id := range due {
			if err := a.forgetOne(ctx, id); err != nil {
				return err
			}
		}
		if err := a.DB.Tidy(ctx); err != nil {
			return err
		}
	}
}

func (a *App) forgetOne(ctx context.Context, id uuid.UUID) error {
	return a.DB.WithTx(rule.System(ctx), func(ctx context.Context, _ *ent.Tx) error {
		if still, err := a.Rooms.Families.StillDue(ctx, id); !still || err != nil {
			return err
		}
		if err := a.Rooms.Koppelingen.Forget(ctx, id); err != nil {
			return err
		}
		if err := a.Rooms.Meetups.Forget(ctx, id); err != nil {
			return err
		}
		return a.Rooms.Families.Forget(ctx, id)
	})
}

func (a *App) notifyOptions() notify.Options {
	s := a.Settings
	return notify.Options{
		CancelToken: func(signup uuid.UUID) string { return a.links.token(signup) },
		DB:          a.DB, PublicURL: s.PublicURL, Production: s.Production, Log: a.log,
		SMTP:     notify.SMTP{Host: s.SMTPHost, Port: s.SMTPPort, User: s.SMTPUser, Password: s.SMTPPassword, From: s.SMTPFrom, TLS: s.SMTPTLS},
		SMS:      notify.SMS{URL: s.SMSURL, Token: s.SMSToken, Header: s.SMSHeader, From: s.SMSFrom},
		VapidKey: s.VapidKey, PushHosts: s.PushHosts,
		Secret: func(ctx context.Context, name string) ([]byte, error) { return auth.Secret(ctx, a.DB, name) },
		Known:  func(ctx context.Context, email string) (bool, error) { return auth.Known(ctx, a.DB, email) },
	}
}
