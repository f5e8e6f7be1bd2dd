package auth

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"buurtdorp/ent/signincode"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func TestCode(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		t.Run("RightCodeOpensOneSession", func(t *testing.T) {
			r := newRig(t, db)
			u := r.person("een@dorp.nl", term.RoleMatcher)
			code := r.askCode(" EEN@dorp.nl ")
			a := r.try("Een@Dorp.nl", code[:3]+" "+code[3:])
			r.expect("right", a, http.StatusOK, `"tokenType":"Bearer"`, `"expiresIn":600`, u.ID.String(), `"roles":["matcher"]`)
			if strings.Contains(a.text, "Noor") || strings.Contains(a.text, "een@") {
				t.Errorf("the answer is personal: %s", a.text)
			}
			if got := a.header.Get("Cache-Control"); got != "no-store" {
				t.Errorf("Cache-Control %q", got)
			}
			r.expect("again", r.try("een@dorp.nl", code), http.StatusUnauthorized, "code klopt niet")
		})
		t.Run("TwentyAtOnceAreOneSession", func(t *testing.T) {
			r := newRig(t, db)
			u := r.person("twintig@dorp.nl", term.RoleParent)
			code := r.askCode("twintig@dorp.nl")
			var wg sync.WaitGroup
			var mu sync.Mutex
			count := map[int]int{}
			for range 20 {
				wg.Go(func() {
					a := r.try("twintig@dorp.nl", code)
					mu.Lock()
					defer mu.Unlock()
					count[a.status]++
				})
			}
			wg.Wait()
			if count[http.StatusOK] != 1 || count[http.StatusUnauthorized] != 19 {
				t.Errorf("answers: %v", count)
			}
			if n := sessionsOf(t, db, u.ID); n != 1 {
				t.Errorf("%d sessions", n)
			}
		})
		t.Run("FiveWrongOnesKillIt", func(t *testing.T) {
			r := newRig(t, db)
			r.person("vijf@dorp.nl", term.RoleParent)
			code := r.askCode("vijf@dorp.nl")
			for i := range 4 {
				r.expect(fmt.Sprint("wrong ", i), r.try("vijf@dorp.nl", wrong(code)), http.StatusUnauthorized, "code klopt niet")
			}
			r.signedIn("vijf@dorp.nl") // a new code has tries of its own
			code = r.askCode("vijf@dorp.nl")
			for range 5 {
				r.try("vijf@dorp.nl", wrong(code))
			}
			r.expect("right, too late", r.try("vijf@dorp.nl", code), http.StatusUnauthorized, "code klopt niet")
		})
		t.Run("AHundredGuessesAtOnceAreFive", func(t *testing.T) {
			r := newRig(t, db)
			r.person("honderd@dorp.nl", term.RoleParent)
			code := r.askCode("honderd@dorp.nl")
			var wg sync.WaitGroup
			for range 100 {
				wg.Go(func() { r.try("honderd@dorp.nl", wrong(code)) })
			}
			wg.Wait()
			row := db.Client.SigninCode.Query().Where(signincode.EmailHash(r.ownerOf("honderd@dorp.nl"))).OnlyX(storetest.Context())
			if row.Tries != maxTries {
				t.Errorf("%d tries", row.Tries)
			}
		})
		t.Run("TooOldAfterTenMinutes", func(t *testing.T) {
			r := newRig(t, db)
			r.person("oud@dorp.nl", term.RoleParent)
			code := r.askCode("oud@dorp.nl")
			r.wait(codeLife)
			r.expect("old", r.try("oud@dorp.nl", code), http.StatusUnauthorized, "te oud", `"EXPIRED"`)
		})
		t.Run("OnlyTheNewestCounts", func(t *testing.T) {
			r := newRig(t, db)
			r.person("nieuw@dorp.nl", term.RoleParent)
			first := r.askCode("nieuw@dorp.nl")
			second := r.askCode("nieuw@dorp.nl")
			for first == second {
				second = r.askCode("nieuw@dorp.nl")
			}
			r.expect("first", r.try("nieuw@dorp.nl", first), http.StatusUnauthorized)
			r.expect("second", r.try("nieuw@dorp.nl", second), http.StatusOK)
			r.expect("first, after that", r.try("nieuw@dorp.nl", first), http.StatusUnauthorized)
		})
		t.Run("SixthCodeInAnHourIsDeadAndSparesTheFifth", func(t *testing.T) {
			r := newRig(t, db)
			r.person("zes@dorp.nl", term.RoleParent)
			var fifth string
			for range 5 {
				fifth = r.askCode("zes@dorp.nl")
			}
			sixth := r.askCode("zes@dorp.nl") // the same answer: 204
			if sixth != fifth {
				r.expect("sixth", r.try("zes@dorp.nl", sixth), http.StatusUnauthorized)
			}
			r.expect("fifth", r.try("zes@dorp.nl", fifth), http.StatusOK)
			r.wait(time.Hour)
			r.signedIn("zes@dorp.nl")
		})
		t.Run("TwentyWrongTriesInAnHourCloseTheAddress", func(t *testing.T) {
			r := newRig(t, db, func(o *Options) { o.Limits.CodesPerAddress = 100 })
			r.person("dicht@dorp.nl", term.RoleParent)
			for range 4 {
				code := r.askCode("dicht@dorp.nl")
				for range 5 {
					r.try("dicht@dorp.nl", wrong(code))
				}
			}
			r.expect("right", r.try("dicht@dorp.nl", r.askCode("dicht@dorp.nl")), http.StatusUnauthorized, "code klopt niet")
			r.wait(time.Hour)
			r.signedIn("dicht@dorp.nl")
		})
		t.Run("TheTableHoldsNoAddressAndNoCode", func(t *testing.T) {
			r := newRig(t, db)
			code := r.askCode("geheim@dorp.nl")
			for _, row := range db.Client.SigninCode.Query().AllX(storetest.Context()) {
				text := fmt.Sprintf("%s %s", row.EmailHash, row.CodeHash)
				if strings.Contains(text, "geheim") || bytes.Contains(row.CodeHash, []byte(code)) {
					t.Error("readable")
				}
			}
		})
	})
}

