package app_test

import (
	"bytes"
	"encoding/json"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/app"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// evening is a server with a region, two places and a way to plan.
type evening struct {
	t     *testing.T
	db    *store.DB
	s     *httptest.Server
	r     *ent.Region
	place *ent.Place
}

func newEvening(t *testing.T, db *store.DB) *evening {
	e := &evening{t: t, db: db, r: village(t, db)}
	_, e.s = serverWith(t, db, io.Discard, func(s *app.Settings) { s.PublicURL = "https://dorp.example" })
	e.place = e.at("De Drie Lelies", "3273")
	return e
}

func (e *evening) at(name, postcode string) *ent.Place {
	return e.db.Client.Place.Create().SetRegion(e.r).SetName(name).SetStreet("Dorpsstraat 1").SetPostcode(postcode).SetVillage("Westmaas").
		SetLat(51.787).SetLon(4.475).SetStepFree(true).SaveX(rule.System(e.t.Context()))
}

func (e *evening) plan(title string, change ...func(*ent.MeetupCreate)) *ent.Meetup {
	c := e.db.Client.Meetup.Create().SetRegion(e.r).SetPlace(e.place).SetTitle(title).SetCapacity(6).
		SetStartsAt(clock.Now().Add(48 * time.Hour)).SetEndsAt(clock.Now().Add(50 * time.Hour))
	for _, f := range change {
		f(c)
	}
	return c.SaveX(rule.System(e.t.Context()))
}

var (
	ldjson  = regexp.MustCompile(`(?s)<script type="application/ld\+json" data-page>(.*?)</script>`)
	ogImage = regexp.MustCompile(`<meta property="og:image" content="([^"]+)"`)
)

// The page of a meetup is whole without a script: for a person, a search engine, and for
// who shares it.
func TestAPageThatIsShared(t *testing.T) {
	e := newEvening(t, storetest.SQLite(t))
	m := e.plan("Koffie & spelen", func(c *ent.MeetupCreate) { c.SetDescription("Kom gerust.\nEr is thee.").SetTaken(2) })
	res, text := fetch(t, e.s, http.MethodGet, "/ontmoeten/"+m.ID.String())
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/html; charset=utf-8" || strings.Contains(res.Header.Get("Content-Security-Policy"), "unsafe") {
		t.Fatalf("%d %v", res.StatusCode, res.Header)
	}
	for _, want := range []string{
		"<h1><bdi>Koffie &amp; spelen</bdi></h1>", "De Drie Lelies, Dorpsstraat 1, 3273 Westmaas", "Er is thee.", "Nog 4 plekken", "Geen drempel", "Het is gratis.", "Hoeksche Waard", "0880000000",
		`<link rel="canonical" href="https://dorp.example/ontmoeten/` + m.ID.String() + `"`, `property="og:title" content="Koffie &amp; spelen"`,
		`name="twitter:card" content="summary_large_image"`, `href="/aanmelden/` + m.ID.String() + `"`, "/calendar/meetup/" + m.ID.String() + ".ics",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in\n%s", want, text)
		}
	}
	if strings.Contains(text, "noindex") {
		t.Error("hidden from search engines")
	}
	var event map[string]any
	if found := ldjson.FindStringSubmatch(text); found == nil || json.Unmarshal([]byte(found[1]), &event) != nil || event["name"] != "Koffie & spelen" || event["location"] == nil {
		t.Errorf("%v", event)
	}
	image := ogImage.FindStringSubmatch(text)
	if image == nil || !strings.HasPrefix(image[1], "https://dorp.example/") {
		t.Fatalf("picture %v", image)
	}
	res, raw := fetch(t, e.s, http.MethodGet, strings.TrimPrefix(strings.ReplaceAll(image[1], "&amp;", "&"), "https://dorp.example"))
	if img, err := png.Decode(bytes.NewReader([]byte(raw))); err != nil || img.Bounds().Dx() != 1200 || img.Bounds().Dy() != 630 || !strings.Contains(res.Header.Get("Cache-Control"), "public") {
		t.Errorf("%v %v", err, res.Header)
	}
	if res, _ := fetch(t, e.s, http.MethodGet, "/ontmoeten/"+m.ID.String()+"/beeld.png", "If-None-Match", res.Header.Get("ETag")); res.StatusCode != http.StatusNotModified {
		t.Errorf("the picture again: %d", res.StatusCode)
	}
}

