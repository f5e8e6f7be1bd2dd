package auth

import (
	"context"
	"fmt"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/refreshtoken"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/session"
	"buurtdorp/ent/signincode"
)

// keepEnded is how long a session that is over stays readable for who looks into
// what happened, and for how long an old link of a chain is recognised as stolen;
// after that it is as unknown as any other text.
const keepEnded = 7 * 24 * time.Hour

// Sweep throws away what has no use any more: codes of more than an hour ago,
// sessions that are over, old links of their chains, and retired keys.
func (s *Service) Sweep(ctx context.Context) error {
	now := s.now()
	return s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		sys := rule.System(ctx)
		if _, err := tx.SigninCode.Delete().Where(signincode.ExpiresAtLT(now.Add(-time.Hour))).Exec(sys); err != nil {
			return fmt.Errorf("sweeping codes: %w", err)
		}
		over := session.Or(session.ExpiresAtLT(now.Add(-keepEnded)), session.EndedAtLT(now.Add(-keepEnded)))
		_, err := tx.RefreshToken.Delete().Where(refreshtoken.Or(
			refreshtoken.HasSessionWith(over), refreshtoken.UsedAtLT(now.Add(-keepEnded)),
		)).Exec(sys)
		if err != nil {
			return fmt.Errorf("sweeping refresh tokens: %w", err)
		}
		if _, err := tx.Session.Delete().Where(over).Exec(sys); err != nil {
			return fmt.Errorf("sweeping sessions: %w", err)
		}
		_, err = forgetKeys(sys, tx, s)
		return err
	})
}
