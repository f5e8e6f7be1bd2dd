package app

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/internal/calendar"
	"buurtdorp/internal/dutch"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/page"
	"buurtdorp/internal/picture"
	"buurtdorp/internal/viewer"
	"buurtdorp/pwa"
)

// onAPage and inAFeed are how many meetups come at once; the rest is one link further.
const (
	onAPage = 50
	inAFeed = 200
)

// ontmoeten is what anybody reads of meetups without the app: pages that are shared and
// found, their pictures, and a feed for other sites.
type ontmoeten struct {
	*App
	shell   *pwa.Shell
	gallery picture.Gallery
}

func (a *App) mountOntmoeten(mux *http.ServeMux) {
	o := &ontmoeten{App: a, shell: pwa.NewShell()}
	mux.HandleFunc("GET /ontmoeten", inHerLanguage(o.list))
	mux.HandleFunc("GET /ontmoeten/{id}", inHerLanguage(o.one))
	mux.HandleFunc("GET /ontmoeten/{id}/beeld.png", o.picture)
	mux.HandleFunc("GET /ontmoeten.jsonld", o.feed)
	mux.HandleFunc("GET /aanmelden/{id}", inHerLanguage(o.comeForm))
	mux.HandleFunc("POST /aanmelden/{id}", inHerLanguage(o.come))
	mux.HandleFunc("GET /reeks/{id}", inHerLanguage(o.reeks))
	mux.HandleFunc("GET /sitemap.xml", o.sitemap)
	mux.HandleFunc("GET /robots.txt", o.robots)
}

// anybody reads what a visitor without an account may read, whoever asks: a page that is
// shared looks the same to everybody.
func anybody(r *http.Request) context.Context {
	return viewer.NewContext(r.Context(), viewer.Anonymous())
}

// meetup finds the meetup of an address, with what its page tells.
func (o *ontmoeten) meetup(r *http.Request) (*ent.Meetup, error) {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		return nil, &ent.NotFoundError{}
	}
	return o.DB.Client.Meetup.Query().Where(meetup.ID(id)).WithPlace().WithRegion().WithSeries().Only(anybody(r))
}

func (o *ontmoeten) one(w http.ResponseWriter, r *http.Request) {
	m, err := o.meetup(r)
	if err != nil {
		o.missing(w, r, err)
		return
	}
	base := o.Settings.PublicURL
	ld, err := calendar.JSONLD(calendar.Event(m, base))
	if err != nil {
		o.missing(w, r, err)
		return
	}
	head, main := page.Meetup(reader(r), m, page.Around{Base: base, JSONLD: ld, Picture: calendar.Picture(m, base)})
	o.send(w, r, http.StatusOK, head, main)
}

func (o *ontmoeten) list(w http.ResponseWriter, r *http.Request) {
	f, err := findFilter(r.URL.Query())
	if err != nil { // what cannot be asked finds nothing, as in the API
		o.sendList(w, r, nil, "", true)
		return
	}
	list, next, err := o.find(r, f, onAPage)
	if err != nil {
		o.missing(w, r, err)
		return
	}
	o.sendList(w, r, list, next, r.URL.RawQuery != "")
}

func (o *ontmoeten) sendList(w http.ResponseWriter, r *http.Request, list []*ent.Meetup, next string, narrowed bool) {
	base := o.Settings.PublicURL
	head, main := page.Meetups(reader(r), list, page.Around{Base: base, Picture: base + "/icons/icon-512.png"}, next, narrowed)
	o.send(w, r, http.StatusOK, head, main)
}

// find reads one page of the list, and gives the address of the next if there is more.
func (o *ontmoeten) find(r *http.Request, f room.Filter, most int) ([]*ent.Meetup, string, error) {
	ctx, q := anybody(r), r.URL.Query()
	where, err := room.Find(ctx, o.DB.Client, f)
	if err != nil {
		return nil, "", err
	}
	at, _ := strconv.Atoi(q.Get("page"))
	at = min(max(at, 1), 1000)
	list, err := o.DB.Client.Meetup.Query().Where(where...).WithPlace().WithRegion().WithSeries().
		Order(meetup.ByStartsAt(), meetup.ByID()).Offset((at - 1) * most).Limit(most + 1).All(ctx)
	if err != nil || len(list) <= most {
		return list, "", err
	}
	q.Set("page", strconv.Itoa(at+1))
	return list[:most], r.URL.Path + "?" + q.Encode(), nil
}

func (o *ontmoeten) send(w http.ResponseWriter, r *http.Request, status int, head, main page.View) {
	var h, m bytes.Buffer
	if err := head.Write(&h); err != nil {
		o.missing(w, r, err)
		return
	}
	if err := main.Write(&m); err != nil {
		o.missing(w, r, err)
		return
	}
	o.shell.Send(w, r, pwa.Page{Status: status, Lang: reader(r).Lang(), Dir: reader(r).Dir(), Head: h.Bytes(), Main: m.Bytes()})
}

// missing answers where no page can be made: not there, not for everybody, or not now.
func (o *ontmoeten) missing(w http.ResponseWriter, r *http.Request, err error) {
	if !ent.IsNotFound(err) {
		o.log.Error("page", "error", err)
		o.show(w, http.StatusServiceUnavailable, page.Wrong(reader(r), ""))
		return
	}
	head, main := page.Gone(reader(r))
	o.send(w, r, http.StatusNotFound, head, main)
}

// picture is what shows where somebody shares a meetup.
func (o *ontmoeten) picture(w http.ResponseWriter, r *http.Request) {
	m, err := o.meetup(r)
	if ent.IsNotFound(err) {
		http.NotFound(w, r)
		return
	}
	var raw []byte
	if err == nil {
		raw, err = o.gallery.Of(cardOf(m))
	}
	if err != nil {
		o.log.Error("picture", "error", err)
		http.Error(w, "Het lukt nu niet. Probeer het zo nog eens.", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin") // it is made to be shown elsewhere
	o.kept(w, r, raw, "public, max-age=3600")
}

func cardOf(m *ent.Meetup) picture.Card {
	c := picture.Card{Title: m.Title, When: dutch.Day(m.StartsAt) + ", " + dutch.Hour(m.StartsAt) + " tot " + dutch.Hour(m.EndsAt) + " uur",
		Where: m.Edges.Place.Name + ", " + m.Edges.Place.Village}
	c.Weekday, c.Day, c.Month = dutch.Tile(m.StartsAt)
	if m.CancelledAt != nil {
		c.Note = page.Reader{}.Note(m)
	}
	return c
}

// kept answers with something that a client may keep for a while, and ask for again.
func (o *ontmoeten) kept(w http.ResponseWriter, r *http.Request, raw []byte, keep string) {
	sum := sha256.Sum256(raw)
	etag := `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	w.Header().Set("Cache-Control", keep)
	w.Header().Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(raw)
}

// address is a page of ours, whole.
func (o *ontmoeten) address(path string, q url.Values) string {
	if len(q) > 0 {
		path += "?" + q.Encode()
	}
	return o.Settings.PublicURL + path
}
