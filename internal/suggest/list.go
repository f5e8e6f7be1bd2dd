package suggest

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/assign"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/term"
)

// List is a proposal for a whole region: who of all who wait could go with whom of all
// who are free. As many families as possible get a steungezin, the pressing ones first,
// and all together they fit as well as can be; Gap proves it. It holds what was so At
// that moment, and it decides nothing: a matcher proposes pair by pair.
type List struct {
	Region uuid.UUID
	At     time.Time
	// Waiting is how many vraaggezinnen wait for somebody, Places how many there is room for.
	Waiting, Places int
	Weging          int
	// Score of all pairs together.
	Score int
	// Pairs and Alone have who is pressed first, and then who waits longest.
	Pairs []ListPair
	Alone []ListAlone

	desk     *desk
	division *assign.Division
}

// ListPair is a vraaggezin with the steungezin that is best for it and for the others.
type ListPair struct {
	VraagID, SteunID uuid.UUID
	// Vaker: this steungezin stands in the list more than once. It gets one proposal at a time.
	Vaker bool
	row   int
}

// ListAlone is a vraaggezin for which there is nobody now.
type ListAlone struct {
	VraagID uuid.UUID
	// Passend is how many steungezinnen would fit it, whose places go to others.
	Passend int
	row     int
}

// ListOther is another steungezin that a vraaggezin could go with, and what the whole
// list would lose by that when all others are divided anew.
type ListOther struct {
	SteunID uuid.UUID
	// Minder is how many vraaggezinnen fewer would have a steungezin.
	Minder int
	// Punten is how many points all pairs together would lose; below 0 when fewer pairs
	// have more.
	Punten int
}

// Belet is a hard constraint that stands between a vraaggezin and steungezinnen.
type Belet struct {
	Key string
	// Bij is at how many of those who have a place. Alleen is at how many it is all that
	// stands in the way.
	Bij, Alleen int
}

type listKey struct{ who, region uuid.UUID }

// WholeFor is Whole for one person: never twice at the same time, however often she
// asks. What she gets was read after she asked.
func (s *Service) WholeFor(ctx context.Context, who, region uuid.UUID) (*List, error) {
	return s.lists.do(ctx, listKey{who, region}, func(ctx context.Context) (*List, error) { return s.Whole(ctx, region) })
}

// Whole makes the proposal of a region. The caller has made sure that the viewer pairs
// there. It takes as long as the region is large and stops when ctx does; the number of
// statements does not grow.
func (s *Service) Whole(ctx context.Context, region uuid.UUID) (*List, error) {
	d, err := s.sit(ctx, region)
	if err != nil {
		return nil, fmt.Errorf("reading a region's list: %w", err)
	}
	p, err := d.problem(ctx)
	if err != nil {
		return nil, err
	}
	division, err := assign.SolveAll(ctx, p, d.missing)
	if err != nil {
		return nil, err
	}
	l := &List{Region: region, At: d.at, Waiting: len(d.vragen), Weging: d.weights.Versie, Score: int(division.Total.Gain), desk: d, division: division}
	for _, n := range d.places {
		l.Places += n
	}
	given := make([]int, len(d.places))
	for _, j := range division.Match {
		if j >= 0 {
			given[j]++
		}
	}
	for i, j := range division.Match {
		if j < 0 {
			l.Alone = append(l.Alone, ListAlone{VraagID: d.vragen[i].ID, Passend: d.fitting[i], row: i})
			continue
		}
		l.Pairs = append(l.Pairs, ListPair{VraagID: d.vragen[i].ID, SteunID: d.offers()[j].ID(), Vaker: given[j] > 1, row: i})
	}
	return l, nil
}

// Gap is how much better another list could be at the most: 0, unless there is a mistake.
func (l *List) Gap() (int64, error) { return l.division.Gap() }

// Verdict is all there is to say of a pair.
func (l *List) Verdict(p ListPair) matching.Verdict {
	return l.desk.verdict(p.row, int(l.division.Match[p.row]))
}

// Others are the steungezinnen a vraaggezin could go with at the least loss for the
// whole list, each with its verdict.
func (l *List) Others(row int, n int) (others []ListOther, verdicts []matching.Verdict) {
	for _, o := range l.division.Others(row, n) {
		others = append(others, ListOther{SteunID: l.desk.offers()[o.Col].ID(), Minder: int(o.Loss.Pairs), Punten: int(o.Loss.Gain)})
		verdicts = append(verdicts, l.desk.verdict(row, int(o.Col)))
	}
	return others, verdicts
}

// Row is where the vraaggezin of a pair stands, for Others.
func (p ListPair) Row() int { return p.row }

// Row is where the vraaggezin stands, for Others and Belet.
func (a ListAlone) Row() int { return a.row }

// Belet tells what stands in the way at the steungezinnen that have a place: which of the
// hard constraints, at how many, in the order of the constraints.
func (l *List) Belet(row int) []Belet { return l.desk.belet(row) }

// desk has everything on it that the list is made of.
type desk struct {
	*around
	at      time.Time
	vragen  []matching.Vraag
	press   []int
	places  []int // of each offer, for how many more it has a place now
	apart   apart
	fitting []int // by vraag, how many of the offers
	left    []int // by vraag, the highest score of those left out of the problem, below 0 when none
}

func (d *desk) offers() []matching.Aanbod { return d.near.offers }

func (s *Service) sit(ctx context.Context, region uuid.UUID) (*desk, error) {
	sys, c := rule.System(ctx), s.client(ctx)
	d := &desk{at: clock.Now()}
	var err error
	if d.around, err = s.around(sys, c, region); err != nil {
		return nil, err
	}
	waiting := askers{region: region}
	asking, err := waiting.read(sys, c)
	if err != nil {
		return nil, err
	}
	if d.apart, err = waiting.apart(sys, c); err != nil {
		return nil, err
	}
	for _, v := range asking {
		d.vragen, d.press = append(d.vragen, vraagOf(v)), append(d.press, v.Urgentie)
	}
	d.room()
	return d, nil
}

// room counts the places; who has a proposal to answer has none now.
func (d *desk) room() {
	d.places = make([]int, len(d.offers()))
	for j := range d.offers() {
		if offer := &d.offers()[j]; !d.asked[offer.ID()] {
			d.places[j] = max(0, offer.Plekken())
		}
	}
}

// asked: a steungezin gets one proposal at a time.
func asked(k *ent.Koppeling) bool {
	return k.State == term.KoppelingVoorgesteldSteun || k.State == term.KoppelingVoorgesteldVraag
}
