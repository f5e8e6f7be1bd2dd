package auth

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent/family"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/refreshtoken"
	"buurtdorp/ent/session"
	"buurtdorp/ent/user"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

func sessionsOf(t testing.TB, db *store.DB, id uuid.UUID) int {
	return db.Client.Session.Query().Where(session.UserID(id), session.EndedAtIsNil()).CountX(storetest.Context())
}

func TestFirstSignIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		sys := storetest.Context()
		t.Run("MakesAParentOfTheNewestFamily", func(t *testing.T) {
			r := newRig(t, db)
			r.family("Oud", "gezin@dorp.nl")
			newest := r.family("Sam en Robin", "gezin@dorp.nl")
			if is, err := Known(t.Context(), db, "gezin@dorp.nl"); !is || err != nil {
				t.Error(is, err)
			}
			a := r.signedIn("gezin@dorp.nl")
			r.expect("viewer", r.who(a.token()), 200, `"Roles":["PARENT"]`, `"FamilyID":"`+newest.ID.String(), `"RegionID":"`+r.region.ID.String())
			u := db.Client.Family.Query().Where(family.ID(newest.ID)).QueryMembers().OnlyX(sys)
			if u.FirstName != "Sam en Robin" {
				t.Errorf("first name %q", u.FirstName)
			}
			r.signedIn("gezin@dorp.nl")
			if n := db.Client.User.Query().Where(user.FirstName("Sam en Robin")).CountX(sys); n != 1 {
				t.Errorf("%d users after the second time", n)
			}
		})
		t.Run("LinksAKnownPersonWithoutFamily", func(t *testing.T) {
			r := newRig(t, db)
			u := r.person("matcher@dorp.nl", term.RoleMatcher)
			home := r.family("Kees", "matcher@dorp.nl")
			a := r.signedIn("matcher@dorp.nl")
			r.expect("viewer", r.who(a.token()), 200, `"Roles":["PARENT","MATCHER"]`, home.ID.String(), u.ID.String())
		})
		t.Run("NeverIntoAFamilyThatHasSomebody", func(t *testing.T) {
			r := newRig(t, db)
			home := r.family("Bezet", "bezet@dorp.nl")
			u := r.person("ander@dorp.nl", term.RoleParent)
			db.Client.User.UpdateOneID(u.ID).SetFamilyID(home.ID).ExecX(sys)
			r.expect("taken", r.try("bezet@dorp.nl", r.askCode("bezet@dorp.nl")), http.StatusUnauthorized)
			if is, _ := Known(t.Context(), db, "bezet@dorp.nl"); is {
				t.Error("would be mailed")
			}
		})
		t.Run("NotForADisabledPerson", func(t *testing.T) {
			r := newRig(t, db)
			u := r.person("weg@dorp.nl", term.RoleMatcher)
			r.family("Weg", "weg@dorp.nl")
			db.Client.User.UpdateOneID(u.ID).SetDisabledAt(time.Now()).ExecX(sys)
			r.expect("disabled", r.try("weg@dorp.nl", r.askCode("weg@dorp.nl")), http.StatusUnauthorized, "code klopt niet")
			if is, _ := Known(t.Context(), db, "weg@dorp.nl"); is {
				t.Error("would be mailed")
			}
		})
	})
}

