package app_test

import (
	"bytes"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/internal/app"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

// lines is a log that is read while others write it.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// A day in the life of a server, all of it written down, and nobody is in it.
func TestNobodyIsInTheLog(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		village(t, db)
		log := &lines{}
		_, s := serverWith(t, db, log, func(*app.Settings) {})
		samira := visitor(t, s)
		vraag := newID(gid.Vraaggezin)
		input := object{"clientMutationId": uuid.NewString(), "id": vraag, "toestemming": true, "soorten": []string{"OPVANG"}, "dagdelen": []string{}, "bangVoor": []string{},
			"eigenWoorden": "woordenvansamira", "zorg": []object{{"kind": "ALLERGIE", "toelichting": "pinda-allergie", "dieren": []string{}, "zorgtaken": []string{}, "astma": true}},
			"family": object{"id": newID(gid.Family), "name": "Samira", "postcode": "3273 XY", "talen": []string{"nl"}, "adults": 1, "vervoer": []string{},
				"children": []object{{"id": newID(gid.Child), "firstName": "Noachim", "age": 4}},
				"contact":  object{"lastName": "Benkhadra", "street": "Zilverschoonpad", "houseNumber": "7131", "email": "samira@proef.example", "phone": "06 12345671"}}}
		samira.do("registerVraaggezin", input, "vraaggezin { id }")
		samira.attempt("registerVraaggezin", input, "vraaggezin { id }") // again
		input["family"].(object)["postcode"] = "0"
		input["clientMutationId"] = uuid.NewString()
		samira.attempt("registerVraaggezin", input, "vraaggezin { id }") // and refused

		samira.signIn("samira@proef.example")
		code := samira.mailedCode("samira@proef.example")
		samira.post("/auth/code", object{"email": "samira@proef.example"})
		samira.post("/auth/session", object{"email": "samira@proef.example", "code": "000000"})
		samira.ask("{ viewer { person { id } family { id name contactgegevens { email phone } } } }", nil)
		samira.try("{ nietbestaand(naam: \"Benkhadra\") }", nil)
		samira.try("{ viewer { ", nil)
		samira.get("/graphql?query=" + "%7Bvraaggezin(id:%22" + vraag + "%22)%7Bid%7D%7D")
		fetch(t, s, http.MethodGet, "/samira@proef.example?token="+samira.token)
		fetch(t, s, http.MethodGet, "/auth/none?email=samira@proef.example")
		fetch(t, s, http.MethodPost, "/graphql", "Authorization", "Bearer "+samira.token+"x", "Content-Type", "text/plain")
		samira.post("/auth/refresh", object{})
		samira.post("/auth/logout", object{})

		said := log.String()
		if strings.Count(said, "level=INFO msg=request") < 5 {
			t.Errorf("hardly anything was logged:\n%s", said)
		}
		lower := strings.ToLower(said)
		for what, secret := range map[string]string{
			"address": "samira@proef.example", "name": "samira", "surname": "Benkhadra", "child": "Noachim", "phone": "12345671", "postcode": "3273", "street": "Zilverschoonpad",
			"house": "7131", "own words": "woordenvansamira", "care": "pinda", "code": code, "token": samira.token, "half a token": strings.Split(samira.token, ".")[2],
			"cookie": "buurtdorp_refresh=", "dossier": vraag,
		} {
			if strings.Contains(lower, strings.ToLower(secret)) {
				t.Errorf("%s is in the log:\n%s", what, said)
			}
		}
		if strings.ContainsFunc(said, func(c rune) bool { return c < ' ' && c != '\n' }) {
			t.Error("a control character is in the log")
		}
	})
}
