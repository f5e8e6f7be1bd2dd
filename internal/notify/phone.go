package notify

import (
	"context"

	"buurtdorp/ent"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/user"
	"buurtdorp/internal/term"
)

// phoneFor is the number a message goes to as a text, "" when it goes by mail: only who
// asked for it, at a number that takes them, and of what fits a locked phone. Invented
// people, whose address cannot exist, get none.
//
// A phone makes a sound: in the quiet hours of the region a text waits until these are
// over, or goes by mail where that is too late. A code that somebody asks for does not wait.
func (s *Service) phoneFor(kind Kind, to recipient, w words) (string, error) {
	if s.sms == nil || nederlands.shorts[kind] == "" || !mobile(to.phone) {
		return "", nil
	}
	if _, real := s.sms.(*httpTexter); real && reserved(to.email) {
		return "", nil
	}
	until := quietUntil(to.region, s.now())
	switch {
	case kind == signinCode || until.IsZero():
		return to.phone, nil
	case w.begins.IsZero() || w.begins.After(until):
		return "", wait(until)
	}
	return "", nil
}

// phoneOf is where a person takes her codes as a text: a parent who is the only one of
// her household with an account, and asked for messages. A colleague's code goes to the
// address she was let in with, and so does the first one: it proves that the address is hers.
func (s *Service) phoneOf(sys context.Context, email string) (string, error) {
	c, err := s.opt.DB.Client.Credential.Query().Where(credential.Email(email)).
		WithUser(func(q *ent.UserQuery) {
			q.WithMemberships().WithFamily(func(q *ent.FamilyQuery) {
				q.WithContactgegevens().WithMembers(func(q *ent.UserQuery) { q.Where(user.DisabledAtIsNil()) })
			})
		}).Only(sys)
	if ent.IsNotFound(err) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	u := c.Edges.User
	if u == nil || u.Edges.Family == nil || len(u.Edges.Family.Edges.Members) != 1 {
		return "", nil
	}
	for _, m := range u.Edges.Memberships {
		if m.Role != term.RoleParent {
			return "", nil
		}
	}
	at := u.Edges.Family.Edges.Contactgegevens
	if at == nil || at.BereikVia != term.BereikViaBericht {
		return "", nil
	}
	return at.Phone, nil
}
