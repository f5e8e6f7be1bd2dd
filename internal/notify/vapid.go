package notify

import (
	"context"
	"crypto/ecdh"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/mail"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"
)

// vapid is the key pair by which push services know us (RFC 8292). A browser's
// subscription belongs to it: with another key all have to ask again.
type vapid struct{ private, public string }

// readVapid takes the key of the settings, or else the one the database keeps.
func readVapid(given string, kept []byte) (*vapid, error) {
	raw := kept
	if given != "" {
		var err error
		if raw, err = base64.RawURLEncoding.DecodeString(strings.TrimRight(given, "=")); err != nil || len(raw) != 32 {
			return nil, errors.New("BUURTDORP_VAPID_KEY has to be a private key of P-256: 32 bytes in base64url")
		}
	}
	key, err := ecdh.P256().NewPrivateKey(raw)
	for i := 0; err != nil && given == "" && i < 3; i++ { // once in four thousand million, it is no point of the curve
		sum := sha256.Sum256(raw)
		raw = sum[:]
		key, err = ecdh.P256().NewPrivateKey(raw)
	}
	if err != nil {
		return nil, errors.New("BUURTDORP_VAPID_KEY is no private key of P-256")
	}
	return &vapid{base64.RawURLEncoding.EncodeToString(raw), base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes())}, nil
}

// PushKey is what a browser asks for messages with.
func (s *Service) PushKey() string { return s.vapid.public }

// services are the push services of the browsers there are: a host, or with a dot in
// front all below it. We send nowhere else, whatever an endpoint says (SSRF).
var services = []string{"fcm.googleapis.com", "updates.push.services.mozilla.com", ".push.services.mozilla.com", ".notify.windows.com", ".push.apple.com"}

// MayPush tells whether an endpoint is at a push service.
func (s *Service) MayPush(endpoint string) bool {
	u, err := url.Parse(endpoint)
	if err != nil || u.Scheme != "https" || u.User != nil || u.Fragment != "" || u.Opaque != "" {
		return false
	}
	if slices.Contains(s.opt.PushHosts, u.Host) {
		return true
	}
	host := strings.ToLower(u.Host)
	return slices.ContainsFunc(services, func(known string) bool {
		return host == known || strings.HasPrefix(known, ".") && strings.HasSuffix(host, known)
	})
}

// newPushClient goes to push services only: it follows nobody elsewhere, waits for no one
// long, and does not go to an address inside, however a name is resolved. A host that
// the operator named may be inside.
func newPushClient(own []string) *http.Client {
	guard := func(_, address string, _ syscall.RawConn) error {
		if slices.Contains(own, address) {
			return nil
		}
		at, err := netip.ParseAddrPort(address)
		if err != nil || !public(at.Addr().Unmap()) {
			return fmt.Errorf("a push service is not at an address inside")
		}
		return nil
	}
	dial := (&net.Dialer{Timeout: 5 * time.Second, Control: guard}).DialContext
	return &http.Client{
		Timeout:       10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				if slices.Contains(own, address) {
					return (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, network, address)
				}
				return dial(ctx, network, address)
			},
			TLSHandshakeTimeout: 5 * time.Second, ResponseHeaderTimeout: 8 * time.Second,
			MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
		},
	}
}

// public is an address of the internet, not of this machine or the network it is in.
func public(a netip.Addr) bool {
	return a.IsGlobalUnicast() && !a.IsPrivate() && !shared.Contains(a)
}

// shared is what providers use inside (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

func addressOf(from string) string {
	a, err := mail.ParseAddress(from)
	if err != nil {
		return ""
	}
	return a.Address
}
