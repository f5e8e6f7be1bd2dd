package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"buurtdorp/ent/membership"
	"buurtdorp/internal/sheet"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// list sends a file to the desk, with headers in pairs.
func (c *client) list(path string, file []byte, headers ...string) (*http.Response, []object) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.base+path, bytes.NewReader(file))
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/octet-stream")
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := c.http.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	var lines []object
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		var o object
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			c.t.Fatalf("%d %s: %v", res.StatusCode, raw, err)
		}
		lines = append(lines, o)
	}
	return res, lines
}

func (c *client) takes(path string) (*http.Response, []byte) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.base+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	res, err := c.http.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return res, raw
}

const wachtlijst = "Voornaam ouder;Tel.nr;Woonplaats;Leeftijd kinderen;Hulpvraag;AVG akkoord;Opmerkingen van Ria\n" +
	"Samira;06 12345671;Westmaas;4, 6;opvang;ja;belt liever niet\nKim;06 12345672;Westmaas;9;vervoer;ja;\n"

const wachtlijstColumns = "naam,telefoon,dorp,kinderen,soorten,toestemming,"

// A matcher brings her waiting list: she looks, chooses, tries, keeps, and takes it out
// again as it came in; a second time it makes nothing twice.
func TestLists(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		village(t, db)
		_, s := server(t, db)
		ria := visitor(t, s)
		ria.signIn("matcher@proef.example")
		count := func() int { return db.Client.Vraaggezin.Query().CountX(storetest.Context()) }

		res, got := ria.list("/lijsten/vraaggezinnen?mode=look", []byte(wachtlijst))
		if res.StatusCode != http.StatusOK || fmt.Sprint(got[0]["guess"]) != "[naam telefoon dorp kinderen soorten toestemming ]" || got[0]["total"] != 2.0 || len(got[0]["rows"].([]any)) != 2 {
			t.Fatalf("looking: %d %v", res.StatusCode, got)
		}
		bad := strings.Replace(wachtlijst, "06 12345672;Westmaas;9", "12;Nergens;99", 1)
		_, got = ria.list("/lijsten/vraaggezinnen?mode=try&columns="+wachtlijstColumns, []byte(bad))
		report := got[len(got)-1]["report"].(object)
		if n := len(report["problems"].([]any)); n != 3 || report["written"] != false || count() != 0 || strings.Contains(fmt.Sprint(report), "Samira") {
			t.Errorf("trying a list with findings: %d %v", count(), report)
		}
		_, got = ria.list("/lijsten/vraaggezinnen?mode=keep&columns="+wachtlijstColumns, []byte(bad), "Idempotency-Key", uuid.NewString())
		if report = got[len(got)-1]["report"].(object); report["written"] != false || count() != 0 {
			t.Errorf("keeping a list with findings: %d %v", count(), report)
		}
		_, got = ria.list("/lijsten/vraaggezinnen?mode=try&columns="+wachtlijstColumns, []byte(wachtlijst))
		if report = got[len(got)-1]["report"].(object); report["written"] != false || len(report["problems"].([]any)) != 0 || count() != 0 {
			t.Errorf("trying: %d %v", count(), report)
		}
		key := uuid.NewString()
		for range 2 { // the answer got lost, and the phone asks again
			_, got = ria.list("/lijsten/vraaggezinnen?mode=keep&columns="+wachtlijstColumns, []byte(wachtlijst), "Idempotency-Key", key)
			if report = got[len(got)-1]["report"].(object); report["written"] != true || report["rows"] != 2.0 || count() != 2 {
				t.Fatalf("keeping: %d %v", count(), report)
			}
		}
		_, got = ria.list("/lijsten/vraaggezinnen?mode=keep&columns="+wachtlijstColumns, []byte(wachtlijst+"Noor;0612345673;Westmaas;3;opvang;ja;\n"), "Idempotency-Key", uuid.NewString())
		if report = got[len(got)-1]["report"].(object); report["written"] != true || report["known"] != 2.0 || count() != 3 {
			t.Errorf("the same list with a row more: %d %v", count(), report)
		}
		if res, got = ria.list("/lijsten/vraaggezinnen?mode=keep&columns="+wachtlijstColumns, []byte(wachtlijst), "Idempotency-Key", ""); res.StatusCode != 422 {
			t.Errorf("without a key: %d %v", res.StatusCode, got)
		}

		for _, as := range []string{"csv", "xlsx"} {
			res, file := ria.takes("/lijsten/vraaggezinnen?as=" + as)
			if res.StatusCode != http.StatusOK || !strings.Contains(res.Header.Get("Content-Disposition"), "."+as) || res.Header.Get("Cache-Control") == "" {
				t.Fatalf("%s: %d %v", as, res.StatusCode, res.Header)
			}
			l, wrong, err := sheet.Open(bytes.NewReader(file))
			if err != nil || len(wrong) > 0 || len(l.Rows) != 3 {
				t.Fatalf("%s: %v %v", as, wrong, err)
			}
			_, got = ria.list("/lijsten/vraaggezinnen?mode=keep&columns="+strings.Join(l.Names, ","), file, "Idempotency-Key", uuid.NewString())
			if report = got[len(got)-1]["report"].(object); report["known"] != 3.0 || len(report["problems"].([]any)) != 0 || count() != 3 {
				t.Errorf("our own %s once more: %v", as, report)
			}
		}
		_, raw := ria.takes("/lijsten")
		if body := string(raw); strings.Count(body, `"outward":true`) != 2 || !strings.Contains(body, `"rows":3`) || strings.Contains(body, "Samira") || strings.Contains(body, "0612") {
			t.Errorf("who took what: %s", raw)
		}
	})
}

