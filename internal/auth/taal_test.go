package auth

import (
	"net/http"
	"testing"

	"buurtdorp/ent/credential"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/taal"
)

// TestHerLanguage: the language of the app is that of her mails, from the next sign of
// life on; an app that does not say changes nothing.
func TestHerLanguage(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		r.server = taal.Middleware(r.server)
		r.family("Samira", "samira@dorp.nl")
		code := r.askCode("samira@dorp.nl")
		a := r.post("/auth/session", map[string]string{"email": "samira@dorp.nl", "code": code}, "Accept-Language", "ar")
		is := func(want string) {
			t.Helper()
			u := db.Client.Credential.Query().Where(credential.Email("samira@dorp.nl")).QueryUser().OnlyX(storetest.Context())
			if u.Locale != want {
				t.Errorf("her mails are in %s, want %s", u.Locale, want)
			}
		}
		is("ar")
		refresh := func(language string) {
			t.Helper()
			header := []string{"Cookie", cookieName + "=" + a.cookie(), ownPage, "1"}
			if language != "" {
				header = append(header, "Accept-Language", language)
			}
			if b := r.post("/auth/refresh", struct{}{}, header...); b.status != http.StatusOK {
				t.Fatal(b.status, b.text)
			}
		}
		refresh("")
		is("ar")
		refresh("tr-TR,tr;q=0.9")
		is("tr")
		refresh("ti") // which we do not speak
		is("tr")
		refresh("nl")
		is("nl")
	})
}
