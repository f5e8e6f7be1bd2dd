package auth

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signincode"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
)

const (
	codeLife = 10 * time.Minute
	maxTries = 5 // per code; the table has a CHECK on it
)

// handleCode mails a code: 204 whatever the address is and however often it asks.
func (s *Service) handleCode(w http.ResponseWriter, r *http.Request) {
	var in struct{ Email string }
	if !s.read(w, r, &in) {
		return
	}
	email, f := cleanEmail(in.Email)
	if f != nil {
		s.problem(w, http.StatusBadRequest, f)
		return
	}
	if mayAsk(s.guests.codes, s.address(r), s.opt.Limits.CodesPerClient, s.now()) {
		if err := s.makeCode(r.Context(), email); err != nil {
			s.broken(w, "making a code", err)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

// makeCode keeps a new code for an address, as a hash, and has it mailed. It does
// the same work for every address, known or not, and also beyond the limit: then
// the code is born dead, so that nobody can spend the codes of somebody else.
func (s *Service) makeCode(ctx context.Context, email string) error {
	code, err := sixDigits()
	if err != nil {
		return err
	}
	owner := s.ownerOf(email)
	return s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		sys, now := rule.System(ctx), s.now()
		// A code that expires after this was made within the hour.
		hour := now.Add(codeLife - time.Hour)
		asked, err := tx.SigninCode.Query().
			Where(signincode.EmailHash(owner), signincode.ExpiresAtGT(hour)).Count(sys)
		if err != nil {
			return fmt.Errorf("counting codes: %w", err)
		}
		expires := now.Add(codeLife)
		if asked >= s.opt.Limits.CodesPerAddress {
			expires = hour
		}
		id := gid.New(gid.SigninCode)
		err = tx.SigninCode.Create().SetID(id).SetEmailHash(owner).SetCodeHash(s.codeHash(id, code)).
			SetCreatedAt(now).SetExpiresAt(expires).Exec(sys)
		if err != nil {
			return fmt.Errorf("keeping a code: %w", err)
		}
		return s.opt.Mail(ctx, id, email, code)
	})
}

// tryCode spends a try of the newest code of an address; older ones do not count
// any more. It tells nil when the code is right, and has used it up then.
func (s *Service) tryCode(ctx context.Context, tx *ent.Tx, email, code string) error {
	sys, now, owner := rule.System(ctx), s.now(), s.ownerOf(email)
	wrong := fault.New(fault.Invalid, "code.klopt.niet").At("code")
	lastHour, err := tx.SigninCode.Query().
		Where(signincode.EmailHash(owner), signincode.ExpiresAtGT(now.Add(codeLife-time.Hour))).
		Order(signincode.ByExpiresAt(), signincode.ByID()).All(sys)
	if err != nil {
		return fmt.Errorf("reading codes: %w", err)
	}
	if len(lastHour) == 0 {
		return wrong
	}
	newest, tried := lastHour[len(lastHour)-1], 0
	for _, c := range lastHour {
		tried += c.Tries
	}
	if tried >= s.opt.Limits.TriesPerAddress {
		return wrong
	}
	if !newest.ExpiresAt.After(now) {
		return fault.New(fault.Expired, "code.oud").At("code")
	}
	// The try is counted before the code is looked at, and the row stays locked until
	// the end: a hundred guesses at once are still five.
	n, err := tx.SigninCode.Update().
		Where(signincode.ID(newest.ID), signincode.UsedAtIsNil(), signincode.TriesLT(maxTries)).
		AddTries(1).Save(sys)
	if err != nil {
		return fmt.Errorf("counting a try: %w", err)
	}
	if n == 0 || !hmac.Equal(newest.CodeHash, s.codeHash(newest.ID, code)) {
		return wrong
	}
	err = tx.SigninCode.UpdateOneID(newest.ID).SetUsedAt(now).AddTries(-1).Exec(sys)
	if err != nil {
		return fmt.Errorf("using a code: %w", err)
	}
	return nil
}

// ownerOf stands for an address in the table, so that it holds no addresses.
func (s *Service) ownerOf(email string) []byte { return mac(s.secrets.codes, "address", email) }

func (s *Service) codeHash(id uuid.UUID, code string) []byte {
	return mac(s.secrets.codes, "code", id.String(), code)
}

func sixDigits() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%06d", n), nil
}

// cleanEmail is the one form in which we know an address. Whether it exists, the
// mail will show.
func cleanEmail(email string) (string, *fault.Error) {
	email = strings.ToLower(strings.TrimSpace(email))
	if email == "" {
		return "", fault.New(fault.Required, "email.leeg").At("email")
	}
	name, domain, ok := strings.Cut(email, "@")
	odd := strings.ContainsFunc(email, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == unicode.ReplacementChar || strings.ContainsRune(`<>,;"()`, r)
	})
	if !ok || name == "" || domain == "" || strings.Contains(domain, "@") || odd || len(email) > 254 {
		return "", fault.New(fault.Invalid, "email.vorm").At("email")
	}
	return email, nil
}

// cleanCode takes "123 456" as people type it; empty when it is no code at all.
func cleanCode(code string) string {
	code = strings.Join(strings.Fields(code), "")
	if len(code) != 6 || strings.ContainsFunc(code, func(r rune) bool { return r < '0' || r > '9' }) {
		return ""
	}
	return code
}
