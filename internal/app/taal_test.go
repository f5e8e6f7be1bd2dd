package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"buurtdorp/internal/app"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

// speaking sends everything in a language, as the app does.
type speaking struct {
	language string
	next     http.RoundTripper
}

func (s speaking) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Accept-Language", s.language)
	return s.next.RoundTrip(r)
}

// TestInHerOwnLanguage: what is refused, the first mails, the code, and the mails of later,
// when nobody asks. And a matcher goes on in Dutch.
func TestInHerOwnLanguage(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := village(t, db)
		_, s := serverWith(t, db, io.Discard, func(*app.Settings) {})
		ayse := visitor(t, s)
		ayse.http.Transport = speaking{"tr", http.DefaultTransport}
		vraag, home := newID(gid.Vraaggezin), newID(gid.Family)
		input := object{"id": vraag, "toestemming": true, "soorten": []string{"OPVANG"}, "dagdelen": []string{}, "bangVoor": []string{}, "zorg": []object{},
			"family": object{"id": home, "name": "Ayşe", "postcode": "0", "talen": []string{"tr"}, "adults": 1, "vervoer": []string{},
				"children": []object{{"id": newID(gid.Child), "firstName": "Deniz", "age": 4}},
				"contact":  object{"lastName": "Yıldız", "email": "ayse@proef.example", "phone": "06 12345672"}}}
		no := ayse.attempt("registerVraaggezin", input, "vraaggezin { id }")["userErrors"].([]any)
		if len(no) != 1 || no[0].(object)["code"] != "INVALID" || !strings.Contains(no[0].(object)["message"].(string), "Posta kodu") && !strings.Contains(no[0].(object)["message"].(string), "posta kodu") {
			t.Errorf("refused with %v", no)
		}
		input["family"].(object)["postcode"] = "3273 XY"
		delete(input, "clientMutationId")
		ayse.do("registerVraaggezin", input, "vraaggezin { id }")
		mails := func(email string) (all []struct{ Subject, Text string }) {
			_, raw := ayse.get("/dev/mail?format=json&to=" + url.QueryEscape(email))
			if err := json.Unmarshal([]byte(raw), &all); err != nil {
				t.Fatal(err)
			}
			return all
		}
		until := func(email, words string) {
			t.Helper()
			for range 200 {
				for _, m := range mails(email) {
					if strings.Contains(m.Subject+m.Text, words) {
						return
					}
				}
				wait()
			}
			t.Errorf("no %q in the mails to %s: %v", words, email, mails(email))
		}
		until("ayse@proef.example", "Merhaba Ayşe") // before she has an account
		ayse.signIn("ayse@proef.example")
		matcher := visitor(t, s)
		matcher.signIn("matcher@proef.example")
		place := db.Client.Place.Create().SetRegion(r).SetName("De Brug").SetStreet("Dorpsstraat 1").SetPostcode("3273").SetVillage("Westmaas").
			SetLat(51.787).SetLon(4.475).SaveX(storetest.Context())
		meetup := db.Client.Meetup.Create().SetRegion(r).SetPlace(place).SetTitle("Koffie").SetCapacity(6).
			SetStartsAt(clock.Now().Add(48 * time.Hour)).SetEndsAt(clock.Now().Add(50 * time.Hour)).SaveX(storetest.Context())
		ayse.do("signUp", object{"id": newID(gid.Signup), "meetupId": meetup.ID.String(), "adults": 1, "children": 0}, "signup { id }")
		until("ayse@proef.example", "De Brug, Westmaas")
		for _, m := range mails("ayse@proef.example") {
			if strings.Contains(m.Text, "Hoi") || strings.Contains(m.Text, "Je ") {
				t.Errorf("a Dutch mail: %s\n%s", m.Subject, m.Text)
			}
		}
		until("matcher@proef.example", "Je code is")
	})
}
