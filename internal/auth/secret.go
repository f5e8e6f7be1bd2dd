package auth

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	stdsql "database/sql"
	"errors"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/secret"
	"buurtdorp/internal/store"
)

// Secret is the random key of this name, 32 bytes, that all instances share. The
// first who asks makes it; of two who ask at once, both get the same.
func Secret(ctx context.Context, db *store.DB, name string) ([]byte, error) {
	row, err := db.Client.Secret.Query().Where(secret.Name(name)).Only(rule.System(ctx))
	if err == nil {
		return row.Value, nil
	}
	if !ent.IsNotFound(err) {
		return nil, fmt.Errorf("reading the secret %s: %w", name, err)
	}
	fresh := make([]byte, 32)
	rand.Read(fresh) // never fails: the program ends when there is no randomness
	var value []byte
	err = db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		sys := rule.System(ctx)
		err := tx.Secret.Create().SetName(name).SetValue(fresh).
			OnConflict(sql.ConflictColumns(secret.FieldName), sql.DoNothing()).Exec(sys)
		if err != nil && !errors.Is(err, stdsql.ErrNoRows) { // no rows: somebody was first
			return err
		}
		row, err := tx.Secret.Query().Where(secret.Name(name)).Only(sys)
		if err != nil {
			return err
		}
		value = row.Value
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("making the secret %s: %w", name, err)
	}
	return value, nil
}

// secrets are the room's own.
type secrets struct {
	codes   []byte // hashes addresses and codes
	refresh []byte // makes the next refresh token out of the last
}

func loadSecrets(ctx context.Context, db *store.DB) (s secrets, err error) {
	if s.codes, err = Secret(ctx, db, "signin-code"); err != nil {
		return s, err
	}
	s.refresh, err = Secret(ctx, db, "refresh-token")
	return s, err
}

// mac is an HMAC over parts that cannot run into each other.
func mac(key []byte, parts ...string) []byte {
	h := hmac.New(sha256.New, key)
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return h.Sum(nil)
}
