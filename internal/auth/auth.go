// Package auth says who somebody is: codes by mail instead of passwords, sessions
// whose refresh cookie changes with every use, short access tokens, the keys that
// sign them, and third-party apps. Who may see what is not its business: it puts a
// viewer in the context, and ent/rule does the rest. docs/adr/0007-tokens.md has
// the decisions.
package auth

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
)

// MaxTTL is the longest life of an access token, whoever asks for it.
const MaxTTL = 15 * time.Minute

const (
	defaultTTL = 10 * time.Minute
	// leeway is how far another clock may be off.
	leeway = 10 * time.Second
	// audience is who our access tokens are for: this API.
	audience = "buurtdorp"
)

// Options are what a Service needs. Only DB, PublicURL and Mail have no default.
type Options struct {
	DB *store.DB
	// PublicURL is where people find the app; it is also the issuer of the tokens.
	PublicURL string
	// Mail brings a code to its address, if somebody lives there (see Known). It is
	// called in the transaction that keeps the code and only writes an outbox row,
	// the same for every address: nothing about the answer, not even its time, tells
	// an address we know from one we do not.
	Mail func(ctx context.Context, codeID uuid.UUID, email, code string) error
	// AccessTTL is the life of an access token: 10 minutes, at most MaxTTL.
	AccessTTL time.Duration
	// ReuseGrace is how long the refresh token before the present one still counts,
	// because its answer may have been lost on the way: 30 seconds. Negative is never.
	ReuseGrace time.Duration
	// ProxyHeader names the header in which a proxy of ours hands over the address of
	// the client, such as X-Forwarded-For. Empty: the address of the connection.
	ProxyHeader string
	Limits      Limits
	// Log gets what went wrong inside, never an address, a code or a token.
	Log *slog.Logger
}

// Service is the room's one object; it holds no state that another instance would
// need to know.
type Service struct {
	opt     Options
	secrets secrets
	keys    *keyring
	guests  guests
	here    here
	now     func() time.Time
}

// New reads the room's secrets and signing keys, and makes them at the first start.
func New(ctx context.Context, opt Options) (*Service, error) {
	u, err := url.Parse(opt.PublicURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("BUURTDORP_PUBLIC_URL has to be a whole address, such as https://buurtdorp.example.nl")
	}
	opt.PublicURL = strings.TrimRight(opt.PublicURL, "/")
	if opt.AccessTTL == 0 {
		opt.AccessTTL = defaultTTL
	}
	if opt.AccessTTL < time.Second || opt.AccessTTL > MaxTTL {
		return nil, errors.New("an access token lives at least a second and at most 15 minutes")
	}
	if opt.ReuseGrace == 0 {
		opt.ReuseGrace = 30 * time.Second
	}
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	opt.Limits = opt.Limits.orDefault()
	s := &Service{opt: opt, now: clock.Now, keys: newKeyring(opt.DB), guests: newGuests()}
	if s.secrets, err = loadSecrets(ctx, opt.DB); err != nil {
		return nil, err
	}
	if err := s.firstKey(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// Mount puts the room's addresses on the mux. They need no Middleware: none of them
// reads an access token.
func (s *Service) Mount(mux *http.ServeMux) {
	mux.HandleFunc("/auth/code", s.post(s.handleCode))
	mux.HandleFunc("/auth/session", s.post(s.handleSession))
	mux.HandleFunc("/auth/refresh", s.post(s.fromOwnPage(s.handleRefresh)))
	mux.HandleFunc("/auth/logout", s.post(s.fromOwnPage(s.handleLogout)))
	mux.HandleFunc("/auth/unsent", s.post(s.fromOwnPage(s.handleUnsent)))
	mux.HandleFunc("/oauth/token", s.handleToken)
	mux.HandleFunc("GET /.well-known/jwks.json", s.handleJWKS)
	mux.HandleFunc("GET /.well-known/oauth-authorization-server", s.handleMetadata)
}

// Run tidies up until ctx ends: old codes, sessions that are over, retired keys.
func (s *Service) Run(ctx context.Context) {
	const every = 30 * time.Minute
	for {
		if err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
			s.opt.Log.Error("auth: sweep", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(every):
		}
	}
}