// Whatever a host types, it is text: no tag, no end of a script, no other address.
func TestAPageIsOnlyText(t *testing.T) {
	e := newEvening(t, storetest.SQLite(t))
	const nasty = `</script><script>alert(1)</script>"><img src=x onerror=alert(2)> {{.}} javascript:`
	m := e.plan(nasty, func(c *ent.MeetupCreate) { c.SetDescription(nasty + "\u2028<!--") })
	e.place.Update().SetName(nasty).SetStreet(nasty).SetAccess(nasty).ExecX(rule.System(t.Context()))
	for _, path := range []string{"/ontmoeten/" + m.ID.String(), "/ontmoeten", "/aanmelden/" + m.ID.String()} {
		_, text := fetch(t, e.s, http.MethodGet, path)
		for _, bad := range []string{"<script>alert", "<img src=x", `"><img`} {
			if strings.Contains(text, bad) {
				t.Errorf("%s: %s got out:\n%s", path, bad, text)
			}
		}
	}
	_, text := fetch(t, e.s, http.MethodGet, "/ontmoeten/"+m.ID.String())
	var event map[string]any
	if found := ldjson.FindStringSubmatch(text); found == nil || json.Unmarshal([]byte(found[1]), &event) != nil || event["name"] != nasty {
		t.Errorf("the words did not come over: %v", event["name"])
	}
}

// What is called off says so everywhere; what is past is not for search engines; full has
// no button; what is not there is 404, as is what nobody can have.
func TestPagesOfOtherMeetups(t *testing.T) {
	e := newEvening(t, storetest.SQLite(t))
	now := clock.Now()
	off := e.plan("Afgelast", func(c *ent.MeetupCreate) { c.SetCancelledAt(now) })
	past := e.plan("Geweest", func(c *ent.MeetupCreate) { c.SetStartsAt(now.Add(-4 * time.Hour)).SetEndsAt(now.Add(-2 * time.Hour)) })
	full := e.plan("Vol", func(c *ent.MeetupCreate) { c.SetTaken(6) })
	open := e.plan("Inloop", func(c *ent.MeetupCreate) { c.SetKind(term.MeetupKindInloop) })
	for _, c := range []struct {
		m               *ent.Meetup
		want, forbidden []string
	}{
		{off, []string{"Gaat niet door", "EventCancelled", "Discontinued"}, []string{"/aanmelden/", "Nog 6", "noindex"}},
		{past, []string{"Deze ontmoeting is al geweest", "noindex"}, []string{"/aanmelden/"}},
		{full, []string{"Het is vol", "SoldOut", "op de lijst"}, []string{"/aanmelden/"}},
		{open, []string{"Je kunt zo binnenlopen"}, []string{"/aanmelden/", "Nog 6"}},
	} {
		_, text := fetch(t, e.s, http.MethodGet, "/ontmoeten/"+c.m.ID.String())
		for _, w := range c.want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: no %q", c.m.Title, w)
			}
		}
		for _, f := range c.forbidden {
			if strings.Contains(text, f) {
				t.Errorf("%s: %q", c.m.Title, f)
			}
		}
	}
	for _, id := range []string{gid.New(gid.Meetup).String(), "x", e.place.ID.String(), "..%2f..%2fetc"} {
		res, text := fetch(t, e.s, http.MethodGet, "/ontmoeten/"+id)
		if res.StatusCode != http.StatusNotFound || !strings.Contains(text, "kunnen we niet vinden") || !strings.Contains(text, "noindex") || strings.Contains(text, "og:") {
			t.Errorf("%s: %d", id, res.StatusCode)
		}
		if res, _ := fetch(t, e.s, http.MethodGet, "/ontmoeten/"+id+"/beeld.png"); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: a picture %d", id, res.StatusCode)
		}
	}
}

