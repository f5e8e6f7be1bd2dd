package app

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent/meetup"
	"buurtdorp/internal/calendar"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/term"
)

// findFilter reads the same words as the arguments of `meetups` in the API. A word that
// is not understood is an error; one that we do not know is left alone.
func findFilter(q url.Values) (f room.Filter, err error) {
	bad := func(name string) error { return fmt.Errorf("not understood: %s", name) }
	text := func(name string) *string {
		if v := q.Get(name); v != "" {
			return &v
		}
		return nil
	}
	f.Near, f.Language = text("near"), text("language")
	for name, to := range map[string]**int{"within": &f.Within, "age": &f.Age} {
		if v := text(name); v != nil {
			n, e := strconv.Atoi(*v)
			if e != nil {
				return f, bad(name)
			}
			*to = &n
		}
	}
	for name, to := range map[string]**uuid.UUID{"place": &f.PlaceID, "region": &f.RegionID} {
		if v := text(name); v != nil {
			id, e := uuid.Parse(*v)
			if e != nil {
				return f, bad(name)
			}
			*to = &id
		}
	}
	for name, to := range map[string]**bool{"withChildren": &f.WithChildren, "evening": &f.Evening} {
		if v := text(name); v != nil {
			b, e := strconv.ParseBool(*v)
			if e != nil {
				return f, bad(name)
			}
			*to = &b
		}
	}
	for name, to := range map[string]**time.Time{"from": &f.From, "to": &f.To} {
		if v := text(name); v != nil {
			at, e := time.Parse(time.RFC3339, *v)
			if e != nil {
				return f, bad(name)
			}
			*to = &at
		}
	}
	if v := text("theme"); v != nil {
		t := term.Thema(*v)
		if f.Thema = &t; !term.Valid(t) {
			return f, bad("theme")
		}
	}
	if v := text("doelgroep"); v != nil {
		d := term.Doelgroep(*v)
		if f.Doelgroep = &d; !term.Valid(d) {
			return f, bad("doelgroep")
		}
	}
	return f, nil
}

// feed gives public meetups to other sites, as schema.org tells them.
func (o *ontmoeten) feed(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*") // what anybody may read, any page may show
	f, err := findFilter(r.URL.Query())
	if err != nil {
		problem(w, http.StatusBadRequest, fault.New(fault.Invalid, "keuze.vreemd"))
		return
	}
	list, next, err := o.find(r, f, inAFeed)
	var raw []byte
	if err == nil {
		feed := calendar.Feed{Name: "Ontmoeten", BaseURL: o.Settings.PublicURL, Meetups: list}
		raw, err = calendar.JSONLD(feed.DataFeed(o.address(r.URL.Path, r.URL.Query())))
	}
	if err != nil {
		o.log.Error("feed", "error", err)
		problem(w, http.StatusServiceUnavailable, fault.New(fault.Retryable, ""))
		return
	}
	h.Set("Content-Type", "application/ld+json; charset=utf-8")
	if next != "" {
		h.Set("Link", "<"+o.Settings.PublicURL+next+`>; rel="next"`)
	}
	o.kept(w, r, raw, "public, max-age=300")
}

// mostInSitemap is what a search engine takes in one file (sitemaps.org).
const mostInSitemap = 50000

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

// sitemap lists what a search engine may find: what is always there, and meetups to come.
func (o *ontmoeten) sitemap(w http.ResponseWriter, r *http.Request) {
	set := struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []sitemapURL `xml:"url"`
	}{}
	for _, path := range []string{"/", "/ontmoeten", "/hoe-werkt-het", "/veilig", "/hulp"} {
		set.URLs = append(set.URLs, sitemapURL{Loc: o.address(path, nil)})
	}
	rows, err := o.DB.Client.Meetup.Query().Where(meetup.CancelledAtIsNil(), meetup.StartsAtGT(clock.Now())).
		Select(meetup.FieldID, meetup.FieldRevisedAt).Order(meetup.ByStartsAt(), meetup.ByID()).Limit(mostInSitemap - len(set.URLs)).All(anybody(r))
	if err != nil {
		o.log.Error("sitemap", "error", err)
		http.Error(w, "Het lukt nu niet. Probeer het zo nog eens.", http.StatusServiceUnavailable)
		return
	}
	for _, m := range rows {
		set.URLs = append(set.URLs, sitemapURL{o.address("/ontmoeten/"+m.ID.String(), nil), m.RevisedAt.UTC().Format(time.RFC3339)})
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(set); err != nil {
		o.log.Error("sitemap", "error", err)
	}
	w.Header().Set("Content-Type", "application/xml; charset=utf-8")
	o.kept(w, r, b.Bytes(), "public, max-age=3600")
}

// robots keeps search engines to what is public: the rest has nothing for them.
func (o *ontmoeten) robots(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	b.WriteString("User-agent: *\n")
	for _, path := range []string{"/aanmelden/", "/afmelden/", "/auth/", "/graphql", "/ik-kom/", "/lijsten/", "/mijn-", "/thuis", "/werkplek"} {
		fmt.Fprintf(&b, "Disallow: %s\n", path)
	}
	fmt.Fprintf(&b, "Sitemap: %s\n", o.address("/sitemap.xml", nil))
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	o.kept(w, r, b.Bytes(), "public, max-age=3600")
}
