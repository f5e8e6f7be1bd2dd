package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/refreshtoken"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/session"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
)

// handleRefresh exchanges the cookie for the next one and an access token.
func (s *Service) handleRefresh(w http.ResponseWriter, r *http.Request) {
	token := cookieOf(r)
	g, err := s.refresh(r.Context(), token, reportOf(r))
	// Who brought no cookie has none to lose. Taking it away all the same would take the one
	// of a sign-in that was on its way at the same time.
	if token != "" && (fault.Has(err, fault.Unauthenticated) || fault.Has(err, fault.SessionEnded)) {
		http.SetCookie(w, cookie("", -1))
	}
	s.answer(w, r, "refreshing", g, err)
}

// refresh follows the chain of a session by one link.
//
// A token used a second time means that two hold it, so the session ends for both;
// whoever is honest signs in again. One exception: the answer to the first time may
// have been lost. So the token just before the present one, and no older, still
// counts for ReuseGrace, as long as its successor has not been used. It gives the
// same successor again: a token is made out of the one before, so the chain never
// forks and twenty tabs at once get one and the same cookie.
func (s *Service) refresh(ctx context.Context, token string, said report) (g grant, err error) {
	over := fault.New(fault.Unauthenticated, "sessie.voorbij")
	if token == "" {
		return g, over
	}
	var no *fault.Error
	err = s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		g, no = grant{}, nil
		sys := rule.System(ctx)
		used, err := findToken(ctx, tx, token)
		if ent.IsNotFound(err) {
			no = over
			return nil
		}
		if err != nil {
			return err
		}
		// Writing the session's row locks it: all its tokens wait for each other here.
		n, err := tx.Session.Update().
			Where(session.ID(used.SessionID), session.EndedAtIsNil(), session.ExpiresAtGT(s.now())).
			SetUpdatedAt(s.now()).Save(sys)
		if err != nil {
			return fmt.Errorf("locking a session: %w", err)
		}
		if n == 0 {
			no, err = s.whyOver(ctx, tx.Client(), used.SessionID)
			return err
		}
		if g.session, err = tx.Session.Query().Where(session.ID(used.SessionID)).WithUser().Only(sys); err != nil {
			return fmt.Errorf("reading a session: %w", err)
		}
		if g.user = g.session.Edges.User; g.user == nil || g.user.DisabledAt != nil {
			no = over
			return nil
		}
		var fresh bool
		if g.cookie, fresh, err = s.advance(ctx, tx, used, g.session, token); err != nil {
			return err
		}
		if g.cookie == "" {
			no = over
			return s.end(ctx, tx, used.SessionID, endedByReuse)
		}
		g.lost = lostOf(g.session, said)
		if err := speaks(ctx, tx, g.user); err != nil {
			return err
		}
		return s.heard(ctx, tx, g.session, said, fresh)
	})
	if err == nil && no != nil {
		return grant{}, no
	}
	return g, err
}

// heard keeps what a phone says of itself, and that it was here: with a token of
// before it does not yet count as having the present one.
func (s *Service) heard(ctx context.Context, tx *ent.Tx, row *ent.Session, said report, seen bool) error {
	up := tx.Session.UpdateOneID(row.ID)
	if seen {
		up.SetSeenAt(s.now())
	}
	if (said.known || said.empty) && row.Unsent != said.unsent {
		up.SetUnsent(said.unsent).SetUnsentAt(s.now())
	} else if !seen {
		return nil
	}
	return up.Exec(rule.System(ctx))
}

// whyOver tells a device whether its owner ended its session from elsewhere: then it is
// to forget all it has. Otherwise she only has to sign in once more.
func (s *Service) whyOver(ctx context.Context, c *ent.Client, id uuid.UUID) (*fault.Error, error) {
	away, err := c.Session.Query().Where(session.ID(id), session.EndedAtNotNil(), session.EndedWhy(term.EndedElsewhere)).Exist(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("looking why a session ended: %w", err)
	}
	if away {
		return fault.New(fault.SessionEnded, ""), nil
	}
	return fault.New(fault.Unauthenticated, "sessie.voorbij"), nil
}

// writtenDown is within how long a browser has a cookie on its disk: Chromium takes
// half a minute. In that time a token is given out once, so that a phone that dies
// has the present one or the one just before it, and never an older.
const writtenDown = time.Minute

// advance marks a token as used and keeps its successor, which is the cookie from now
// on; a token of this minute stays. It gives nothing for a token that was used before
// and that is not covered, and tells whether the phone had the present one.
func (s *Service) advance(ctx context.Context, tx *ent.Tx, used *ent.RefreshToken, of *ent.Session, token string) (string, bool, error) {
	sys, now := rule.System(ctx), s.now()
	if s.opt.ReuseGrace > 0 && used.UsedAt == nil && now.Before(used.CreatedAt.Add(writtenDown)) {
		return token, true, nil
	}
	next := s.successor(token)
	n, err := tx.RefreshToken.Update().
		Where(refreshtoken.ID(used.ID), refreshtoken.UsedAtIsNil()).SetUsedAt(now).Save(sys)
	if err != nil {
		return "", false, fmt.Errorf("using a refresh token: %w", err)
	}
	if n == 1 {
		err := tx.RefreshToken.Create().SetSessionID(used.SessionID).SetParentID(used.ID).
			SetHash(refreshHash(next)).SetCreatedAt(now).Exec(sys)
		if err != nil {
			return "", false, fmt.Errorf("keeping a refresh token: %w", err)
		}
		return next, true, nil
	}
	row, err := tx.RefreshToken.Query().Where(
		refreshtoken.SessionID(used.SessionID), refreshtoken.Hash(refreshHash(next)), refreshtoken.UsedAtIsNil(),
	).Only(sys)
	if ent.IsNotFound(err) || err == nil && !s.covered(row, of) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("finding the successor of a refresh token: %w", err)
	}
	return next, false, nil
}

// covered tells whether a successor that was never used may be given once more: its
// answer may be on the way still; or nobody was seen since it must have stood on the
// disk, so the phone died before that, however long ago. Whoever goes on working
// after a minute has it (see stillHere), and the one before it is in other hands.
func (s *Service) covered(successor *ent.RefreshToken, of *ent.Session) bool {
	if s.opt.ReuseGrace <= 0 {
		return false
	}
	if !successor.CreatedAt.Before(s.now().Add(-s.opt.ReuseGrace)) {
		return true
	}
	return of.SeenAt != nil && !of.SeenAt.After(successor.CreatedAt.Add(writtenDown))
}

func findToken(ctx context.Context, tx *ent.Tx, token string) (*ent.RefreshToken, error) {
	row, err := tx.RefreshToken.Query().Where(refreshtoken.Hash(refreshHash(token))).Only(rule.System(ctx))
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("finding a refresh token: %w", err)
	}
	return row, err
}

// randomText is 256 bits that nobody guesses, for a cookie or a secret.
func randomText() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// successor is the one token that can follow another. Only the server can make it.
func (s *Service) successor(token string) string {
	return base64.RawURLEncoding.EncodeToString(mac(s.secrets.refresh, "next", token))
}

// refreshHash is what the table holds: of 32 random bytes a plain hash is enough.
func refreshHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
