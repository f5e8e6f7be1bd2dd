package auth

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
)

const (
	tokenType = "at+jwt" // RFC 9068: no other kind of JWT passes for an access token
	maxToken  = 4 << 10
	appClient = "buurtdorp-app" // client_id of the PWA
	appScope  = "app"
	// base64url is every character of a token but the dots. Asked here, because Go's
	// base64 reads past line breaks.
	base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
)

// claims are what a token says. Nothing of it is personal: an id, roles, a region.
// Other services may go by the roles; this one asks the database each time.
type claims struct {
	Issuer    string           `json:"iss"`
	Audience  string           `json:"aud"`
	Subject   string           `json:"sub"`
	ClientID  string           `json:"client_id"`
	IssuedAt  *jwt.NumericDate `json:"iat"`
	ExpiresAt *jwt.NumericDate `json:"exp"`
	NotBefore *jwt.NumericDate `json:"nbf,omitempty"`
	ID        string           `json:"jti"`
	Session   string           `json:"sid,omitempty"`
	Roles     []string         `json:"roles"`
	Region    string           `json:"region,omitempty"`
	Scope     string           `json:"scope"`
}

// What golang-jwt asks of claims.
func (c *claims) GetIssuer() (string, error)                   { return c.Issuer, nil }
func (c *claims) GetSubject() (string, error)                  { return c.Subject, nil }
func (c *claims) GetAudience() (jwt.ClaimStrings, error)       { return jwt.ClaimStrings{c.Audience}, nil }
func (c *claims) GetIssuedAt() (*jwt.NumericDate, error)       { return c.IssuedAt, nil }
func (c *claims) GetExpirationTime() (*jwt.NumericDate, error) { return c.ExpiresAt, nil }
func (c *claims) GetNotBefore() (*jwt.NumericDate, error)      { return c.NotBefore, nil }

// issueToUser makes an access token for a person, in one of her regions; with
// uuid.Nil that of her family, or else the first she got a role in.
func (s *Service) issueToUser(ctx context.Context, who *ent.User, region, session uuid.UUID, ttl time.Duration) (string, time.Time, *person, error) {
	p, err := s.personIn(ctx, who, region)
	if err != nil {
		return "", time.Time{}, nil, err
	}
	c := &claims{Subject: who.ID.String(), ClientID: appClient, Roles: lower(p.roles), Scope: appScope}
	if p.region != uuid.Nil {
		c.Region = p.region.String()
	}
	if session != uuid.Nil {
		c.Session = session.String()
	}
	token, until, err := s.sign(ctx, c, ttl)
	return token, until, p, err
}

func (s *Service) issueToClient(ctx context.Context, app *ent.ApiClient, scopes []string, ttl time.Duration) (string, time.Time, error) {
	return s.sign(ctx, &claims{
		Subject: app.ClientID, ClientID: app.ClientID, Region: app.RegionID.String(),
		Roles: lower([]term.Role{term.RoleClient}), Scope: strings.Join(scopes, " "),
	}, ttl)
}

func (s *Service) sign(ctx context.Context, c *claims, ttl time.Duration) (string, time.Time, error) {
	key, err := s.keys.signer(ctx)
	if err != nil {
		return "", time.Time{}, err
	}
	now := s.now().Truncate(time.Second)
	until := now.Add(min(ttl, MaxTTL))
	id := make([]byte, 16)
	rand.Read(id)
	c.Issuer, c.Audience, c.ID = s.opt.PublicURL, audience, base64.RawURLEncoding.EncodeToString(id)
	c.IssuedAt, c.ExpiresAt = jwt.NewNumericDate(now), jwt.NewNumericDate(until)
	t := jwt.NewWithClaims(jwt.SigningMethodES256, c)
	t.Header["typ"], t.Header["kid"] = tokenType, key.kid
	signed, err := t.SignedString(key.private)
	if err != nil {
		return "", time.Time{}, fmt.Errorf("signing a token: %w", err)
	}
	return signed, until, nil
}

// secondsUntil counts as the token does, in whole seconds.
func (s *Service) secondsUntil(end time.Time) int {
	return int(end.Sub(s.now().Truncate(time.Second)).Seconds())
}

// errToken is every reason not to take a token. Which one, only a test asks.
var errToken = errors.New("not a token of ours")

// verify reads a token that we made ourselves, for this API, and that has not ended.
// Any other error than errToken is ours (the database is away), not the token's.
func (s *Service) verify(ctx context.Context, raw string) (*claims, error) {
	if len(raw) > maxToken || strings.ContainsFunc(raw, foreign) {
		return nil, fmt.Errorf("%w: not the shape of one", errToken)
	}
	var c claims
	var key *key
	var ours error
	parser := jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodES256.Alg()}), jwt.WithStrictDecoding(),
		jwt.WithIssuer(s.opt.PublicURL), jwt.WithAudience(audience),
		jwt.WithExpirationRequired(), jwt.WithIssuedAt(), jwt.WithLeeway(leeway), jwt.WithTimeFunc(s.now),
	)
	_, err := parser.ParseWithClaims(raw, &c, func(t *jwt.Token) (any, error) {
		kid, err := readHeader(t.Header)
		if err != nil {
			return nil, err
		}
		if key, ours = s.keys.find(ctx, kid, s.now()); ours != nil || key == nil {
			return nil, errors.Join(errors.New("no key of that name"), ours)
		}
		return &key.private.PublicKey, nil
	})
	if ours != nil {
		return nil, ours
	}
	if err == nil {
		err = c.check(key)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errToken, err)
	}
	return &c, nil
}

func foreign(r rune) bool { return r != '.' && !strings.ContainsRune(base64url, r) }

// readHeader takes a header with exactly the three fields that ours have. So there
// is no way to say in it where a key is to be found (jku, jwk, x5u), nor that
// something else in it is critical.
func readHeader(h map[string]any) (kid string, err error) {
	if len(h) != 3 || h["typ"] != tokenType {
		return "", errors.New("not the header of an access token")
	}
	kid, _ = h["kid"].(string)
	if kid == "" || len(kid) > 64 {
		return "", errors.New("no kid")
	}
	return kid, nil
}

// check looks at what golang-jwt leaves open.
func (c *claims) check(signedBy *key) error {
	switch {
	case c.Subject == "" || c.ClientID == "" || c.ID == "" || c.IssuedAt == nil:
		return errors.New("a claim is missing")
	case c.ExpiresAt.Sub(c.IssuedAt.Time) > MaxTTL || !c.ExpiresAt.After(c.IssuedAt.Time):
		return errors.New("it lives too long")
	case signedBy.retired != nil && c.IssuedAt.After(signedBy.retired.Add(leeway)):
		return errors.New("signed with a key that was retired by then")
	}
	return nil
}

func (c *claims) scopes() []string { return strings.Fields(c.Scope) }

func lower(roles []term.Role) []string {
	out := make([]string, len(roles))
	for i, r := range roles {
		out[i] = strings.ToLower(string(r))
	}
	return out
}

// ended is what a person hears whose token does not count (any more).
func ended() *fault.Error { return fault.New(fault.Unauthenticated, "sessie.voorbij") }