func TestUnknownAddressLooksTheSame(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		r.person("bekend@dorp.nl", term.RoleParent)
		rows := func() int { return db.Client.SigninCode.Query().CountX(storetest.Context()) }
		same := func(a, b answer) {
			t.Helper()
			if a.status != b.status || a.text != b.text || fmt.Sprint(a.header) != fmt.Sprint(b.header) {
				t.Errorf("%d %v %q\n%d %v %q", a.status, a.header, a.text, b.status, b.header, b.text)
			}
		}
		for range 8 { // past the limit as well
			before := rows()
			known := r.post("/auth/code", map[string]string{"email": "bekend@dorp.nl"})
			between := rows()
			unknown := r.post("/auth/code", map[string]string{"email": "niemand@dorp.nl"})
			same(known, unknown)
			if between-before != 1 || rows()-between != 1 {
				t.Error("an address leaves another number of rows")
			}
			same(r.try("bekend@dorp.nl", "abc"), r.try("niemand@dorp.nl", "abc"))
			same(r.try("bekend@dorp.nl", wrong(r.mail["bekend@dorp.nl"][0])), r.try("niemand@dorp.nl", wrong(r.mail["niemand@dorp.nl"][0])))
		}
		r.wait(20 * time.Minute)
		same(r.try("bekend@dorp.nl", "123456"), r.try("niemand@dorp.nl", "123456"))
	})
}

func TestUnknownAddressNeverSignsIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		code := r.askCode("niemand@dorp.nl") // a mail would never have brought it
		r.expect("unknown", r.try("niemand@dorp.nl", code), http.StatusUnauthorized, "code klopt niet")
		if is, err := Known(t.Context(), db, "niemand@dorp.nl"); is || err != nil {
			t.Error(is, err)
		}
		if n := db.Client.User.Query().CountX(storetest.Context()); n != 0 {
			t.Errorf("%d users were made", n)
		}
	})
}

func TestClientLimit(t *testing.T) {
	db := storetest.SQLite(t)
	r := newRig(t, db, func(o *Options) { o.ProxyHeader = "X-Forwarded-For"; o.Limits.CodesPerClient = 3 })
	r.person("huis@dorp.nl", term.RoleParent)
	ask := func(from string) answer {
		return r.post("/auth/code", map[string]string{"email": "huis@dorp.nl"}, "X-Forwarded-For", from)
	}
	for i := range 5 {
		r.expect(fmt.Sprint(i), ask("1.2.3.4, 203.0.113.9"), http.StatusNoContent)
	}
	if n := len(r.mail["huis@dorp.nl"]); n != 3 {
		t.Errorf("%d codes", n)
	}
	ask("203.0.113.9, 203.0.113.10") // only the last is from our own proxy
	ask("127.0.0.1")
	if n := len(r.mail["huis@dorp.nl"]); n != 5 {
		t.Errorf("%d codes", n)
	}
}

