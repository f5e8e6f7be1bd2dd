package demo

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/internal/term"
)

// Person is somebody invented who can sign in.
type Person struct {
	Role      string     `json:"role"` // as the token says it, in lower case
	Email     string     `json:"email"`
	ID        uuid.UUID  `json:"id"`
	FamilyID  *uuid.UUID `json:"familyId,omitempty"`
	Region    string     `json:"region"` // its key
	RegionID  uuid.UUID  `json:"regionId"`
	Side      string     `json:"side,omitempty"` // of a parent: vraaggezin or steungezin
	FirstName string     `json:"firstName"`
}

// List tells who of the demo can sign in: the parents first, each role by number.
// Real people are never in it.
func List(ctx context.Context, c *ent.Client) ([]Person, error) {
	users, err := c.User.Query().Where(user.HasCredentialWith(credential.EmailHasSuffix(domain))).
		WithCredential().WithMemberships(func(q *ent.MembershipQuery) { q.WithRegion() }).
		WithFamily(func(q *ent.FamilyQuery) { q.WithVraaggezinnen().WithSteungezinnen() }).All(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading the people of the demo: %w", err)
	}
	people := []Person{}
	for _, u := range users {
		for _, m := range u.Edges.Memberships {
			people = append(people, Person{
				Role: strings.ToLower(string(m.Role)), Email: u.Edges.Credential.Email, ID: u.ID, FamilyID: u.FamilyID,
				Region: m.Edges.Region.Key, RegionID: m.RegionID, Side: side(u.Edges.Family), FirstName: u.FirstName,
			})
		}
	}
	slices.SortFunc(people, func(a, b Person) int {
		return cmp.Or(cmp.Compare(rank(a.Role), rank(b.Role)), cmp.Compare(number(a.Email), number(b.Email)), cmp.Compare(a.Email, b.Email))
	})
	return people, nil
}

// side is what a family asks or offers now; else what it did last.
func side(f *ent.Family) string {
	if f == nil {
		return ""
	}
	ended := []string{string(term.VraagAfgerond), string(term.VraagDoorverwezen), string(term.VraagIngetrokken), string(term.VraagGeanonimiseerd)}
	last := ""
	for _, v := range f.Edges.Vraaggezinnen {
		if last = "vraaggezin"; !slices.Contains(ended, string(v.State)) {
			return last
		}
	}
	if len(f.Edges.Steungezinnen) > 0 {
		return "steungezin"
	}
	return last
}

func rank(role string) int {
	return slices.Index(term.Role("").Values(), strings.ToUpper(role))
}

// number is the n of <role><n>@…
func number(email string) int {
	name, _, _ := strings.Cut(email, "@")
	n, _ := strconv.Atoi(strings.TrimLeft(name, "abcdefghijklmnopqrstuvwxyz_")) // none is 0, and comes first
	return n
}
