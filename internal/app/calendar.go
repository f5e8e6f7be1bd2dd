package app

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/place"
	"buurtdorp/internal/calendar"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/viewer"
)

// feedFrom and feedMost bound a place's feed: what was a month ago, and what comes.
const (
	feedFrom = -31 * 24 * time.Hour
	feedMost = 300
)

// mountCalendar serves public meetups as calendar files: one by one, and a feed per
// place to subscribe to.
func (a *App) mountCalendar(mux *http.ServeMux) {
	mux.HandleFunc("GET /calendar/meetup/{file}", a.calendarFile(func(ctx context.Context, id uuid.UUID) (*calendar.Feed, error) {
		m, err := a.DB.Client.Meetup.Query().Where(meetup.ID(id)).WithPlace().Only(ctx)
		if err != nil {
			return nil, err
		}
		return &calendar.Feed{Name: m.Title, Meetups: []*ent.Meetup{m}}, nil
	}))
	mux.HandleFunc("GET /calendar/place/{file}", a.calendarFile(func(ctx context.Context, id uuid.UUID) (*calendar.Feed, error) {
		p, err := a.DB.Client.Place.Query().Where(place.ID(id)).Only(ctx)
		if err != nil {
			return nil, err
		}
		list, err := p.QueryMeetups().Where(meetup.StartsAtGTE(clock.Now().Add(feedFrom))).WithPlace().
			Order(meetup.ByStartsAt(), meetup.ByID()).Limit(feedMost).All(ctx)
		return &calendar.Feed{Name: p.Name, Meetups: list}, err
	}))
	mux.HandleFunc("GET /calendar/mine/{file}", a.myCalendar)
}

// calendarFile answers ID.ics as a visitor without an account reads it.
func (a *App) calendarFile(read func(ctx context.Context, id uuid.UUID) (*calendar.Feed, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		name, ics := strings.CutSuffix(r.PathValue("file"), ".ics")
		id, err := uuid.Parse(name)
		if !ics || err != nil {
			http.NotFound(w, r)
			return
		}
		feed, err := read(viewer.NewContext(r.Context(), viewer.Anonymous()), id)
		switch {
		case ent.IsNotFound(err):
			http.NotFound(w, r)
			return
		case err != nil:
			a.log.Error("calendar", "error", err)
			http.Error(w, "Het lukt nu niet. Probeer het zo nog eens.", http.StatusServiceUnavailable)
			return
		}
		a.sendCalendar(w, r, feed, "public, max-age=300")
	}
}

// myCalendar answers the secret address of a person's calendar: the meetups that her
// household comes to. A secret that is none and one that was ended look the same.
func (a *App) myCalendar(w http.ResponseWriter, r *http.Request) {
	secret, ics := strings.CutSuffix(r.PathValue("file"), ".ics")
	list, err := room.FeedOf(r.Context(), a.DB.Client, secret)
	switch {
	case !ics, fault.Has(err, fault.NotFound):
		http.NotFound(w, r)
	case err != nil:
		a.log.Error("calendar", "error", err)
		http.Error(w, "Het lukt nu niet. Probeer het zo nog eens.", http.StatusServiceUnavailable)
	default:
		a.sendCalendar(w, r, &calendar.Feed{Name: "Mijn ontmoetingen", Meetups: list}, "private, max-age=300")
	}
}

func (a *App) sendCalendar(w http.ResponseWriter, r *http.Request, feed *calendar.Feed, keep string) {
	h := w.Header()
	feed.BaseURL = a.Settings.PublicURL
	raw := feed.Write()
	sum := sha256.Sum256(raw)
	etag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `inline; filename="buurtdorp.ics"`)
	h.Set("Cache-Control", keep)
	h.Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(raw)
}
