package meetup

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/place"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// PlaceChange is what a place is like.
type PlaceChange struct {
	ID                     uuid.UUID
	BaseVersion            int
	Street, Access         string
	StepFree, Pram, Toilet *bool // nil is not known
	Languages              []string
	Lat, Lon               *float64
	Hosts                  []uuid.UUID
}

// ChangePlace says what a place is like and who receives there; hosts and matchers of
// its region.
func (s *Service) ChangePlace(ctx context.Context, in PlaceChange) (*ent.Place, error) {
	in.Street, in.Access = text.Line(in.Street), text.Clean(in.Access)
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	p, err := c.Place.Query().Where(place.ID(in.ID)).Only(ctx)
	if ent.IsNotFound(err) || err == nil && !who.Hosts(p.RegionID) {
		return nil, fault.New(fault.NotFound, "plek.weg").At("id")
	}
	if err != nil {
		return nil, fmt.Errorf("reading a place: %w", err)
	}
	list := in.check()
	known, err := c.User.Query().Where(user.IDIn(in.Hosts...), user.DisabledAtIsNil(), user.HasMembershipsWith(
		membership.RegionID(p.RegionID), membership.RoleIn(term.RoleHost, term.RoleMatcher, term.RoleHeadMatcher))).IDs(sys)
	if err != nil {
		return nil, fmt.Errorf("reading who receives: %w", err)
	}
	if in.Hosts == nil {
		in.Hosts = []uuid.UUID{}
	}
	if len(known) < len(in.Hosts) {
		return nil, fault.New(fault.NotFound, "plek.host").At("hosts")
	}
	if p.Version != in.BaseVersion {
		return nil, fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(p.ID)
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	u := p.Update().Where(place.Version(in.BaseVersion)).SetStreet(in.Street).SetAccess(in.Access).
		ClearStepFree().ClearPram().ClearToilet().SetNillableStepFree(in.StepFree).SetNillablePram(in.Pram).SetNillableToilet(in.Toilet).
		SetLanguages(in.Languages).SetHostIds(in.Hosts)
	if in.Lat != nil {
		u.SetLat(*in.Lat).SetLon(*in.Lon)
	}
	p, err = u.Save(sys)
	if ent.IsNotFound(err) {
		return nil, fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(in.ID)
	}
	if err != nil {
		return nil, fmt.Errorf("changing a place: %w", err)
	}
	return p, nil
}

func (in PlaceChange) check() fault.List {
	var list fault.List
	list.Add(words("street", in.Street, maxTitle), words("access", in.Access, 300))
	if f := (Plan{Languages: in.Languages}).languages(); f != nil && len(in.Languages) > 0 {
		list.Add(f)
	}
	// The Netherlands, with room around it.
	if (in.Lat == nil) != (in.Lon == nil) || in.Lat != nil && (*in.Lat < 50.7 || *in.Lat > 53.7 || *in.Lon < 3.2 || *in.Lon > 7.3) {
		list.Add(fault.New(fault.Invalid, "plek.kaart").At("lat"))
	}
	return list
}
