package demo

import (
	"context"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelingstep"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/screening"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// Figures are those of a year, counted from the rows.
type Figures struct {
	Vraaggezinnen, Steungezinnen, Koppelingen int
	VraagTalks, SteunTalks                    int // with whom there was a talk
	Proposed, Met                             int // koppelingen
	Meetups, Participants, Days               int // Days: from registering to the start, on average
	ByPlace                                   map[string]int
	ByMonth                                   [12]int
}

// Figures2021 counts the figures of 2021 by query.
func Figures2021(ctx context.Context, c *ent.Client) (f Figures, err error) {
	from := time.Date(2021, time.January, 1, 0, 0, 0, 0, clock.Amsterdam)
	to := from.AddDate(1, 0, 0)
	for _, q := range []struct {
		into  *int
		count func(context.Context) (int, error)
	}{
		{&f.Vraaggezinnen, c.Vraaggezin.Query().Where(vraaggezin.AangemeldOpGTE(from), vraaggezin.AangemeldOpLT(to)).Count},
		{&f.VraagTalks, c.Vraaggezin.Query().Where(vraaggezin.AangemeldOpGTE(from), vraaggezin.AangemeldOpLT(to), vraaggezin.GesprekkenGT(0)).Count},
		{&f.Steungezinnen, c.Steungezin.Query().Where(steungezin.AangemeldOpGTE(from), steungezin.AangemeldOpLT(to)).Count},
		{&f.SteunTalks, c.Screening.Query().Where(screening.GesprekOpNotNil(), screening.HasSteungezinWith(steungezin.AangemeldOpGTE(from), steungezin.AangemeldOpLT(to))).Count},
		{&f.Koppelingen, c.Koppeling.Query().Where(koppeling.ActiefSindsGTE(from), koppeling.ActiefSindsLT(to)).Count},
		{&f.Proposed, c.KoppelingStep.Query().Where(koppelingstep.Step(string(term.StapPropose)), koppelingstep.CreatedAtGTE(from), koppelingstep.CreatedAtLT(to)).Count},
		{&f.Met, c.Koppeling.Query().Where(koppeling.KennismakingOpGTE(from), koppeling.KennismakingOpLT(to)).Count},
		{&f.Meetups, c.Meetup.Query().Where(meetup.StartsAtGTE(from), meetup.StartsAtLT(to)).Count},
	} {
		if *q.into, err = q.count(ctx); err != nil {
			return f, err
		}
	}
	started, err := c.Koppeling.Query().Where(koppeling.ActiefSindsGTE(from), koppeling.ActiefSindsLT(to)).WithVraaggezin().All(ctx)
	if err != nil {
		return f, err
	}
	for _, k := range started {
		f.Days += int(clock.Today(*k.ProefVan).Sub(clock.Today(k.Edges.Vraaggezin.AangemeldOp)) / (24 * time.Hour))
	}
	f.Days /= max(1, len(started))
	meetups, err := c.Meetup.Query().Where(meetup.StartsAtGTE(from), meetup.StartsAtLT(to)).WithPlace().WithSignups().All(ctx)
	f.ByPlace = map[string]int{}
	for _, m := range meetups {
		came := m.WalkInAdults + m.WalkInChildren
		for _, s := range m.Edges.Signups {
			if s.State == term.SignupGeweest {
				came += *s.PresentAdults + *s.PresentChildren
			}
		}
		f.Participants += came
		f.ByPlace[m.Edges.Place.Village] += came
		f.ByMonth[m.StartsAt.In(clock.Amsterdam).Month()-1] += came
	}
	return f, err
}
