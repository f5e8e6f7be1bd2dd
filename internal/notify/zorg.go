package notify

import (
	"context"

	"buurtdorp/ent"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/user"
	"buurtdorp/ent/zorgmelding"
	"buurtdorp/internal/term"
)

// aboutZorg goes to the matcher of the koppeling, or of the family, or else to a head
// matcher of the region: a worry is always somebody's.
func (s *Service) aboutZorg(sys context.Context, m Message) (recipient, words, error) {
	w := words{Link: s.opt.PublicURL + "/werkplek/zorg/" + m.About.String()}
	z, err := s.opt.DB.Client.Zorgmelding.Query().Where(zorgmelding.ID(m.About)).WithKoppeling().
		WithFamily(func(q *ent.FamilyQuery) { q.WithVraaggezinnen().WithSteungezinnen() }).Only(sys)
	if err != nil {
		return recipient{}, w, err
	}
	hers := user.HasMembershipsWith(membership.RegionID(z.RegionID), membership.RoleIn(term.RoleMatcher, term.RoleHeadMatcher))
	staff, err := s.opt.DB.Client.User.Query().Where(user.DisabledAtIsNil(), hers).WithCredential().
		WithMemberships(func(q *ent.MembershipQuery) { q.Where(membership.RegionID(z.RegionID)) }).Order(user.ByID()).All(sys)
	if err != nil {
		return recipient{}, w, err
	}
	best, rank := recipient{}, 0
	for _, u := range staff {
		if r := nearness(z, u); r > rank {
			best, rank = colleague(u), r
		}
	}
	return best, w, nil
}

// nearness is how much a worry is hers: of this koppeling, of this family, a head
// matcher, a colleague.
func nearness(z *ent.Zorgmelding, u *ent.User) int {
	if k := z.Edges.Koppeling; k != nil && k.MatcherID != nil && *k.MatcherID == u.ID {
		return 4
	}
	for _, v := range z.Edges.Family.Edges.Vraaggezinnen {
		if v.MatcherID != nil && *v.MatcherID == u.ID {
			return 3
		}
	}
	for _, st := range z.Edges.Family.Edges.Steungezinnen {
		if st.MatcherID != nil && *st.MatcherID == u.ID {
			return 3
		}
	}
	for _, m := range u.Edges.Memberships {
		if m.Role == term.RoleHeadMatcher {
			return 2
		}
	}
	return 1
}
