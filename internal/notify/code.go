package notify

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signincode"
	"buurtdorp/internal/taal"
)

// signinCode is the one message that has to carry its words: the address, which may
// be nobody's, and the code. They lie sealed in the outbox, and the row is gone as
// soon as it is done.
const signinCode Kind = "signin-code"

type sealedCode struct {
	ID     uuid.UUID `json:"id"`
	Sealed []byte    `json:"sealed"`
}

type openCode struct {
	Email string `json:"email"`
	Code  string `json:"code"`
	Taal  string `json:"taal,omitempty"` // in which it was asked for
}

// QueueCode puts a sign-in code in the outbox, in the transaction of ctx. It does the
// same for every address; whether somebody lives there is looked up when it is sent.
func (s *Service) QueueCode(ctx context.Context, id uuid.UUID, email, code string) error {
	sealed, err := s.seal.close(id, openCode{Email: email, Code: code, Taal: taal.FromContext(ctx)})
	if err != nil {
		return err
	}
	return enqueue(ctx, string(signinCode), sealedCode{ID: id, Sealed: sealed})
}

// codeMail makes the mail of a code, if it is still of use and the address somebody's.
func (s *Service) codeMail(ctx context.Context, j *ent.Job) (Mail, error) {
	var p sealedCode
	if err := json.Unmarshal(j.Payload, &p); err != nil {
		return Mail{}, never("payload", err)
	}
	open, err := s.seal.open(p.ID, p.Sealed)
	if err != nil {
		return Mail{}, never("seal", err)
	}
	sys := rule.System(ctx)
	row, err := s.opt.DB.Client.SigninCode.Get(sys, p.ID)
	if ent.IsNotFound(err) {
		return Mail{}, never("too_late", nil)
	}
	if err != nil {
		return Mail{}, err
	}
	newer, err := s.opt.DB.Client.SigninCode.Query().
		Where(signincode.EmailHash(row.EmailHash), signincode.ExpiresAtGT(row.ExpiresAt)).Exist(sys)
	if err != nil {
		return Mail{}, err
	}
	known, err := s.opt.Known(ctx, open.Email)
	if err != nil {
		return Mail{}, err
	}
	switch {
	case newer || row.UsedAt != nil || !row.ExpiresAt.After(s.now()):
		return Mail{}, never("too_late", nil)
	case !known:
		return Mail{}, never("nobody", nil)
	}
	to := recipient{email: open.Email, taal: open.Taal}
	if to.phone, err = s.phoneOf(sys, open.Email); err != nil {
		return Mail{}, err
	}
	w := words{Code: open.Code, Link: s.opt.PublicURL + "/inloggen"}
	if to.phone, err = s.phoneFor(signinCode, to, w); err != nil {
		return Mail{}, err
	}
	return s.write(j, signinCode, to, w)
}

// sealer is AES-256-GCM with the id of the code as its context.
type sealer struct{ cipher.AEAD }

func newSealer(key []byte) (sealer, error) {
	if len(key) != 32 {
		return sealer{}, errors.New("a key has 32 bytes")
	}
	b, err := aes.NewCipher(key)
	if err != nil {
		return sealer{}, err
	}
	g, err := cipher.NewGCMWithRandomNonce(b)
	return sealer{g}, err
}

func (s sealer) close(id uuid.UUID, c openCode) ([]byte, error) {
	raw, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("sealing a code: %w", err)
	}
	return s.Seal(nil, nil, raw, id[:]), nil
}

func (s sealer) open(id uuid.UUID, sealed []byte) (c openCode, err error) {
	raw, err := s.Open(nil, nil, sealed, id[:])
	if err != nil {
		return c, errors.New("a sealed code does not open")
	}
	return c, json.Unmarshal(raw, &c)
}
