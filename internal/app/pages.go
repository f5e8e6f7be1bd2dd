package app

import (
	"bytes"
	"context"
	"net/http"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/meetup"
	"buurtdorp/internal/page"
	"buurtdorp/internal/taal"
	"buurtdorp/internal/term"
)

// pageCSP: one style sheet and pictures of our own, and a form that posts to us.
const pageCSP = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// mountPages serves what works without the app and without JavaScript: cancelling from
// a reminder, and what a guest has of her sign-up. Looking changes nothing, because
// mail programs look at links before people do; the button posts.
func (a *App) mountPages(mux *http.ServeMux) {
	ofToken := func(ctx context.Context, key string) (*ent.Signup, error) {
		id, ok := a.links.open(key)
		if !ok {
			return nil, fault.New(fault.NotFound, "")
		}
		return a.DB.Client.Signup.Query().Where(signup.ID(id)).
			WithMeetup(func(q *ent.MeetupQuery) { q.WithPlace() }).Only(rule.System(ctx))
	}
	ofSecret := func(ctx context.Context, key string) (*ent.Signup, error) {
		return meetup.GuestOf(ctx, a.DB.Client, key)
	}
	for path, find := range map[string]func(context.Context, string) (*ent.Signup, error){"/afmelden/{key}": ofToken, "/ik-kom/{key}": ofSecret} {
		mux.HandleFunc("GET "+path, inHerLanguage(a.mySignupPage(find)))
		mux.HandleFunc("POST "+path, inHerLanguage(a.cancelPage(find)))
	}
	mux.HandleFunc("POST /taal", a.choose)
	mux.HandleFunc("GET /blad.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=3600")
		_, _ = w.Write(page.CSS)
	})
}

func (a *App) mySignupPage(find func(context.Context, string) (*ent.Signup, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		su, err := find(r.Context(), r.PathValue("key"))
		if err != nil {
			a.pageFault(w, r, err)
			return
		}
		a.show(w, http.StatusOK, page.Signup(reader(r), su))
	}
}

// cancelPage cancels, and shows how it is then.
func (a *App) cancelPage(find func(context.Context, string) (*ent.Signup, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		su, err := find(r.Context(), r.PathValue("key"))
		if err == nil && su.State != term.SignupAfgemeld {
			id := su.ID
			err = a.DB.WithTx(rule.System(r.Context()), func(ctx context.Context, _ *ent.Tx) error {
				_, err := a.Rooms.Meetups.CancelByLink(ctx, id)
				return err
			})
			if err == nil {
				su, err = find(r.Context(), r.PathValue("key"))
			}
		}
		if err != nil {
			a.pageFault(w, r, err)
			return
		}
		a.show(w, http.StatusOK, page.Signup(reader(r), su))
	}
}

// pageFault tells what is wrong, in a sentence; a link that is none and one that was
// never written look the same.
func (a *App) pageFault(w http.ResponseWriter, r *http.Request, err error) {
	if ent.IsNotFound(err) {
		err = fault.New(fault.NotFound, "")
	}
	list := fault.All(err)
	if len(list) == 0 {
		a.log.Error("page", "error", err)
		a.show(w, http.StatusServiceUnavailable, page.Wrong(reader(r), ""))
		return
	}
	status := http.StatusConflict
	if list[0].Code == fault.NotFound {
		status = http.StatusNotFound
	}
	a.show(w, status, page.Wrong(reader(r), fault.Sentence(taal.FromContext(r.Context()), list[0])))
}

func (a *App) show(w http.ResponseWriter, status int, v page.View) {
	var b bytes.Buffer
	if err := v.Write(&b); err != nil {
		a.log.Error("page", "error", err)
		http.Error(w, "Het lukt nu niet. Probeer het zo nog eens.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", pageCSP)
	h.Set("X-Robots-Tag", "noindex")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes())
}