func TestAddress(t *testing.T) {
	s := &Service{}
	for from, want := range map[string]string{
		"203.0.113.9:80":             "203.0.113.9",
		"[2001:db8:1:2:3:4:5:6]:443": "2001:db8:1:2::",
		"[::1]:9":                    "::1",
		"[::ffff:203.0.113.9]:80":    "203.0.113.9",
		"pipe":                       "invalid IP",
	} {
		req := httptest.NewRequest(http.MethodPost, "/", nil)
		req.RemoteAddr = from
		if got := s.address(req).String(); got != want {
			t.Errorf("%s: %s, want %s", from, got, want)
		}
	}
}

func TestCounterIsBounded(t *testing.T) {
	c := newCounter(time.Hour)
	now := time.Now()
	for i := range maxKeys * 2 {
		c.add(netip.AddrFrom4([4]byte{byte(i >> 24), byte(i >> 16), byte(i >> 8), byte(i)}).String(), now)
	}
	if len(c.seen) > maxKeys {
		t.Errorf("%d keys", len(c.seen))
	}
	if c.add("x", now) != 1 || c.add("x", now) != 2 || c.add("x", now.Add(time.Hour)) != 1 {
		t.Error("does not count")
	}
}

func TestBadRequests(t *testing.T) {
	db := storetest.SQLite(t)
	r := newRig(t, db)
	send := func(method, path, kind, body string) answer {
		req := httptest.NewRequest(method, path, strings.NewReader(body))
		req.Header.Set("Content-Type", kind)
		req.Header.Set(ownPage, "1")
		return r.do(req)
	}
	const json = "application/json"
	for name, c := range map[string]struct {
		a      answer
		status int
	}{
		"get":          {send(http.MethodGet, "/auth/code", json, ""), 405},
		"form":         {send(http.MethodPost, "/auth/code", "application/x-www-form-urlencoded", "email=a@b"), 415},
		"plain":        {send(http.MethodPost, "/auth/session", "text/plain", `{"email":"a@b","code":"123456"}`), 415},
		"broken":       {send(http.MethodPost, "/auth/code", json, `{"email":`), 400},
		"two":          {send(http.MethodPost, "/auth/code", json, `{"email":"a@b.nl"}{}`), 400},
		"list":         {send(http.MethodPost, "/auth/code", json, `[{"email":"a@b.nl"},{"email":"c@d.nl"}]`), 400},
		"number":       {send(http.MethodPost, "/auth/code", json, `{"email":1}`), 400},
		"empty":        {send(http.MethodPost, "/auth/code", json, `{}`), 400},
		"no at":        {send(http.MethodPost, "/auth/code", json, `{"email":"naam"}`), 400},
		"two ats":      {send(http.MethodPost, "/auth/code", json, `{"email":"a@b@c"}`), 400},
		"header":       {send(http.MethodPost, "/auth/code", json, `{"email":"a@b.nl\nBcc: c@d.nl"}`), 400},
		"two people":   {send(http.MethodPost, "/auth/code", json, `{"email":"a@b.nl,c@d.nl"}`), 400},
		"large":        {send(http.MethodPost, "/auth/code", json, `{"email":"`+strings.Repeat("a", maxBody)+`@b.nl"}`), 413},
		"no code":      {send(http.MethodPost, "/auth/session", json, `{"email":"a@b.nl"}`), 400},
		"codes":        {send(http.MethodPost, "/auth/session", json, `{"email":"a@b.nl","code":["111111","222222"]}`), 400},
		"words":        {send(http.MethodPost, "/auth/session", json, `{"email":"a@b.nl","code":"zesjes"}`), 401},
		"other digits": {send(http.MethodPost, "/auth/session", json, `{"email":"a@b.nl","code":"١٢٣٤٥٦"}`), 401},
	} {
		r.expect(name, c.a, c.status, `"detail":`, `"status":`)
		if got := c.a.header.Get("Content-Type"); got != "application/problem+json" {
			t.Errorf("%s: Content-Type %q", name, got)
		}
		for _, word := range []string{"Bcc", "naam", "json:", "cannot", "EOF"} {
			if strings.Contains(c.a.text, word) {
				t.Errorf("%s: %q in %s", name, word, c.a.text)
			}
		}
	}
	if n := db.Client.SigninCode.Query().CountX(storetest.Context()); n != 0 {
		t.Errorf("%d codes were made", n)
	}
}
