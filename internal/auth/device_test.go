package auth

import (
	"net/http"
	"strings"
	"testing"

	"buurtdorp/ent/meegenomen"
	"buurtdorp/ent/pushsubscription"
	"buurtdorp/ent/session"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func TestDeviceWords(t *testing.T) {
	for ua, want := range map[string]string{
		"Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36":                            "Telefoon, Chrome",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1":    "Telefoon, Safari",
		"Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/125.0 Mobile/15E148 Safari/604.1":              "Tablet, Chrome",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0":              "Computer, Edge",
		"Mozilla/5.0 (Linux; Android 13; SM-A536B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36": "Telefoon, Samsung",
		"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0":                                                                     "Computer, Firefox",
		"curl/8.5": "", "": "", strings.Repeat("Chrome/", 9000): "Chrome",
	} {
		r, _ := http.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("User-Agent", ua)
		if got := deviceOf(r); got != want {
			t.Errorf("%.40s: %q, want %q", ua, got, want)
		}
	}
}

// Somebody who signs out a lost phone from another device: it may do nothing any more,
// hears why, and is told to wipe. A session that ended otherwise is not.
func TestEndedElsewhere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		sys := storetest.Context()
		r := newRig(t, db)
		u := r.person("ria@dorp.nl", term.RoleMatcher)
		lost := r.signedIn("ria@dorp.nl")
		s := db.Client.Session.Query().Where(session.UserID(u.ID)).OnlyX(sys)
		end := func(why string) {
			db.Client.Session.UpdateOneID(s.ID).SetEndedAt(clock.Now()).SetEndedWhy(why).ExecX(sys)
		}
		wipes := func(what string, a answer, code string, yes bool) {
			t.Helper()
			r.expect(what, a, http.StatusUnauthorized, code)
			if got := a.header.Get("Clear-Site-Data"); (got == `"cache", "storage"`) != yes {
				t.Errorf("%s: Clear-Site-Data %q", what, got)
			}
		}
		end(endedByNewOne)
		wipes("ended otherwise", r.who(lost.token()), "UNAUTHENTICATED", false)
		wipes("ended otherwise, refresh", r.refreshWith(lost.cookie()), "UNAUTHENTICATED", false)
		end(term.EndedElsewhere)
		wipes("without credentials", r.who(lost.token()), "SESSION_ENDED", false)
		wipes("graphql", r.get("/graphql", "Authorization", "Bearer "+lost.token(), "Cookie", cookieName+"="+lost.cookie()), "SESSION_ENDED", true)
		wipes("refresh", r.refreshWith(lost.cookie()), "SESSION_ENDED", true)
		wipes("nobody", r.refreshWith("x"), "UNAUTHENTICATED", false)
	})
}

// A phone says how much it has to send; when its browser threw that away, it hears so once.
func TestUnsent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		sys := storetest.Context()
		r := newRig(t, db)
		u := r.person("ria@dorp.nl", term.RoleMatcher)
		a := r.signedIn("ria@dorp.nl")
		cookie := a.cookie()
		say := func(path, n string) answer {
			t.Helper()
			a := r.post(path, struct{}{}, "Cookie", cookieName+"="+cookie, ownPage, "1", unsentHeader, n)
			if next := a.cookie(); next != "" {
				cookie = next
			}
			return a
		}
		known := func(want int) {
			t.Helper()
			if n := db.Client.Session.Query().Where(session.UserID(u.ID), session.EndedAtIsNil()).OnlyX(sys).Unsent; n != want {
				t.Errorf("%d unsent, want %d", n, want)
			}
		}
		say("/auth/refresh", "3")
		known(3)
		for _, odd := range []string{"-1", "x", "99999", ""} {
			say("/auth/unsent", odd)
		}
		known(3)
		r.expect("beside the refresh", say("/auth/unsent", "2"), http.StatusNoContent)
		known(2)
		r.expect("wiped", say("/auth/refresh", "new"), http.StatusOK, `"lost":{"n":2`)
		if a := say("/auth/refresh", "new"); strings.Contains(a.text, "lost") {
			t.Error("told twice", a.text)
		}
		say("/auth/unsent", "5")
		again := r.post("/auth/session", map[string]string{"email": "ria@dorp.nl", "code": r.askCode("ria@dorp.nl")}, "Cookie", cookieName+"="+cookie, unsentHeader, "new")
		r.expect("signed in again on an empty phone", again, http.StatusOK, `"lost":{"n":5`)
		known(0)
		cookie = again.cookie()
		say("/auth/unsent", "7")
		r.person("els@dorp.nl", term.RoleHost)
		other := r.post("/auth/session", map[string]string{"email": "els@dorp.nl", "code": r.askCode("els@dorp.nl")}, "Cookie", cookieName+"="+cookie, unsentHeader, "new")
		if strings.Contains(other.text, "lost") {
			t.Error("somebody else heard of it", other.text)
		}
		r.expect("without the header of our own pages", r.post("/auth/unsent", struct{}{}, "Cookie", cookieName+"="+cookie), http.StatusForbidden)
	})
}

// What came to a device goes with its session.
func TestLogoutTakesAll(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		sys := storetest.Context()
		r := newRig(t, db)
		u := r.person("ria@dorp.nl", term.RoleMatcher)
		f := r.family("Sam", "sam@dorp.nl")
		a := r.signedIn("ria@dorp.nl")
		s := db.Client.Session.Query().Where(session.UserID(u.ID)).OnlyX(sys)
		db.Client.PushSubscription.Create().SetUserID(u.ID).SetSessionID(s.ID).SetEndpoint("https://x").SetEndpointHash([]byte("x")).SetP256dh([]byte("x")).SetAuth([]byte("x")).ExecX(sys)
		db.Client.Meegenomen.Create().SetRegionID(f.RegionID).SetUserID(u.ID).SetSessionID(s.ID).SetFamilyID(f.ID).SetTot(clock.Now()).ExecX(sys)
		r.logoutWith(a.cookie())
		if db.Client.PushSubscription.Query().Where(pushsubscription.UserID(u.ID)).ExistX(sys) || db.Client.Meegenomen.Query().Where(meegenomen.UserID(u.ID)).ExistX(sys) {
			t.Error("something stayed")
		}
	})
}
