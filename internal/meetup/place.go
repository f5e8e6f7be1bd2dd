package meetup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/place"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// PlaceFacts are what a place is like.
type PlaceFacts struct {
	ID                      uuid.UUID
	Name, Postcode, Village string
	Street, Access          string
	StepFree, Pram, Toilet  *bool // nil is not known
	Languages               []string
	Lat, Lon                *float64
	Hosts                   []uuid.UUID
}

// PlaceChange says what of a place is other now. A name, postcode or village that is left
// out is as it was.
type PlaceChange struct {
	PlaceFacts
	BaseVersion             int
	Name, Postcode, Village *string
}

// ChangePlace says what a place is like and who receives there; hosts and matchers of
// its region.
func (s *Service) ChangePlace(ctx context.Context, in PlaceChange) (*ent.Place, error) {
	p, err := ownPlace(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	moved := in.Postcode != nil && postcodeOf(*in.Postcode) != p.Postcode
	f := in.PlaceFacts
	f.Name, f.Postcode, f.Village = or(in.Name, p.Name), or(in.Postcode, p.Postcode), or(in.Village, p.Village)
	if moved && in.Village == nil {
		f.Village = ""
	}
	f = f.clean()
	list := f.check()
	at, fl := f.where()
	list.Add(fl)
	if err := list.Err(); err != nil {
		return nil, err
	}
	if err := f.free(ctx, p.RegionID); err != nil {
		return nil, err
	}
	if p.Version != in.BaseVersion {
		return nil, fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(p.ID)
	}
	u := p.Update().Where(place.Version(in.BaseVersion)).SetName(f.Name).SetPostcode(at.postcode).SetVillage(at.village).SetStreet(f.Street).SetAccess(f.Access).
		ClearStepFree().ClearPram().ClearToilet().SetNillableStepFree(f.StepFree).SetNillablePram(f.Pram).SetNillableToilet(f.Toilet).
		SetLanguages(f.Languages).SetHostIds(f.Hosts)
	if f.Lat != nil || moved {
		u.SetLat(at.lat).SetLon(at.lon)
	}
	return saved(ctx, u, in.ID)
}

// ownPlace is a place of a region where the viewer receives people.
func ownPlace(ctx context.Context, id uuid.UUID) (*ent.Place, error) {
	who, err := somebody(ctx)
	if err != nil {
		return nil, err
	}
	p, err := ent.FromContext(ctx).Place.Query().Where(place.ID(id)).Only(ctx)
	if ent.IsNotFound(err) || err == nil && !who.Hosts(p.RegionID) {
		return nil, fault.New(fault.NotFound, "plek.weg").At("id")
	}
	if err != nil {
		return nil, fmt.Errorf("reading a place: %w", err)
	}
	return p, nil
}

func saved(ctx context.Context, u *ent.PlaceUpdateOne, id uuid.UUID) (*ent.Place, error) {
	p, err := u.Save(rule.System(ctx))
	if ent.IsNotFound(err) {
		return nil, fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(id)
	}
	if err != nil {
		return nil, fmt.Errorf("changing a place: %w", err)
	}
	return p, nil
}

// clean gives the facts as they are kept.
func (in PlaceFacts) clean() PlaceFacts {
	in.Name, in.Village, in.Street, in.Access = text.Line(in.Name), text.Line(in.Village), text.Line(in.Street), text.Clean(in.Access)
	if in.Hosts == nil {
		in.Hosts = []uuid.UUID{}
	}
	if in.Languages == nil {
		in.Languages = []string{}
	}
	return in
}

func (in PlaceFacts) check() fault.List {
	var list fault.List
	list.Add(words("name", in.Name, maxTitle), words("village", in.Village, maxTitle), words("street", in.Street, maxTitle), words("access", in.Access, 300))
	if in.Name == "" {
		list.Add(fault.New(fault.Required, "plek.naam").At("name"))
	}
	if f := (Plan{Languages: in.Languages}).languages(); f != nil && len(in.Languages) > 0 {
		list.Add(f)
	}
	// The Netherlands, with room around it.
	if (in.Lat == nil) != (in.Lon == nil) || in.Lat != nil && (*in.Lat < 50.7 || *in.Lat > 53.7 || *in.Lon < 3.2 || *in.Lon > 7.3) {
		list.Add(fault.New(fault.Invalid, "plek.kaart").At("lat"))
	}
	return list
}

// free checks what only the database knows: that nobody else has the name, and that who
// is to receive there works in the region.
func (in PlaceFacts) free(ctx context.Context, region uuid.UUID) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	there, err := c.Place.Query().Where(place.RegionID(region), place.Name(in.Name), place.IDNEQ(in.ID)).Exist(sys)
	if err != nil {
		return fmt.Errorf("looking for a place of that name: %w", err)
	}
	if there {
		return fault.New(fault.Exists, "plek.bestaat").At("name")
	}
	known, err := c.User.Query().Where(user.IDIn(in.Hosts...), Receives(region)).IDs(sys)
	if err != nil {
		return fmt.Errorf("reading who receives: %w", err)
	}
	for i, id := range in.Hosts {
		if !slices.Contains(known, id) || slices.Contains(in.Hosts[:i], id) {
			return fault.New(fault.NotFound, "plek.host").At("hosts")
		}
	}
	return nil
}

// Receives are the people who may receive others at the places of a region.
func Receives(region uuid.UUID) predicate.User {
	return user.And(user.DisabledAtIsNil(), user.HasMembershipsWith(
		membership.RegionID(region), membership.RoleIn(term.RoleHost, term.RoleMatcher, term.RoleHeadMatcher)))
}

// spot is where a place is.
type spot struct {
	postcode, village string
	lat, lon          float64
}

// where is the place on the map: as it was picked, or else the middle of its postcode. A
// postcode we do not know needs both a village and a place on the map.
func (in PlaceFacts) where() (spot, *fault.Error) {
	code, err := geo.ParsePostcode(in.Postcode)
	if errors.Is(err, geo.ErrPostbus) {
		return spot{}, fault.New(fault.Invalid, "postcode.postbus").At("postcode")
	}
	if err != nil {
		return spot{}, fault.New(fault.Invalid, "postcode.vreemd").At("postcode")
	}
	known, ok := geo.Lookup(code.PC4)
	if !ok && (in.Lat == nil || in.Village == "") {
		return spot{}, fault.New(fault.Invalid, "postcode.vreemd").At("postcode")
	}
	at := spot{postcode: code.PC4 + code.Letters, village: cmp.Or(in.Village, known.Plaats), lat: known.Lat, lon: known.Lon}
	if in.Lat != nil && in.Lon != nil {
		at.lat, at.lon = *in.Lat, *in.Lon
	}
	return at, nil
}

func postcodeOf(typed string) string {
	code, err := geo.ParsePostcode(typed)
	if err != nil {
		return ""
	}
	return code.PC4 + code.Letters
}

func or(s *string, otherwise string) string {
	if s == nil {
		return otherwise
	}
	return *s
}
