package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meegenomen"
	"buurtdorp/ent/pushsubscription"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/session"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/taal"
)

// SessionLife is how long a phone stays signed in. The mutation log remembers a
// key for longer than this, so that no phone can ever repeat what was forgotten.
const SessionLife = 90 * 24 * time.Hour

// Why a session ended.
const (
	endedByLogout = "logout"
	endedByReuse  = "reuse"
	endedByNewOne = "signed in again"
)

// grant is what a sign-in or a refresh gives.
type grant struct {
	user    *ent.User
	session *ent.Session
	cookie  string
	device  string
	said    report
	lost    *lost
}

// handleSession exchanges a code for a session. The header of fromOwnPage is not
// asked: no cookie opens this door, and a form cannot send JSON.
func (s *Service) handleSession(w http.ResponseWriter, r *http.Request) {
	var in struct{ Email, Code string }
	if !s.read(w, r, &in) {
		return
	}
	email, bad := cleanEmail(in.Email)
	code := cleanCode(in.Code)
	if bad == nil && in.Code == "" {
		bad = fault.New(fault.Required, "").At("code")
	}
	if bad != nil {
		s.problem(w, http.StatusBadRequest, bad)
		return
	}
	var err error = fault.New(fault.Invalid, "code.klopt.niet").At("code")
	var g grant
	if code != "" && mayAsk(s.guests.tries, s.address(r), s.opt.Limits.TriesPerClient, s.now()) {
		g, err = s.signIn(r.Context(), email, code, cookieOf(r), grant{device: deviceOf(r), said: reportOf(r)})
	}
	s.answer(w, r, "signing in", g, err)
}

// signIn opens a session for who has the right code. It also ends the session this
// browser was in before.
func (s *Service) signIn(ctx context.Context, email, code, before string, asked grant) (g grant, err error) {
	var no *fault.Error
	err = s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		g, no = asked, nil
		err := s.tryCode(ctx, tx, email, code)
		if errors.As(err, &no) {
			return nil // the try that was spent has to stay spent
		}
		if err != nil {
			return err
		}
		if g.user, err = personFor(ctx, tx, email); err != nil {
			return err
		}
		if g.user == nil {
			no = fault.New(fault.Invalid, "code.klopt.niet").At("code")
			return nil
		}
		if g.lost, err = s.endByCookie(ctx, tx, before, endedByNewOne, &g); err != nil {
			return err
		}
		return s.open(ctx, tx, &g)
	})
	if err == nil && no != nil {
		err = no
	}
	return g, err
}

func (s *Service) open(ctx context.Context, tx *ent.Tx, g *grant) (err error) {
	sys := rule.System(ctx)
	g.session, err = tx.Session.Create().SetUserID(g.user.ID).SetExpiresAt(s.now().Add(SessionLife)).
		SetDevice(g.device).SetSeenAt(s.now()).SetUnsent(g.said.unsent).Save(sys)
	if err != nil {
		return fmt.Errorf("opening a session: %w", err)
	}
	g.cookie = randomText()
	err = tx.RefreshToken.Create().SetSessionID(g.session.ID).SetHash(refreshHash(g.cookie)).SetCreatedAt(s.now()).Exec(sys)
	if err != nil {
		return fmt.Errorf("keeping a refresh token: %w", err)
	}
	return speaks(ctx, tx, g.user)
}

// speaks keeps the language of the app of somebody: her mails come in it too.
func speaks(ctx context.Context, tx *ent.Tx, who *ent.User) error {
	code, said := taal.Said(ctx)
	if !said || code == who.Locale {
		return nil
	}
	if err := tx.User.UpdateOneID(who.ID).SetLocale(code).Exec(rule.System(ctx)); err != nil {
		return fmt.Errorf("keeping a language: %w", err)
	}
	return nil
}

// answer gives a new access token and the cookie, or says why not.
func (s *Service) answer(w http.ResponseWriter, r *http.Request, doing string, g grant, err error) {
	var no *fault.Error
	switch {
	case errors.As(err, &no):
		w.Header().Set("WWW-Authenticate", "Bearer")
		wiped(w, no)
		s.problem(w, http.StatusUnauthorized, no)
		return
	case err != nil:
		s.broken(w, doing, err)
		return
	}
	token, until, who, err := s.issueToUser(r.Context(), g.user, uuid.Nil, g.session.ID, s.opt.AccessTTL)
	if err != nil {
		s.broken(w, doing, err)
		return
	}
	http.SetCookie(w, cookie(g.cookie, g.session.ExpiresAt.Sub(s.now())))
	body := map[string]any{
		"accessToken": token,
		"tokenType":   "Bearer",
		"expiresIn":   s.secondsUntil(until),
		"viewer":      basics(who),
	}
	if g.lost != nil {
		body["lost"] = g.lost
	}
	write(w, http.StatusOK, "application/json", body)
}

// handleLogout ends the session and empties the browser of what it kept for us.
func (s *Service) handleLogout(w http.ResponseWriter, r *http.Request) {
	err := s.opt.DB.WithTx(r.Context(), func(ctx context.Context, tx *ent.Tx) error {
		_, err := s.endByCookie(ctx, tx, cookieOf(r), endedByLogout, nil)
		return err
	})
	if err != nil {
		s.broken(w, "signing out", err)
		return
	}
	http.SetCookie(w, cookie("", -1))
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	w.WriteHeader(http.StatusNoContent)
}

// endByCookie ends the session a refresh token belongs to, whichever link of the
// chain it is. To who signs in again as the same person, it tells what was lost.
func (s *Service) endByCookie(ctx context.Context, tx *ent.Tx, token, why string, again *grant) (*lost, error) {
	if token == "" {
		return nil, nil
	}
	row, err := findToken(ctx, tx, token)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var gone *lost
	if again != nil {
		was, err := tx.Session.Query().Where(session.ID(row.SessionID), session.UserID(again.user.ID), session.EndedAtIsNil()).Only(rule.System(ctx))
		if err != nil && !ent.IsNotFound(err) {
			return nil, fmt.Errorf("reading a session: %w", err)
		}
		gone = lostOf(was, again.said)
	}
	return gone, s.end(ctx, tx, row.SessionID, why)
}

// end ends a session, and what came to that device: messages, and dossiers taken along.
func (s *Service) end(ctx context.Context, tx *ent.Tx, id uuid.UUID, why string) error {
	sys := rule.System(ctx)
	err := tx.Session.Update().Where(session.ID(id), session.EndedAtIsNil()).
		SetEndedAt(s.now()).SetEndedWhy(why).Exec(sys)
	if err == nil {
		_, err = tx.PushSubscription.Delete().Where(pushsubscription.SessionID(id)).Exec(sys)
	}
	if err == nil {
		_, err = tx.Meegenomen.Delete().Where(meegenomen.SessionID(id)).Exec(sys)
	}
	if err != nil {
		return fmt.Errorf("ending a session: %w", err)
	}
	return nil
}
