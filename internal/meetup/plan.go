package meetup

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// The limits of a plan.
const (
	maxTitle       = 120
	maxDescription = 2000
	maxCapacity    = 1000
	maxAge         = 23
	maxLanguages   = 20
	maxLong        = 24 * time.Hour // Find counts on it
)

// Plan is a meetup to come.
type Plan struct {
	ID, PlaceID        uuid.UUID
	Title, Description string
	Thema              term.Thema
	Kind               term.MeetupKind
	StartsAt, EndsAt   time.Time
	Capacity           int // people, 0 is no limit
	WithChildren       bool
	AgeFrom, AgeTo     *int
	Languages          []string
	Doelgroepen        []term.Doelgroep // none is everybody
}

// PlanMeetup plans a meetup at a place of the viewer's region; hosts and matchers.
func (s *Service) PlanMeetup(ctx context.Context, in Plan) (*ent.Meetup, error) {
	in.Title, in.Description = text.Line(in.Title), text.Clean(in.Description)
	at, err := s.placeFor(ctx, in.PlaceID)
	if err != nil {
		return nil, err
	}
	list := in.check(clock.Now())
	if !at.Active {
		list.Add(fault.New(fault.State, "plek.dicht").At("placeId"))
	}
	if err := list.Err(); err != nil {
		return nil, err
	}
	return in.write(ctx, at)
}

// TakeOver writes a meetup that was planned elsewhere, before this program came: it may
// be past, and its place closed. For the server itself, which knows the place.
func (s *Service) TakeOver(ctx context.Context, in Plan, at *ent.Place) (*ent.Meetup, error) {
	in.Title, in.Description, in.PlaceID = text.Line(in.Title), text.Clean(in.Description), at.ID
	if err := in.check(in.StartsAt).Err(); err != nil {
		return nil, err
	}
	return in.write(ctx, at)
}

func (in Plan) write(ctx context.Context, at *ent.Place) (*ent.Meetup, error) {
	sys, c := rule.System(ctx), ent.FromContext(ctx)
	if there, err := c.Meetup.Query().Where(meetup.ID(in.ID)).Exist(sys); err != nil {
		return nil, fmt.Errorf("looking for a meetup: %w", err)
	} else if there {
		return nil, fault.New(fault.Exists, "").At("id").WithCurrent(in.ID)
	}
	m, err := c.Meetup.Create().SetID(in.ID).SetRegionID(at.RegionID).SetPlaceID(at.ID).
		SetTitle(in.Title).SetDescription(in.Description).SetThema(in.Thema).SetKind(in.Kind).
		SetStartsAt(in.StartsAt).SetEndsAt(in.EndsAt).SetCapacity(in.Capacity).SetWithChildren(in.WithChildren).
		SetNillableAgeFrom(in.AgeFrom).SetNillableAgeTo(in.AgeTo).SetLanguages(in.Languages).
		SetDoelgroepen(in.doelgroepen()).Save(sys)
	if ent.IsConstraintError(err) { // a twin was quicker; the same again says so
		return nil, fault.New(fault.Retryable, "").Because(err)
	}
	if err != nil {
		return nil, fmt.Errorf("planning a meetup: %w", err)
	}
	return m, nil
}

func (in Plan) doelgroepen() []term.Doelgroep {
	if in.Doelgroepen == nil {
		return []term.Doelgroep{}
	}
	return in.Doelgroepen
}

func (in Plan) check(now time.Time) fault.List {
	list := in.about(gid.Meetup)
	if in.StartsAt.Before(now) {
		list.Add(fault.New(fault.Invalid, "datum.eerder").At("startsAt"))
	}
	switch long := in.EndsAt.Sub(in.StartsAt); {
	case long <= 0:
		list.Add(fault.New(fault.Invalid, "tijd.volgorde").At("endsAt"))
	case long > maxLong:
		list.Add(fault.New(fault.Invalid, "meetup.lang").At("endsAt"))
	}
	return list
}

// about checks what a meetup or a series is, whenever it is.
func (in Plan) about(kind gid.Kind) fault.List {
	var list fault.List
	if !gid.Is(in.ID, kind) {
		list.Add(fault.New(fault.Invalid, "id.vreemd").At("id"))
	}
	list.Add(words("title", in.Title, maxTitle), words("description", in.Description, maxDescription))
	if in.Title == "" {
		list.Add(fault.New(fault.Required, "meetup.titel.leeg").At("title"))
	}
	if !term.Valid(in.Thema) {
		list.Add(fault.New(fault.Invalid, "keuze.vreemd").At("thema"))
	}
	if !term.Valid(in.Kind) {
		list.Add(fault.New(fault.Invalid, "keuze.vreemd").At("kind"))
	}
	for i, d := range in.Doelgroepen {
		if !term.Valid(d) || slices.Contains(in.Doelgroepen[:i], d) {
			list.Add(fault.At("doelgroepen").Index(i).New(fault.Invalid, "keuze.vreemd"))
		}
	}
	if in.Capacity < 0 || in.Capacity > maxCapacity {
		list.Add(fault.New(fault.Invalid, "meetup.plekken").At("capacity").With("max", maxCapacity))
	}
	list.Add(append(in.ages(), in.languages())...)
	return list
}

// words checks a text that is public: not too long for its column, and no citizen
// service number in it.
func words(name, s string, limit int) *fault.Error {
	if text.Len(s) > limit {
		return fault.At(name).TooLong(limit)
	}
	if text.HoldsBSN(s) {
		return fault.New(fault.Invalid, "bsn.niet").At(name)
	}
	return nil
}

func (in Plan) ages() fault.List {
	var list fault.List
	wrong := func(age *int) bool { return age != nil && (*age < 0 || *age > maxAge) }
	odd := in.AgeFrom != nil && in.AgeTo != nil && *in.AgeFrom > *in.AgeTo
	if wrong(in.AgeFrom) {
		list.Add(fault.New(fault.Invalid, "meetup.leeftijd").At("ageFrom").With("max", maxAge))
	}
	if wrong(in.AgeTo) || odd {
		list.Add(fault.New(fault.Invalid, "meetup.leeftijd").At("ageTo").With("max", maxAge))
	}
	return list
}

// languages: codes of two letters, each once, at least one.
func (in Plan) languages() *fault.Error {
	if len(in.Languages) == 0 {
		return fault.New(fault.Required, "keuze.leeg").At("languages")
	}
	if len(in.Languages) > maxLanguages {
		return fault.At("languages").TooMany(maxLanguages)
	}
	for i, l := range in.Languages {
		if !isLanguage(l) || slices.Contains(in.Languages[:i], l) {
			return fault.At("languages").Index(i).New(fault.Invalid, "keuze.vreemd")
		}
	}
	return nil
}

// CancelMeetup calls a meetup off; hosts and matchers of the region. The sign-ups
// and counts stay as they are, so that it still shows whom it would have served;
// everybody who stood for it is told, also who waited, and nobody can sign up any more.
func (s *Service) CancelMeetup(ctx context.Context, id uuid.UUID, baseVersion int) (*ent.Meetup, error) {
	m, err := s.mine(ctx, id, baseVersion)
	if err != nil {
		return nil, err
	}
	return s.callOff(ctx, m, clock.Now())
}

// isLanguage tells whether this is a code of two letters, as in ISO 639-1.
func isLanguage(l string) bool {
	return len(l) == 2 && l[0] >= 'a' && l[0] <= 'z' && l[1] >= 'a' && l[1] <= 'z'
}