// To everybody but a matcher there is nothing here, whatever she asks; and no page of
// somebody else, and no form, brings a list.
func TestListsAreAMatchersOwn(t *testing.T) {
	db := storetest.SQLite(t)
	village(t, db)
	_, s := server(t, db)
	host, anybody, ria := visitor(t, s), visitor(t, s), visitor(t, s)
	host.signIn("host@proef.example")
	ria.signIn("matcher@proef.example")
	for name, who := range map[string]*client{"host": host, "anybody": anybody} {
		for _, path := range []string{"/lijsten", "/lijsten/vraaggezinnen?as=csv", "/lijsten/notes?as=csv"} {
			if res, raw := who.takes(path); res.StatusCode != http.StatusNotFound || !strings.Contains(string(raw), `"NOT_FOUND"`) {
				t.Errorf("%s gets %s: %d %s", name, path, res.StatusCode, raw)
			}
		}
		if res, _ := who.list("/lijsten/vraaggezinnen?mode=keep", []byte(wachtlijst)); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s brings a list: %d", name, res.StatusCode)
		}
	}
	if res, _ := ria.takes("/lijsten/notes?as=csv"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a list that is none: %d", res.StatusCode)
	}
	if res, _ := ria.takes("/lijsten/vraaggezinnen?as=exe"); res.StatusCode != http.StatusBadRequest {
		t.Errorf("a format that is none: %d", res.StatusCode)
	}
	for status, headers := range map[int][]string{
		403: {"Origin", "https://elders.example"}, 415: {"Content-Type", "text/plain"},
	} {
		if res, got := ria.list("/lijsten/vraaggezinnen?mode=look", []byte(wachtlijst), headers...); res.StatusCode != status {
			t.Errorf("%v: %d %v", headers, res.StatusCode, got)
		}
	}
	for _, form := range []string{"multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ""} {
		if res, _ := ria.list("/lijsten/vraaggezinnen?mode=look", []byte(wachtlijst), "Content-Type", form); res.StatusCode != http.StatusUnsupportedMediaType {
			t.Errorf("as %q: %d", form, res.StatusCode)
		}
	}
	if res, _ := ria.list("/lijsten/vraaggezinnen?mode=look", bytes.Repeat([]byte("a"), 9<<20)); res.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("too much: %d", res.StatusCode)
	}
	many := "naam\n" + strings.Repeat("x\n", 2001)
	if _, got := ria.list("/lijsten/vraaggezinnen?mode=look", []byte(many)); !strings.Contains(fmt.Sprint(got), "te veel rijen") {
		t.Errorf("too many rows: %v", got)
	}
	// Who is no matcher any more, is none at once.
	db.Client.Membership.Delete().Where(membership.RoleEQ(term.RoleMatcher)).ExecX(storetest.Context())
	if res, _ := ria.takes("/lijsten/vraaggezinnen?as=csv"); res.StatusCode != http.StatusNotFound {
		t.Errorf("after her role was taken away: %d", res.StatusCode)
	}
}

// Nothing takes a document in: no VOG, no copy of a passport. A list is read and not
// kept; anything that is no list is refused.
func TestNoDocumentIsTakenIn(t *testing.T) {
	db := storetest.SQLite(t)
	village(t, db)
	a, s := server(t, db)
	for name, d := range a.Rooms.Schema().Schema().Types {
		if strings.EqualFold(name, "upload") {
			t.Errorf("the API has a type %s", name)
		}
		for _, f := range d.Fields {
			for _, word := range []string{"upload", "bestand", "bijlage", "scan", "attachment", "document", "photo", "foto"} { // what RxDB calls a document is a row
				if d.Kind == ast.InputObject && f.Name != "newDocumentState" && strings.Contains(strings.ToLower(f.Name), word) {
					t.Errorf("%s.%s takes something in", name, f.Name)
				}
			}
		}
	}
	ria := visitor(t, s)
	ria.signIn("matcher@proef.example")
	for name, file := range map[string]string{"a PDF": "%PDF-1.7 VOG", "a picture": "\x89PNG\r\n\x1a\n\x00\x00", "a photo": "\xff\xd8\xff\xe0\x00\x10JFIF"} {
		_, got := ria.list("/lijsten/steungezinnen?mode=keep&columns=vog", []byte(file), "Idempotency-Key", uuid.NewString())
		if !strings.Contains(fmt.Sprint(got), "Dit is geen tabel.") {
			t.Errorf("%s: %v", name, got)
		}
	}
	for _, path := range []string{"/graphql", "/upload", "/lijsten", "/lijsten/vogs", "/lijsten/steungezinnen/vog"} {
		res, _ := fetch(t, s, http.MethodPost, path, "Content-Type", "multipart/form-data; boundary=x", "Authorization", "Bearer "+ria.token)
		if res.StatusCode < 300 {
			t.Errorf("%s takes a form: %d", path, res.StatusCode)
		}
	}
}
