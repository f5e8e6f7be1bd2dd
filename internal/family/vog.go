package family

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/region"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vog"
	"buurtdorp/internal/text"
)

// vogNotice is how long before a VOG runs out its matcher hears of it: getting a new one
// takes weeks.
const vogNotice = 8 * 7

// vogEnds is what stands on the list then. The family reads it too.
const vogEnds = "VOG loopt af: een nieuwe klaarzetten en bekijken"

// noticeVogs puts on matchers' lists which VOG runs out within eight weeks, as long as
// nothing else is planned with that family before it does. Nothing stops by it: a
// steungezin with an old VOG gets no new koppeling (matching), and keeps what runs.
func (s *Service) noticeVogs(sys context.Context, limit int, now time.Time) (took int, err error) {
	c := ent.FromContext(sys)
	regions, err := c.Region.Query().Order(region.ByID()).All(sys)
	if err != nil {
		return 0, fmt.Errorf("reading regions: %w", err)
	}
	for _, r := range regions {
		soon := now.AddDate(-r.VogYears, 0, vogNotice)
		list, err := c.Steungezin.Query().Where(
			steungezin.RegionID(r.ID), steungezin.StateIn(inPool...), steungezin.VolgendeStapNEQ(vogEnds),
			steungezin.HasScreeningWith(screening.HasVogsWith(vog.AfgegevenOpLTE(soon))),
		).WithScreening(func(q *ent.ScreeningQuery) { q.WithVogs() }).Order(steungezin.ByID()).All(sys)
		if err != nil {
			return took, fmt.Errorf("looking for VOGs that run out: %w", err)
		}
		for _, x := range list {
			ends := firstEnd(x.Edges.Screening.Edges.Vogs, r.VogYears)
			planned := x.VolgendeDatum != nil && x.VolgendeDatum.Before(ends)
			if took >= limit || ends.After(now.AddDate(0, 0, vogNotice)) || planned && ends.After(now) {
				continue
			}
			if err := counted(&took, s.noticeVog(sys, x.ID)); err != nil {
				return took, err
			}
		}
	}
	return took, nil
}

func (s *Service) noticeVog(sys context.Context, id uuid.UUID) error {
	t, err := s.beginSteun(sys, StepVogEnds, "id", Act{ID: id, force: true}, nil)
	if err != nil {
		return err
	}
	_, err = s.takeSteun(sys, t, &next{vogEnds, workdays(5)}, nil)
	return err
}

// firstEnd is when the first of the adults has no VOG that counts any more; a newer one
// of the same adult takes the place of the old.
func firstEnd(vogs []*ent.Vog, years int) time.Time {
	until := map[string]time.Time{}
	for _, v := range vogs {
		if name, ends := text.Fold(v.Voornaam), GeldigTot(v, years); ends.After(until[name]) {
			until[name] = ends
		}
	}
	var all []time.Time
	for _, t := range until {
		all = append(all, t)
	}
	return slices.MinFunc(all, time.Time.Compare)
}