func TestListFeedAndSitemap(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		e := newEvening(t, db)
		koffie := e.plan("Koffie")
		other := e.at("Het Trefpunt", "3262")
		slapen := e.plan("Slapen", func(c *ent.MeetupCreate) {
			c.SetPlace(other).SetThema(term.ThemaSlapen).SetStartsAt(clock.Now().Add(49 * time.Hour)).SetCapacity(0)
		})
		past := e.plan("Geweest", func(c *ent.MeetupCreate) {
			c.SetStartsAt(clock.Now().Add(-4 * time.Hour)).SetEndsAt(clock.Now().Add(-2 * time.Hour))
		})
		for query, want := range map[string]string{
			"": "Koffie Slapen", "?place=" + other.ID.String(): "Slapen", "?region=" + e.r.ID.String(): "Koffie Slapen", "?theme=SLAPEN": "Slapen",
			"?region=" + gid.New(gid.Region).String(): "", "?near=3262&within=0": "Slapen", "?unknown=1": "Koffie Slapen",
		} {
			_, text := fetch(t, e.s, http.MethodGet, "/ontmoeten"+query)
			var titles []string
			for _, found := range regexp.MustCompile(`<h2><a href="/ontmoeten/[^"]+"><bdi>([^<]+)`).FindAllStringSubmatch(text, -1) {
				titles = append(titles, found[1])
			}
			if got := strings.Join(titles, " "); got != want {
				t.Errorf("list%s: %s, want %s", query, got, want)
			}
			res, raw := fetch(t, e.s, http.MethodGet, "/ontmoeten.jsonld"+query)
			var feed struct {
				List []struct{ Name string } `json:"dataFeedElement"`
			}
			if err := json.Unmarshal([]byte(raw), &feed); err != nil || res.Header.Get("Content-Type") != "application/ld+json; charset=utf-8" || res.Header.Get("Access-Control-Allow-Origin") != "*" {
				t.Fatalf("%v %v %s", err, res.Header, raw)
			}
			titles = nil
			for _, l := range feed.List {
				titles = append(titles, l.Name)
			}
			if got := strings.Join(titles, " "); got != want {
				t.Errorf("feed%s: %s, want %s", query, got, want)
			}
		}
		for _, bad := range []string{"place=x", "region=1", "theme=NIETS", "within=ver", "evening=misschien", "from=gisteren", "doelgroep=x", "age=oud"} {
			if res, _ := fetch(t, e.s, http.MethodGet, "/ontmoeten.jsonld?"+bad); res.StatusCode != http.StatusBadRequest {
				t.Errorf("%s: %d", bad, res.StatusCode)
			}
			if res, _ := fetch(t, e.s, http.MethodGet, "/ontmoeten?"+bad); res.StatusCode != http.StatusOK {
				t.Errorf("%s: %d", bad, res.StatusCode)
			}
		}
		_, text := fetch(t, e.s, http.MethodGet, "/sitemap.xml")
		if !strings.Contains(text, koffie.ID.String()) || !strings.Contains(text, slapen.ID.String()) || strings.Contains(text, past.ID.String()) || !strings.Contains(text, "https://dorp.example/ontmoeten</loc>") {
			t.Errorf("%s", text)
		}
		if _, text := fetch(t, e.s, http.MethodGet, "/robots.txt"); !strings.Contains(text, "Sitemap: https://dorp.example/sitemap.xml") || !strings.Contains(text, "Disallow: /werkplek") {
			t.Errorf("%s", text)
		}
	})
}

// A list of more than a page goes on, and every meetup is on one of its pages.
func TestTheListGoesOn(t *testing.T) {
	e := newEvening(t, storetest.SQLite(t))
	for range 51 {
		e.plan("Koffie")
	}
	seen, next := 0, "/ontmoeten?theme=KOFFIE"
	for ; next != ""; seen++ {
		_, text := fetch(t, e.s, http.MethodGet, next)
		next = ""
		if found := regexp.MustCompile(`href="([^"]+)" rel="next"`).FindStringSubmatch(text); found != nil {
			next = strings.ReplaceAll(found[1], "&amp;", "&")
		}
	}
	if seen != 2 {
		t.Errorf("%d pages", seen)
	}
}

// Somebody comes without a script: a form, a page of her own. Sending the form twice is
// coming once.
func TestComingWithoutAScript(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		e := newEvening(t, db)
		m := e.plan("Koffie", func(c *ent.MeetupCreate) { c.SetCapacity(3) })
		_, text := fetch(t, e.s, http.MethodGet, "/aanmelden/"+m.ID.String())
		field := func(name string) string {
			found := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(text)
			if found == nil {
				t.Fatalf("no %s in %s", name, text)
			}
			return found[1]
		}
		post := func(values url.Values) (*http.Response, string) {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, e.s.URL+"/aanmelden/"+m.ID.String(), strings.NewReader(values.Encode()))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			res, err := http.DefaultTransport.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			defer res.Body.Close()
			raw, _ := io.ReadAll(res.Body)
			return res, string(raw)
		}
		form := url.Values{"id": {field("id")}, "geheim": {field("geheim")}, "naam": {"Roos"}, "groot": {"1"}, "kind": {"1"}}
		empty := url.Values{"id": form["id"], "geheim": form["geheim"], "naam": {""}, "groot": {"1"}}
		if res, text := post(empty); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(text, `role="alert"`) {
			t.Errorf("without a name: %d %s", res.StatusCode, text)
		}
		for range 2 {
			if res, text := post(form); res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/ik-kom/"+field("geheim") {
				t.Errorf("%d %s", res.StatusCode, text)
			}
		}
		ctx := rule.System(t.Context())
		if n := db.Client.Signup.Query().Where(signup.MeetupID(m.ID)).CountX(ctx); n != 1 || db.Client.Meetup.GetX(ctx, m.ID).Taken != 2 {
			t.Errorf("%d sign-ups", n)
		}
		more := url.Values{"id": {gid.New(gid.Signup).String()}, "geheim": {strings.Repeat("b", 32)}, "naam": {"<b>Bo"}, "groot": {"2"}, "kind": {"x"}}
		if res, text := post(more); res.StatusCode != http.StatusUnprocessableEntity || strings.Contains(text, "<b>Bo") {
			t.Errorf("%d %s", res.StatusCode, text)
		}
		more["kind"] = []string{"0"}
		if res, text := post(more); res.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(text, "vol") {
			t.Errorf("full: %d %s", res.StatusCode, text)
		}
	})
}

