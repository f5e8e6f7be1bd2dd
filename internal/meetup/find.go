package meetup

import (
	"context"
	"fmt"
	"math"
	"time"

	"entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/sqljson"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/place"
	"buurtdorp/ent/predicate"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/term"
)

// Filter is what somebody looks for; what is not given does not matter.
type Filter struct {
	Near         *string // a postcode in any notation, or the name of a village
	Within       *int    // km by road from Near; nothing without it
	From, To     *time.Time
	Thema        *term.Thema
	PlaceID      *uuid.UUID
	RegionID     *uuid.UUID
	WithChildren *bool
	Evening      *bool // begins at 17.00 or later, true; earlier, false
	Language     *string
	Age          *int            // of a child
	Doelgroep    *term.Doelgroep // meant for these people, or for everybody
}

// Find says what meetups a filter lets through. Without From it is those that are
// not over yet. One that was called off is among them: whoever meant to go has to
// see that it is off.
//
// A query has nowhere to put a kind word about its input, so a Near that is no
// postcode and no village finds nothing, nor does a language that is none. A postcode that is well formed but not in
// our table does count, because the table is old: nobody can tell how far it is, so
// with Within it finds what lies in its own region.
func Find(ctx context.Context, c *ent.Client, f Filter) ([]predicate.Meetup, error) {
	all := []predicate.Meetup{notOver(clock.Now())}
	if f.From != nil {
		all = []predicate.Meetup{meetup.StartsAtGTE(*f.From)}
	}
	when(&all, f.To, meetup.StartsAtLTE)
	when(&all, f.Thema, meetup.ThemaEQ)
	when(&all, f.PlaceID, meetup.PlaceID)
	when(&all, f.RegionID, meetup.RegionID)
	when(&all, f.WithChildren, meetup.WithChildren)
	when(&all, f.Evening, meetup.Evening)
	when(&all, f.Language, func(l string) predicate.Meetup {
		if !isLanguage(l) { // nobody speaks it, and a database may not even take the letters
			return nothing()
		}
		return func(s *sql.Selector) { s.Where(sqljson.ValueContains(s.C(meetup.FieldLanguages), l)) }
	})
	when(&all, f.Age, func(age int) predicate.Meetup {
		return meetup.And(meetup.WithChildren(true), meetup.Or(meetup.AgeFromIsNil(), meetup.AgeFromLTE(age)), meetup.Or(meetup.AgeToIsNil(), meetup.AgeToGTE(age)))
	})
	when(&all, f.Doelgroep, func(d term.Doelgroep) predicate.Meetup {
		return func(s *sql.Selector) {
			s.Where(sql.Or(sqljson.LenEQ(s.C(meetup.FieldDoelgroepen), 0), sqljson.ValueContains(s.C(meetup.FieldDoelgroepen), d)))
		}
	})
	if f.Near == nil {
		return all, nil
	}
	from, known := Locate(*f.Near)
	if !known {
		return append(all, nothing()), nil
	}
	if f.Within == nil {
		return all, nil
	}
	ids, err := reach(ctx, c, from, *f.Within)
	if err != nil {
		return nil, err
	}
	return append(all, meetup.PlaceIDIn(ids...)), nil
}

// when adds what is asked for.
func when[T any](all *[]predicate.Meetup, asked *T, p func(T) predicate.Meetup) {
	if asked != nil {
		*all = append(*all, p(*asked))
	}
}

// notOver bounds starts_at as well, which is what the index is on: no meetup is
// longer than maxLong.
func notOver(now time.Time) predicate.Meetup {
	return meetup.And(meetup.StartsAtGT(now.Add(-maxLong)), meetup.EndsAtGT(now))
}

func nothing() predicate.Meetup { return meetup.IDIn() }

// reach lists the places at most this many km away. Places are few: the roads to
// them are worked out here, and the database gets a short list.
func reach(ctx context.Context, c *ent.Client, from Spot, km int) ([]uuid.UUID, error) {
	places, err := c.Place.Query().Select(place.FieldID, place.FieldPostcode).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading places: %w", err)
	}
	var ids []uuid.UUID
	for _, p := range places {
		if from.within(p.Postcode, km) {
			ids = append(ids, p.ID)
		}
	}
	return ids, nil
}

// Spot is where somebody looks from: the codes of a village, or one code.
type Spot struct{ codes []string }

// Locate reads what somebody typed. False when it is neither a postcode nor the
// name of a place.
func Locate(near string) (Spot, bool) {
	in, err := geo.ParsePostcode(near)
	if err == nil {
		return Spot{[]string{in.PC4}}, true
	}
	codes := geo.Named(near)
	return Spot{codes}, len(codes) > 0
}

// Band is how far a place is, from the nearest of the codes.
func (s Spot) Band(postcode string) term.Reisband {
	best, far := term.ReisbandOnbekend, math.Inf(1)
	for _, c := range s.codes {
		if km, ok := geo.RoadKm(c, pc4(postcode)); ok && km < far {
			best, far = geo.Travel(c, pc4(postcode), "").Band, km
		}
	}
	return best
}

// within: the same village is never too far.
func (s Spot) within(postcode string, limit int) bool {
	if limit < 0 {
		return false
	}
	unknown := true
	for _, c := range s.codes {
		km, ok := geo.RoadKm(c, pc4(postcode))
		if !ok {
			continue
		}
		unknown = false
		if km <= float64(limit) || geo.Travel(c, pc4(postcode), "").Band == term.ReisbandZelfdeDorp {
			return true
		}
	}
	return unknown && s.sameRegion(postcode)
}

func (s Spot) sameRegion(postcode string) bool {
	there, ok := geo.RegionOf(pc4(postcode))
	if !ok {
		return false
	}
	for _, c := range s.codes {
		if here, ok := geo.RegionOf(c); ok && here == there {
			return true
		}
	}
	return false
}

// pc4 is the part of a stored postcode that geo knows.
func pc4(postcode string) string { return postcode[:min(4, len(postcode))] }
