package meetup

import (
	"context"
	"crypto/sha256"
	"fmt"
	"regexp"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/text"
)

// Guest is somebody without an account who comes too.
type Guest struct {
	ID, MeetupID     uuid.UUID
	FirstName        string
	Adults, Children int
	Secret           string // made by the client; only its hash is kept
}

// secrets have 128 bits of chance or more, in letters that need no escaping.
var secrets = regexp.MustCompile(`^[A-Za-z0-9_-]{22,64}$`)

// IsSecret tells whether a text can be a secret.
func IsSecret(s string) bool { return secrets.MatchString(s) }

// Hash is what is kept of a secret. It has too much chance in it to be guessed from that.
func Hash(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

// SignUpAsGuest signs somebody up who has no account, whoever asks. What we know of her
// is a first name and a number of people; her secret lets her look and cancel.
func (s *Service) SignUpAsGuest(ctx context.Context, in Guest) (*ent.Signup, error) {
	in.FirstName = text.Line(in.FirstName)
	var list fault.List
	if in.FirstName == "" || text.Len(in.FirstName) > 40 {
		list.Add(fault.New(fault.Required, "gast.naam").At("firstName"))
	}
	list.Add(words("firstName", in.FirstName, 40))
	if !IsSecret(in.Secret) {
		list.Add(fault.New(fault.Invalid, "gast.geheim").At("secret"))
	}
	m, err := s.mayCome(ctx, SignUp{ID: in.ID, MeetupID: in.MeetupID, Adults: in.Adults, Children: in.Children}, uuid.Nil)
	if more := fault.All(err); len(more) > 0 {
		list.Add(more...)
	} else if err != nil {
		return nil, err
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	hash := Hash(in.Secret)
	if taken, err := ent.FromContext(ctx).Signup.Query().Where(signup.GuestHash(hash)).Exist(rule.System(ctx)); err != nil {
		return nil, fmt.Errorf("looking for a guest: %w", err)
	} else if taken {
		return nil, fault.New(fault.Invalid, "gast.geheim").At("secret")
	}
	return s.seat(ctx, m, newcomer{id: in.ID, name: in.FirstName, hash: &hash, adults: in.Adults, children: in.Children})
}

// GuestOf finds the sign-up of a secret, with its meetup and place.
func GuestOf(ctx context.Context, c *ent.Client, secret string) (*ent.Signup, error) {
	if !IsSecret(secret) {
		return nil, missing()
	}
	su, err := c.Signup.Query().Where(signup.GuestHash(Hash(secret))).
		WithMeetup(func(q *ent.MeetupQuery) { q.WithPlace() }).Only(rule.System(ctx))
	if ent.IsNotFound(err) {
		return nil, missing()
	}
	return su, err
}

// CancelByLink cancels for whoever has the link of a sign-up: a guest with her secret, a
// household from its reminder. Who holds the link is not asked anything else; twice is
// once. The caller has made sure of the link.
func (s *Service) CancelByLink(ctx context.Context, id uuid.UUID) (*ent.Signup, error) {
	su, m, err := find(rule.System(ctx), id)
	if err != nil {
		return nil, err
	}
	return s.cancel(ctx, su, m, true)
}