// What an affiche leads to is true whenever somebody scans it: the rule, the next dates
// as they are now, and also when there is none any more.
func TestSeriesPage(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		e := newEvening(t, db)
		ctx := rule.System(t.Context())
		se := db.Client.Series.Create().SetRegion(e.r).SetPlace(e.place).SetTitle("Koffie & spelen").SetDescription("Er is <thee>.").
			SetRule(rhythm.Rule{Unit: term.RitmeMaand, Every: 1, Days: []term.Weekdag{term.WeekdagMa}, Nth: []int{1}}.Whole()).
			SetFromDay("2026-01-05").SetAt("09:30").SetMinutes(120).SetMadeUntil("9999-12-31").SaveX(ctx) // nobody makes dates ahead
		of := func(days int, change ...func(*ent.MeetupCreate)) *ent.Meetup {
			at := clock.Now().AddDate(0, 0, days)
			return e.plan("Koffie & spelen", append([]func(*ent.MeetupCreate){func(c *ent.MeetupCreate) {
				c.SetSeriesID(se.ID).SetSeriesDay(at.Format(time.DateOnly)).SetStartsAt(at).SetEndsAt(at.Add(time.Hour))
			}}, change...)...)
		}
		was := of(-3)
		next := of(4)
		off := of(32, func(c *ent.MeetupCreate) { c.SetCancelledAt(clock.Now()) })
		other := e.plan("Iets anders")
		res, body := fetch(t, e.s, http.MethodGet, "/reeks/"+se.ID.String())
		if res.StatusCode != http.StatusOK {
			t.Fatal(res.StatusCode)
		}
		for _, want := range []string{"<h1><bdi>Koffie &amp; spelen</bdi></h1>", "Elke eerste maandag van de maand", "9.30 tot 11.30 uur", "De Drie Lelies, Dorpsstraat 1", "Er is &lt;thee&gt;.",
			"/ontmoeten/" + next.ID.String(), "/ontmoeten/" + off.ID.String(), "Gaat niet door", `rel="canonical" href="https://dorp.example/reeks/` + se.ID.String()} {
			if !strings.Contains(body, want) {
				t.Errorf("no %q", want)
			}
		}
		for _, never := range []string{was.ID.String(), other.ID.String(), "<thee>"} {
			if strings.Contains(body, never) {
				t.Errorf("%q stands there", never)
			}
		}
		var ld map[string]any
		if err := json.Unmarshal([]byte(ldjson.FindStringSubmatch(body)[1]), &ld); err != nil {
			t.Fatal(err)
		}
		schedule, _ := ld["eventSchedule"].(map[string]any)
		events, _ := ld["subEvent"].([]any)
		if ld["@type"] != "EventSeries" || ld["@id"] != "https://dorp.example/reeks/"+se.ID.String() || len(events) != 2 || schedule["repeatFrequency"] != "P1M" || schedule["scheduleTimezone"] != "Europe/Amsterdam" {
			t.Errorf("%v", ld)
		}
		if first, _ := events[0].(map[string]any); first["superEvent"].(map[string]any)["url"] != ld["@id"] || ld["startDate"] != first["startDate"] {
			t.Errorf("the next one: %v", first)
		}
		db.Client.Meetup.Delete().Where(meetup.SeriesID(se.ID)).ExecX(ctx)
		if res, body := fetch(t, e.s, http.MethodGet, "/reeks/"+se.ID.String()); res.StatusCode != http.StatusOK || !strings.Contains(body, "Er komt nu geen volgende keer.") || !strings.Contains(body, "noindex") {
			t.Errorf("%d when it is over", res.StatusCode)
		}
		for _, path := range []string{"/reeks/" + gid.New(gid.Series).String(), "/reeks/x", "/reeks/" + other.ID.String()} {
			if res, _ := fetch(t, e.s, http.MethodGet, path); res.StatusCode != http.StatusNotFound {
				t.Errorf("%s: %d", path, res.StatusCode)
			}
		}
	})
}
