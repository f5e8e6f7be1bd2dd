package graph

import (
	"context"
	"slices"

	"buurtdorp/ent"
	"buurtdorp/graph/model"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/meetup"
	"buurtdorp/internal/taal"
)

func seriesChangeInput(in model.ChangeSeriesInput) meetup.SeriesPlan {
	return meetup.SeriesPlan{
		Plan: meetup.Plan{
			ID: in.ID, PlaceID: in.PlaceID, Title: in.Title, Description: in.Description, Thema: in.Thema, Kind: in.Kind,
			Capacity: in.Capacity, WithChildren: in.WithChildren, AgeFrom: in.AgeFrom, AgeTo: in.AgeTo,
			Languages: in.Languages, Doelgroepen: in.Doelgroepen,
		},
		Rule: ruleInput(*in.Rhythm), From: in.FromDay, Until: orNone(in.UntilDay), Count: orNone(in.Count), Skip: in.SkipDays,
		SchoolGaps: in.SchoolGaps, Clock: in.At, Minutes: in.Minutes,
	}
}

// seriesChange tells what a change would do; to others than those who may make it, nothing.
func (r *Resolver) seriesChange(ctx context.Context, in model.ChangeSeriesInput) (*model.SeriesChange, error) {
	ch, err := r.Meetups.LookAtChange(ent.NewContext(ctx, r.Client), seriesChangeInput(in), in.BaseVersion)
	wrong := fault.All(err)
	switch {
	case fault.Has(err, fault.Unauthenticated) || slices.ContainsFunc(wrong, func(f *fault.Error) bool { return f.Code == fault.NotFound && slices.Equal(f.Path, []string{"id"}) }):
		return nil, nil
	case err != nil && len(wrong) == 0:
		return nil, err
	case err != nil:
		ch = &meetup.SeriesChange{}
	}
	out := &model.SeriesChange{Changed: seriesDays(ch.Changed), Moved: seriesDays(ch.Moved), Off: seriesDays(ch.Off), Kept: seriesDays(ch.Kept),
		Stays: seriesDays(ch.Stays), Added: []string{}, Told: ch.Told, UserErrors: []model.UserError{}}
	for _, d := range ch.Added {
		out.Added = append(out.Added, string(d))
	}
	for _, f := range wrong {
		out.UserErrors = append(out.UserErrors, &model.InputError{Code: f.Code, Message: fault.Sentence(taal.FromContext(ctx), f), Path: append([]string{}, f.Path...)})
	}
	return out, nil
}

func seriesDays(list []*ent.Meetup) []string {
	out := []string{}
	for _, m := range list {
		out = append(out, m.SeriesDay)
	}
	return out
}