func TestRefresh(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		start := func(t *testing.T, email string, change ...func(*Options)) (*rig, string) {
			r := newRig(t, db, change...)
			r.person(email, term.RoleParent)
			return r, r.signedIn(email).cookie()
		}
		t.Run("CookieIsClosed", func(t *testing.T) {
			r := newRig(t, db)
			r.person("koek@dorp.nl", term.RoleParent)
			set := r.signedIn("koek@dorp.nl").header.Get("Set-Cookie")
			for _, part := range []string{"__Host-buurtdorp-refresh=", "Path=/", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=77759"} {
				if !strings.Contains(set, part) {
					t.Errorf("no %s in %s", part, set)
				}
			}
			if strings.Contains(set, "Domain") {
				t.Error("has a Domain")
			}
		})
		t.Run("Rotates", func(t *testing.T) {
			r, one := start(t, "draai@dorp.nl")
			r.wait(time.Minute)
			a := r.refreshWith(one)
			r.expect("first", a, 200)
			if a.cookie() == one || a.cookie() == "" {
				t.Error("the same cookie")
			}
			r.expect("viewer", r.who(a.token()), 200, "PARENT")
			r.expect("second", r.refreshWith(a.cookie()), 200)
		})
		t.Run("LostAnswerWithinGrace", func(t *testing.T) {
			r, one := start(t, "kwijt@dorp.nl")
			r.wait(time.Minute)
			first := r.refreshWith(one)
			r.wait(29 * time.Second)
			again := r.refreshWith(one)
			r.expect("again", again, 200)
			if again.cookie() != first.cookie() {
				t.Error("the chain forked")
			}
			r.expect("goes on", r.refreshWith(again.cookie()), 200)
		})
		t.Run("WithinAMinuteTheCookieStays", func(t *testing.T) {
			r, one := start(t, "herlaad@dorp.nl")
			for range 3 { // each page that is loaded asks
				r.wait(19 * time.Second)
				if a := r.refreshWith(one); a.cookie() != one || a.token() == "" {
					t.Errorf("another cookie: %s", a.text)
				}
			}
			r.wait(3 * time.Second)
			if r.refreshWith(one).cookie() == one {
				t.Error("never rotates")
			}
		})
		// A phone that dies before its browser wrote the cookie down comes back with the one before it.
		t.Run("DiedBeforeItWasOnDisk", func(t *testing.T) {
			r, one := start(t, "batterij@dorp.nl")
			r.wait(time.Hour)
			first := r.refreshWith(one)
			r.wait(25 * time.Second)
			r.expect("works for a moment", r.who(first.token()), 200)
			for range 2 { // and once more in the same way, before anything was written
				r.wait(5 * time.Hour)
				back := r.refreshWith(one)
				r.expect("back", back, 200)
				if back.cookie() != first.cookie() {
					t.Error("the chain forked")
				}
				r.wait(25 * time.Second)
				r.expect("works again", r.who(back.token()), 200)
			}
			r.wait(time.Hour)
			r.expect("goes on", r.refreshWith(first.cookie()), 200)
		})
		t.Run("WhoWorksOnHasIt", func(t *testing.T) {
			r, one := start(t, "blijft@dorp.nl")
			r.wait(time.Hour)
			first := r.refreshWith(one)
			r.wait(2 * time.Minute)
			r.expect("is still here", r.who(first.token()), 200)
			r.expect("somebody else has the old one", r.refreshWith(one), 401, "UNAUTHENTICATED")
			r.expect("over for both", r.refreshWith(first.cookie()), 401)
		})
		t.Run("ReuseAfterGraceEndsTheSession", func(t *testing.T) {
			r, one := start(t, "dief@dorp.nl")
			r.wait(time.Minute)
			a := r.refreshWith(one)
			r.wait(2 * time.Minute)
			r.expect("the honest one works", r.who(a.token()), 200)
			stolen := r.refreshWith(one)
			r.expect("reuse", stolen, 401, "Log opnieuw in", "UNAUTHENTICATED")
			if !strings.Contains(stolen.header.Get("Set-Cookie"), "Max-Age=0") {
				t.Error("the cookie stays")
			}
			r.expect("the honest one", r.refreshWith(a.cookie()), 401)
			r.expect("her access token", r.who(a.token()), 401)
		})
		t.Run("OlderThanThePreviousEndsTheSessionAtOnce", func(t *testing.T) {
			r, one := start(t, "ouder@dorp.nl")
			r.wait(time.Minute)
			two := r.refreshWith(one).cookie()
			r.wait(time.Minute)
			three := r.refreshWith(two).cookie()
			r.expect("older", r.refreshWith(one), 401)
			r.expect("present", r.refreshWith(three), 401)
		})
		t.Run("NoGraceWhenSetSo", func(t *testing.T) {
			r, one := start(t, "streng@dorp.nl", func(o *Options) { o.ReuseGrace = -1 })
			two := r.refreshWith(one).cookie()
			r.expect("reuse", r.refreshWith(one), 401)
			r.expect("present", r.refreshWith(two), 401)
		})
		t.Run("TwentyAtOnceAreOneLine", func(t *testing.T) {
			r, one := start(t, "lijn@dorp.nl")
			r.wait(time.Minute)
			var wg sync.WaitGroup
			var mu sync.Mutex
			next, bad := map[string]bool{}, 0
			for range 20 {
				wg.Go(func() {
					a := r.refreshWith(one)
					mu.Lock()
					defer mu.Unlock()
					if a.status != 200 {
						bad++
					}
					next[a.cookie()] = true
				})
			}
			wg.Wait()
			if len(next) != 1 || bad != 0 {
				t.Errorf("%d lines, %d refused", len(next), bad)
			}
			open := db.Client.RefreshToken.Query().Where(refreshtoken.UsedAtIsNil(),
				refreshtoken.HasSessionWith(session.HasUserWith(user.HasMembershipsWith(membership.RegionID(r.region.ID))))).CountX(storetest.Context())
			if open != 1 {
				t.Errorf("%d open tokens", open)
			}
		})
		t.Run("EndsAfterNinetyDays", func(t *testing.T) {
			r, one := start(t, "lang@dorp.nl")
			r.wait(SessionLife - time.Hour)
			a := r.refreshWith(one)
			r.expect("day 89", a, 200)
			r.wait(time.Hour)
			r.expect("day 90", r.refreshWith(a.cookie()), 401)
		})
		t.Run("DisabledPersonGetsNothing", func(t *testing.T) {
			r := newRig(t, db)
			u := r.person("uit@dorp.nl", term.RoleParent)
			a := r.signedIn("uit@dorp.nl")
			db.Client.User.UpdateOneID(u.ID).SetDisabledAt(time.Now()).ExecX(storetest.Context())
			r.expect("refresh", r.refreshWith(a.cookie()), 401)
			r.expect("access", r.who(a.token()), 401)
		})
		t.Run("LogoutEndsIt", func(t *testing.T) {
			r, one := start(t, "dag@dorp.nl")
			a := r.refreshWith(one)
			out := r.logoutWith(a.cookie())
			r.expect("logout", out, 204)
			if got := out.header.Get("Clear-Site-Data"); got != `"cache", "storage"` {
				t.Errorf("Clear-Site-Data %s", got)
			}
			if !strings.Contains(out.header.Get("Set-Cookie"), "Max-Age=0") {
				t.Error("the cookie stays")
			}
			r.expect("refresh", r.refreshWith(a.cookie()), 401)
			r.expect("access", r.who(a.token()), 401, "Log opnieuw in")
			r.expect("logout without a session", r.logoutWith("niets"), 204)
		})
		t.Run("SigningInAgainEndsTheSessionOfThisBrowser", func(t *testing.T) {
			r, one := start(t, "weer@dorp.nl")
			code := r.askCode("weer@dorp.nl")
			a := r.post("/auth/session", map[string]string{"email": "weer@dorp.nl", "code": code}, "Cookie", cookieName+"="+one)
			r.expect("again", a, 200)
			r.expect("before", r.refreshWith(one), 401)
			r.expect("now", r.refreshWith(a.cookie()), 200)
		})
		t.Run("AsksTheHeaderNoFormCanSend", func(t *testing.T) {
			r, one := start(t, "csrf@dorp.nl")
			for _, path := range []string{"/auth/refresh", "/auth/logout"} {
				r.expect(path, r.post(path, struct{}{}, "Cookie", cookieName+"="+one), 403)
				r.expect(path, r.post(path, struct{}{}, "Cookie", cookieName+"="+one, ownPage, "1", "Sec-Fetch-Site", "cross-site"), 403)
			}
			r.expect("unharmed", r.refreshWith(one), 200)
		})
		t.Run("GarbageIsUnknown", func(t *testing.T) {
			r, one := start(t, "rommel@dorp.nl")
			for _, c := range []string{"", "x", one + "x", strings.Repeat("a", 5000), one + "; " + cookieName + "=x"} {
				r.expect(c, r.refreshWith(c), 401)
			}
			r.expect("unharmed", r.refreshWith(one), 200)
		})
	})
}

func TestSweep(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		r.person("stof@dorp.nl", term.RoleParent)
		out := r.signedIn("stof@dorp.nl").cookie()
		r.logoutWith(out)
		stays := r.signedIn("stof@dorp.nl").cookie()
		for range 3 {
			stays = r.refreshWith(stays).cookie()
		}
		if _, err := r.RotateKeys(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.wait(keepEnded + time.Minute)
		if err := r.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		c, sys := db.Client, storetest.Context()
		if n := c.SigninCode.Query().CountX(sys); n != 0 {
			t.Errorf("%d codes", n)
		}
		if n := c.Session.Query().CountX(sys); n != 1 {
			t.Errorf("%d sessions", n)
		}
		if n := c.RefreshToken.Query().CountX(sys); n != 1 {
			t.Errorf("%d refresh tokens", n)
		}
		if n := c.SigningKey.Query().CountX(sys); n != 1 {
			t.Errorf("%d keys", n)
		}
		r.expect("still signed in", r.refreshWith(stays), 200)
	})
}
