package auth

import (
	"context"
	stdsql "database/sql"
	"errors"
	"fmt"
	"net/http"

	"entgo.io/ent/dialect/sql"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/secret"
	"buurtdorp/ent/signingkey"
)

// firstKey makes the signing key of a new database. Two instances that start at
// once meet on a row of the secrets: the second waits, and then finds the key.
func (s *Service) firstKey(ctx context.Context) error {
	exist := func(c *ent.Client) (bool, error) {
		return c.SigningKey.Query().Where(signingkey.RetiredAtIsNil()).Exist(rule.System(ctx))
	}
	if has, err := exist(s.opt.DB.Client); err != nil || has {
		return err
	}
	return s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		sys := rule.System(ctx)
		err := tx.Secret.Create().SetName("first-signing-key").SetValue([]byte{1}).
			OnConflict(sql.ConflictColumns(secret.FieldName), sql.DoNothing()).Exec(sys)
		if err != nil && !errors.Is(err, stdsql.ErrNoRows) {
			return fmt.Errorf("making the first signing key: %w", err)
		}
		if has, err := exist(tx.Client()); err != nil || has {
			return err
		}
		_, err = addKey(sys, tx, s.now())
		return err
	})
}

// RotateKeys makes a new key that signs from now on, and tells its kid. The one
// before stays in the JWKS until its last token has ended; then Sweep forgets it.
func (s *Service) RotateKeys(ctx context.Context) (kid string, err error) {
	err = s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		sys := rule.System(ctx)
		if _, err := forgetKeys(sys, tx, s); err != nil {
			return err
		}
		err := tx.SigningKey.Update().Where(signingkey.RetiredAtIsNil()).SetRetiredAt(s.now()).Exec(sys)
		if err != nil {
			return fmt.Errorf("retiring a signing key: %w", err)
		}
		kid, err = addKey(sys, tx, s.now())
		return err
	})
	return kid, err
}

func forgetKeys(sys context.Context, tx *ent.Tx, s *Service) (int, error) {
	n, err := tx.SigningKey.Delete().Where(signingkey.RetiredAtLTE(s.now().Add(-keepRetired))).Exec(sys)
	if err != nil {
		return 0, fmt.Errorf("forgetting signing keys: %w", err)
	}
	return n, nil
}

// handleJWKS publishes the keys for whoever checks our tokens. A reader that meets a
// kid it does not know asks again: a new key signs at once.
func (s *Service) handleJWKS(w http.ResponseWriter, r *http.Request) {
	keys, err := readKeys(r.Context(), s.opt.DB, s.now())
	if err != nil {
		s.broken(w, "publishing the keys", err)
		return
	}
	set := struct {
		Keys []jwk `json:"keys"`
	}{Keys: []jwk{}}
	for _, k := range keys {
		public, err := publicJWK(k.private)
		if err != nil {
			s.broken(w, "publishing the keys", err)
			return
		}
		set.Keys = append(set.Keys, public)
	}
	w.Header().Set("Cache-Control", "public, max-age=300")
	write(w, http.StatusOK, "application/jwk-set+json", set)
}
