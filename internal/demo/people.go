package demo

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// staff are the people who work in the region.
type staff struct{ ria, joris, head, host, other uuid.UUID }

// domain ends every address in this room; .example is nobody's, for ever (RFC 2606).
const domain = "@demo.buurtdorp.example"

func address(role term.Role, n int) string {
	return fmt.Sprintf("%s%d%s", strings.ToLower(string(role)), n, domain)
}

// person writes somebody who signs in, and her role in the region.
func (b *book) person(first string, role term.Role, email string, at time.Time, family uuid.UUID) uuid.UUID {
	u := b.c.User.Create().SetFirstName(first).SetLocale("nl")
	id := stamp(b, u, gid.User, at, at)
	if family != uuid.Nil {
		u.SetFamilyID(family)
	}
	b.users = append(b.users, u)

	c := b.c.Credential.Create().SetUserID(id).SetEmail(email)
	stamp(b, c, gid.Credential, at, at)
	b.credentials = append(b.credentials, c)

	m := b.c.Membership.Create().SetUserID(id).SetRole(role)
	inRegion(b, m, gid.Membership, at, at)
	b.memberships = append(b.memberships, m)
	return id
}

// hire writes the people who work in the region.
func (b *book) hire(at time.Time) {
	as := func(first string, role term.Role, n int) uuid.UUID {
		return b.person(first, role, address(role, n), at, uuid.Nil)
	}
	b.staff = staff{
		ria:   as("Ria", term.RoleMatcher, 1),
		joris: as("Joris", term.RoleMatcher, 2),
		head:  as("Hilde", term.RoleHeadMatcher, 1),
		host:  as("Els", term.RoleHost, 1),
	}
	b.staff.other = as("Yusuf", term.RoleHost, 2)
	as("Wendela", term.RoleProfessional, 1)
	as("Pim", term.RoleAdmin, 1)
}
