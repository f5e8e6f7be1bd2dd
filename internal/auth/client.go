package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/apiclient"
	"buurtdorp/ent/rule"
)

// ScopeMeetups lets an app read the public meetups.
const ScopeMeetups = "meetups:read"

// Scopes lists what an app may be given.
func Scopes() []string { return []string{ScopeMeetups} }

// CreateClient makes a third-party app in a region. The secret is shown this once:
// only its hash is kept.
func (s *Service) CreateClient(ctx context.Context, region uuid.UUID, name string, scopes []string) (id, secret string, err error) {
	name = strings.TrimSpace(name)
	if name == "" || len(name) > 120 {
		return "", "", errors.New("an app needs a name of at most 120 characters")
	}
	if len(scopes) == 0 {
		return "", "", errors.New("an app needs a scope: " + strings.Join(Scopes(), ", "))
	}
	for _, scope := range scopes {
		if !slices.Contains(Scopes(), scope) {
			return "", "", fmt.Errorf("there is no scope %q; there is %s", scope, strings.Join(Scopes(), ", "))
		}
	}
	slices.Sort(scopes)
	tail := make([]byte, 8)
	rand.Read(tail)
	id, secret = "app-"+hex.EncodeToString(tail), randomText()
	err = s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		sys := rule.System(ctx)
		if _, err := tx.Region.Get(sys, region); err != nil {
			return errors.New("there is no such region")
		}
		return tx.ApiClient.Create().SetClientID(id).SetName(name).SetRegionID(region).
			SetScopes(slices.Compact(scopes)).SetSecretHash(secretHash(secret)).Exec(sys)
	})
	if err != nil {
		return "", "", fmt.Errorf("making an app: %w", err)
	}
	return id, secret, nil
}

// client finds an app by id and secret; nil when they do not go together. It does
// the same work for an id that nobody has.
func (s *Service) client(ctx context.Context, id, secret string) (*ent.ApiClient, error) {
	row, err := s.opt.DB.Client.ApiClient.Query().
		Where(apiclient.ClientID(id), apiclient.DisabledAtIsNil()).Only(rule.System(ctx))
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("reading an app: %w", err)
	}
	hash := make([]byte, sha256.Size)
	if row != nil {
		hash = row.SecretHash
	}
	if subtle.ConstantTimeCompare(secretHash(secret), hash) != 1 {
		return nil, nil
	}
	return row, nil
}

// secretHash is plain: a secret of 32 random bytes cannot be guessed from it.
func secretHash(secret string) []byte {
	sum := sha256.Sum256([]byte("client secret:" + secret))
	return sum[:]
}
