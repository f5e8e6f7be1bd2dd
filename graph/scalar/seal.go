package scalar

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vmihailenco/msgpack/v5"
)

// Sealer encrypts cursors, so that a position in a list tells nothing, cannot be made
// up, and is good for the list it came from only. Deterministic (a synthetic nonce from
// the content): the same place in a list has the same cursor, as Relay clients expect.
type Sealer struct {
	aead cipher.AEAD
	mac  []byte
}

// NewSealer derives its keys from a secret of at least 32 bytes.
func NewSealer(secret []byte) (*Sealer, error) {
	if len(secret) < 32 {
		return nil, errors.New("cursor secret is shorter than 32 bytes")
	}
	derive := func(label string) []byte {
		m := hmac.New(sha256.New, secret)
		m.Write([]byte(label))
		return m.Sum(nil)
	}
	block, err := aes.NewCipher(derive("cursor encryption"))
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return &Sealer{aead: aead, mac: derive("cursor nonce")}, nil
}

type sealerKey struct{}

// WithSealer gives the request its sealer.
func WithSealer(ctx context.Context, s *Sealer) context.Context {
	return context.WithValue(ctx, sealerKey{}, s)
}

var errNoSealer = errors.New("no cursor sealer in context")

func seal(ctx context.Context, c cursor) (string, error) {
	s, ok := ctx.Value(sealerKey{}).(*Sealer)
	if !ok {
		return "", errNoSealer
	}
	plain, err := msgpack.Marshal(c)
	if err != nil {
		return "", err
	}
	return s.seal(listOf(ctx), plain), nil
}

func (s *Sealer) seal(of string, plain []byte) string {
	m := hmac.New(sha256.New, s.mac)
	_, _ = fmt.Fprintf(m, "%d %s ", len(of), of) // another list, another nonce: GCM must not see one twice
	m.Write(plain)
	nonce := m.Sum(nil)[:s.aead.NonceSize()]
	return base64.RawURLEncoding.EncodeToString(s.aead.Seal(nonce, nonce, plain, []byte(of)))
}

// Seal seals any other position, good for what it is of only.
func Seal(ctx context.Context, of string, plain []byte) (string, error) {
	s, ok := ctx.Value(sealerKey{}).(*Sealer)
	if !ok {
		return "", errNoSealer
	}
	return s.seal(of, plain), nil
}

// Open opens what Seal sealed.
func Open(ctx context.Context, of, text string) ([]byte, error) {
	s, ok := ctx.Value(sealerKey{}).(*Sealer)
	if !ok {
		return nil, errNoSealer
	}
	return s.open(of, text)
}

// listOf names the list that a cursor is a place in: its value means something else in
// any other, or nothing at all.
func listOf(ctx context.Context) string {
	for fc := graphql.GetFieldContext(ctx); fc != nil; fc = fc.Parent {
		if d := fc.Field.Field; d != nil && d.Definition != nil && strings.HasSuffix(d.Definition.Type.Name(), "Connection") {
			return d.ObjectDefinition.Name + "." + d.Name
		}
	}
	return ""
}

func open(ctx context.Context, text string) (c cursor, err error) {
	s, ok := ctx.Value(sealerKey{}).(*Sealer)
	if !ok {
		return c, errNoSealer
	}
	plain, err := s.open(listOf(ctx), text)
	if err != nil {
		return c, err
	}
	return c, msgpack.Unmarshal(plain, &c)
}

func (s *Sealer) open(of, text string) ([]byte, error) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(raw) < s.aead.NonceSize() {
		return nil, errors.New("not a cursor")
	}
	return s.aead.Open(nil, raw[:s.aead.NonceSize()], raw[s.aead.NonceSize():], []byte(of))
}
