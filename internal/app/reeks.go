package app

import (
	"net/http"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/series"
	"buurtdorp/internal/calendar"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/page"
)

// nextOf is how many dates of a series its page names.
const nextOf = 12

// reeks is the page of a series: what an affiche leads to that hangs for months.
func (o *ontmoeten) reeks(w http.ResponseWriter, r *http.Request) {
	se, coming, err := o.series(r)
	if err != nil {
		o.missing(w, r, err)
		return
	}
	base := o.Settings.PublicURL
	ld, err := calendar.JSONLD(calendar.Series(se, coming, base))
	if err != nil {
		o.missing(w, r, err)
		return
	}
	picture := base + "/icons/icon-512.png"
	if len(coming) > 0 {
		picture = calendar.Picture(coming[0], base)
	}
	head, main := page.Series(reader(r), se, coming, page.Around{Base: base, JSONLD: ld, Picture: picture})
	o.send(w, r, http.StatusOK, head, main)
}

func (o *ontmoeten) series(r *http.Request) (*ent.Series, []*ent.Meetup, error) {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		return nil, nil, &ent.NotFoundError{}
	}
	ctx := anybody(r)
	se, err := o.DB.Client.Series.Query().Where(series.ID(id)).WithPlace().WithRegion().Only(ctx)
	if err != nil {
		return nil, nil, err
	}
	coming, err := o.DB.Client.Meetup.Query().Where(meetup.SeriesID(id), meetup.EndsAtGT(clock.Now())).WithPlace().WithRegion().WithSeries().
		Order(meetup.ByStartsAt(), meetup.ByID()).Limit(nextOf).All(ctx)
	return se, coming, err
}
