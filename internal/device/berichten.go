package device

import (
	"context"
	"crypto/ecdh"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/pushsubscription"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/taal"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Berichten is what somebody hears by herself, and whether on this device.
type Berichten struct {
	Sleutel string
	Soorten []term.Melding
	Uit     []term.Melding
	Hier    bool
}

// Berichten reads them; nil for who is nobody.
func (s *Service) Berichten(ctx context.Context, c *ent.Client) (*Berichten, error) {
	v := viewer.FromContext(ctx)
	if v == nil || v.UserID == uuid.Nil {
		return nil, nil
	}
	sys := rule.System(ctx)
	u, err := c.User.Get(sys, v.UserID)
	if err != nil {
		return nil, fmt.Errorf("reading what somebody hears: %w", err)
	}
	b := &Berichten{Sleutel: s.Key, Soorten: concern(v), Uit: u.MeldingenUit}
	if b.Uit == nil {
		b.Uit = []term.Melding{}
	}
	b.Hier, err = c.PushSubscription.Query().Where(pushsubscription.SessionID(v.SessionID)).Exist(sys)
	return b, err
}

// concern is what can be told to somebody at all.
func concern(v *viewer.Viewer) []term.Melding {
	return slices.DeleteFunc(term.All[term.Melding](), func(m term.Melding) bool {
		if m == term.MeldingWerk {
			return !v.Has(term.RoleMatcher, term.RoleHeadMatcher)
		}
		return !v.Has(term.RoleParent)
	})
}

// SetMeldingen keeps what the viewer does not want to hear of.
func (s *Service) SetMeldingen(ctx context.Context, off []term.Melding) error {
	v := viewer.FromContext(ctx)
	if v == nil || v.UserID == uuid.Nil {
		return fault.New(fault.NotFound, "")
	}
	off = slices.Clone(off)
	slices.Sort(off)
	return ent.FromContext(ctx).User.UpdateOneID(v.UserID).SetMeldingenUit(slices.Compact(off)).Exec(rule.System(ctx))
}

// Subscription is where a browser takes messages, in its own words.
type Subscription struct{ Endpoint, P256dh, Auth, Taal string }

// maxEndpoint is more than any push service needs.
const maxEndpoint = 1000

// Subscribe lets messages come on the viewer's device. A browser has one subscription at
// a time: what it had before goes, also when somebody else was signed in on it then.
func (s *Service) Subscribe(ctx context.Context, in Subscription) error {
	v, err := here(ctx)
	if err != nil {
		return err
	}
	var faults fault.List
	if len(in.Endpoint) > maxEndpoint {
		faults.Add(fault.At("endpoint").New(fault.TooLong, "").With("max", maxEndpoint))
	} else if s.MayPush == nil || !s.MayPush(in.Endpoint) {
		faults.Add(fault.At("endpoint").New(fault.Invalid, "bericht.adres"))
	}
	public, auth := unbase64(in.P256dh), unbase64(in.Auth)
	if _, err := ecdh.P256().NewPublicKey(public); err != nil {
		faults.Add(fault.At("p256dh").New(fault.Invalid, "bericht.sleutel"))
	}
	if len(auth) != 16 {
		faults.Add(fault.At("auth").New(fault.Invalid, "bericht.sleutel"))
	}
	in.Taal = taal.Ours(in.Taal)
	if err := faults.Err(); err != nil {
		return err
	}
	sys, c, hash := rule.System(ctx), ent.FromContext(ctx).PushSubscription, sha256.Sum256([]byte(in.Endpoint))
	_, err = c.Delete().Where(pushsubscription.Or(pushsubscription.EndpointHash(hash[:]), pushsubscription.SessionID(v.SessionID))).Exec(sys)
	if err == nil {
		err = c.Create().SetUserID(v.UserID).SetSessionID(v.SessionID).SetEndpointHash(hash[:]).SetEndpoint(in.Endpoint).
			SetP256dh(public).SetAuth(auth).Exec(sys)
	}
	if err == nil {
		err = ent.FromContext(ctx).User.Update().Where(user.ID(v.UserID), user.LocaleNEQ(in.Taal)).SetLocale(in.Taal).Exec(sys)
	}
	if ent.IsConstraintError(err) { // another tab was quicker
		return fault.New(fault.Retryable, "")
	}
	if err != nil {
		return fmt.Errorf("keeping where messages come: %w", err)
	}
	return nil
}

// Unsubscribe stops messages on the viewer's device.
func (s *Service) Unsubscribe(ctx context.Context) error {
	v, err := here(ctx)
	if err != nil {
		return err
	}
	_, err = ent.FromContext(ctx).PushSubscription.Delete().Where(pushsubscription.SessionID(v.SessionID)).Exec(rule.System(ctx))
	return err
}

// unbase64 reads what a browser wrote; nil when it is something else.
func unbase64(s string) []byte {
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(s, "="))
	if err != nil {
		return nil
	}
	return raw
}
