package app

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"

	"github.com/google/uuid"

	"buurtdorp/internal/auth"
	"buurtdorp/internal/store"
)

// links are the keys in the links of reminders: which sign-up, and that we wrote it.
// Nothing of them is kept, so there is nothing to steal but the instances' secret.
type links struct{ key []byte }

func newLinks(ctx context.Context, db *store.DB) (*links, error) {
	key, err := auth.Secret(ctx, db, "cancel-links")
	return &links{key}, err
}

func (l *links) seal(id uuid.UUID) []byte {
	m := hmac.New(sha256.New, l.key)
	m.Write(id[:])
	return m.Sum(nil)[:16]
}

// token is the key of a sign-up.
func (l *links) token(id uuid.UUID) string {
	return base64.RawURLEncoding.EncodeToString(append(id[:], l.seal(id)...))
}

// open gives the sign-up of a key that we wrote.
func (l *links) open(token string) (uuid.UUID, bool) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) != 32 {
		return uuid.Nil, false
	}
	id := uuid.UUID(raw[:16])
	return id, hmac.Equal(raw[16:], l.seal(id))
}
