package auth

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"sync"
	"time"

	"entgo.io/ent/dialect/sql"
	"golang.org/x/time/rate"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signingkey"
	"buurtdorp/internal/store"
)

// keepRetired is how long a retired key still counts: until the last token it
// signed has ended, on the slowest clock.
const keepRetired = MaxTTL + 2*leeway

// keyMemory is how long an instance goes by what it read: a key that an operator
// takes out of the table stops counting within this time.
const keyMemory = time.Minute

type key struct {
	kid     string
	private *ecdsa.PrivateKey
	retired *time.Time
}

// keyring remembers the keys of the table. Their number is small: one that signs,
// and for a quarter of an hour the one before.
type keyring struct {
	db    *store.DB
	mu    sync.Mutex
	known map[string]*key
	read  time.Time
	again *rate.Limiter // for kids nobody knows: forgers do not get to query the database
}

func newKeyring(db *store.DB) *keyring {
	return &keyring{db: db, again: rate.NewLimiter(2, 10)}
}

// find gives the key of a token; nil when there is none that counts.
func (k *keyring) find(ctx context.Context, kid string, now time.Time) (*key, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	old := k.known == nil || now.Sub(k.read) > keyMemory || now.Before(k.read)
	if old || k.known[kid] == nil && k.again.Allow() {
		all, err := readKeys(ctx, k.db, now)
		if err != nil {
			return nil, err
		}
		k.known, k.read = map[string]*key{}, now
		for _, one := range all {
			k.known[one.kid] = one
		}
	}
	one := k.known[kid]
	if one != nil && one.retired != nil && now.Sub(*one.retired) > keepRetired {
		return nil, nil
	}
	return one, nil
}

// signer gives the newest key. It asks the table each time: after a rotation by
// another process the next token already carries the new one.
func (k *keyring) signer(ctx context.Context) (*key, error) {
	row, err := k.db.Client.SigningKey.Query().Where(signingkey.RetiredAtIsNil()).
		Order(signingkey.BySignsFrom(sql.OrderDesc()), signingkey.ByID(sql.OrderDesc())).First(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading the signing key: %w", err)
	}
	k.mu.Lock()
	known := k.known[row.Kid]
	k.mu.Unlock()
	if known != nil {
		return known, nil
	}
	return parseKey(row)
}

// readKeys lists the keys that count at a time, newest first.
func readKeys(ctx context.Context, db *store.DB, now time.Time) ([]*key, error) {
	rows, err := db.Client.SigningKey.Query().
		Where(signingkey.Or(signingkey.RetiredAtIsNil(), signingkey.RetiredAtGT(now.Add(-keepRetired)))).
		Order(signingkey.BySignsFrom(sql.OrderDesc()), signingkey.ByID(sql.OrderDesc())).All(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading the signing keys: %w", err)
	}
	out := make([]*key, 0, len(rows))
	for _, row := range rows {
		one, err := parseKey(row)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

func parseKey(row *ent.SigningKey) (*key, error) {
	parsed, err := x509.ParsePKCS8PrivateKey(row.Private)
	if err != nil {
		return nil, fmt.Errorf("signing key %s: %w", row.Kid, err)
	}
	private, ok := parsed.(*ecdsa.PrivateKey)
	if !ok || private.Curve != elliptic.P256() {
		return nil, fmt.Errorf("signing key %s is of another kind", row.Kid)
	}
	return &key{kid: row.Kid, private: private, retired: row.RetiredAt}, nil
}

// addKey puts a fresh key in the table.
func addKey(sys context.Context, tx *ent.Tx, now time.Time) (kid string, err error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return "", fmt.Errorf("making a signing key: %w", err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return "", fmt.Errorf("writing a signing key: %w", err)
	}
	public, err := publicJWK(private)
	if err != nil {
		return "", err
	}
	err = tx.SigningKey.Create().SetKid(public.KeyID).SetAlg(public.Algorithm).SetPrivate(raw).SetSignsFrom(now).Exec(sys)
	if err != nil {
		return "", fmt.Errorf("keeping a signing key: %w", err)
	}
	return public.KeyID, nil
}

// jwk is a public key as RFC 7517 writes it.
type jwk struct {
	KeyType   string `json:"kty"`
	Curve     string `json:"crv"`
	X         string `json:"x"`
	Y         string `json:"y"`
	KeyID     string `json:"kid"`
	Algorithm string `json:"alg"`
	Use       string `json:"use"`
}

// publicJWK names a key by its own thumbprint (RFC 7638), so that a name never
// stands for two keys.
func publicJWK(private *ecdsa.PrivateKey) (jwk, error) {
	point, err := private.PublicKey.Bytes() // 4, then x and y
	if err != nil || len(point) != 65 {
		return jwk{}, errors.Join(errors.New("not a point of P-256"), err)
	}
	x, y := base64.RawURLEncoding.EncodeToString(point[1:33]), base64.RawURLEncoding.EncodeToString(point[33:])
	print := sha256.Sum256([]byte(`{"crv":"P-256","kty":"EC","x":"` + x + `","y":"` + y + `"}`))
	return jwk{
		KeyType: "EC", Curve: "P-256", X: x, Y: y, Algorithm: "ES256", Use: "sig",
		KeyID: base64.RawURLEncoding.EncodeToString(print[:]),
	}, nil
}
