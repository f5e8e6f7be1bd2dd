// Package report is the only room with figures over many families. What it says is
// rounded, and silent about few.
package report

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
)

const (
	// few is below how many families nothing is said: a number that says nothing about
	// one of them.
	few = 5
	// back is how many days a case counts.
	back = 2 * 365
	// most is how many cases are looked at, the newest first.
	most = 500
)

// Wait is how long families mostly waited, in whole weeks: the middle half of them.
type Wait struct {
	From, To int
}

// Service computes the figures.
type Service struct {
	Client *ent.Client
	// Keep is how long a figure is good; none computes it each time.
	Keep time.Duration

	mu   sync.Mutex
	kept map[uuid.UUID]kept
}

type kept struct {
	wait  *Wait
	until time.Time
}

// Wait tells how long families of a region waited for a steungezin; nil when there are
// fewer than five to tell from.
//
// A case is a family whose vraaggezin came to a first trial (proef_van) in the last two
// years. It waited from the day it came on the list (wachtend_sinds: intake done, two
// talks, consent) to the first day of the first trial after that. A day that a matcher
// planned ahead and that is not there yet is no case. Families that still wait are not
// in it, so it is what happened to others and not a promise; a family that waits longer
// is told so by who calls her. The figure is the lower and the upper quartile of those
// waits, rounded down and up to whole weeks, so that no date of anybody can be read from
// it, and a family counts once however often it was helped.
func (s *Service) Wait(ctx context.Context, region uuid.UUID) (*Wait, error) {
	now := clock.Now()
	s.mu.Lock()
	k, ok := s.kept[region]
	s.mu.Unlock()
	if ok && now.Before(k.until) {
		return k.wait, nil
	}
	days, err := s.waits(ctx, region, now)
	if err != nil {
		return nil, err
	}
	w := middle(days)
	if s.Keep > 0 {
		s.mu.Lock()
		if s.kept == nil {
			s.kept = map[uuid.UUID]kept{}
		}
		s.kept[region] = kept{w, now.Add(s.Keep)}
		s.mu.Unlock()
	}
	return w, nil
}

// waits are the days that families waited, one number each.
func (s *Service) waits(ctx context.Context, region uuid.UUID, now time.Time) ([]float64, error) {
	rows, err := s.Client.Koppeling.Query().Where(koppeling.RegionID(region), koppeling.ProefVanGTE(now.AddDate(0, 0, -back)), koppeling.ProefVanLTE(now)).
		Order(koppeling.ByProefVan(sql.OrderDesc())).Limit(most).WithVraaggezin().All(rule.System(ctx))
	if err != nil {
		return nil, fmt.Errorf("reading how long families waited: %w", err)
	}
	first := map[uuid.UUID]float64{}
	for _, k := range rows {
		v := k.Edges.Vraaggezin
		if v.WachtendSinds == nil || k.ProefVan.Before(*v.WachtendSinds) {
			continue
		}
		days := k.ProefVan.Sub(*v.WachtendSinds).Hours() / 24
		if known, ok := first[v.FamilyID]; !ok || days < known {
			first[v.FamilyID] = days
		}
	}
	out := make([]float64, 0, len(first))
	for _, d := range first {
		out = append(out, d)
	}
	return out, nil
}

// middle is the span of the middle half, in weeks. Its ends are waits that were there, and
// not something in between two: then whoever knows all waits but one, and the figure,
// still does not know that one better than to a week.
func middle(days []float64) *Wait {
	if len(days) < few {
		return nil
	}
	slices.Sort(days)
	last := float64(len(days) - 1)
	w := &Wait{From: int(math.Floor(days[int(math.Floor(last*.25))] / 7)), To: int(math.Ceil(days[int(math.Ceil(last*.75))] / 7))}
	w.From = max(w.From, 1)
	w.To = max(w.To, w.From)
	return w
}
