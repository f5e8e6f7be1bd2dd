package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/internal/app"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
)

// server runs the whole program on a fresh database.
func server(t *testing.T, db *store.DB) (*app.App, *httptest.Server) {
	t.Helper()
	return serverWith(t, db, io.Discard, func(*app.Settings) {})
}

// serverWith is server with other settings, and a log to read.
func serverWith(t *testing.T, db *store.DB, log io.Writer, change func(*app.Settings)) (*app.App, *httptest.Server) {
	t.Helper()
	s := httptest.NewUnstartedServer(nil)
	settings := app.Settings{Addr: s.Listener.Addr().String(), DatabaseURL: db.URL(), LogFormat: "text", SMTPTLS: "starttls",
		PublicURL: "http://" + s.Listener.Addr().String(), AccessTTL: app.DefaultAccessTTL}
	change(&settings)
	a, err := app.New(t.Context(), settings, slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	if err := a.Start(ctx); err != nil {
		t.Fatal(err)
	}
	s.Config.Handler = a.Handler()
	s.Start()
	t.Cleanup(func() {
		s.Close()
		stop()
		_ = a.Close()
	})
	return a, s
}

// client is somebody at a phone: she has cookies, and a token once she signed in.
type client struct {
	t     *testing.T
	http  *http.Client
	base  string
	token string
}

func visitor(t *testing.T, s *httptest.Server) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &client{t: t, http: &http.Client{Jar: jar}, base: s.URL}
}

type object = map[string]any

// ask runs an operation and gives its data; GraphQL errors end the test.
func (c *client) ask(query string, vars object) object {
	c.t.Helper()
	data, errs := c.try(query, vars)
	if len(errs) > 0 {
		c.t.Fatalf("%s\n%v", query, errs)
	}
	return data
}

func (c *client) try(query string, vars object) (object, []any) {
	c.t.Helper()
	body, err := json.Marshal(object{"query": query, "variables": vars})
	if err != nil {
		c.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.base+"/graphql", bytes.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
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
	var answer struct {
		Data   object
		Errors []any
	}
	if err := json.Unmarshal(raw, &answer); err != nil {
		c.t.Fatalf("%d %s: %v", res.StatusCode, raw, err)
	}
	return answer.Data, answer.Errors
}

// do runs a mutation of one root field and gives its payload; refusals end the test.
func (c *client) do(mutation string, input object, selection string) object {
	c.t.Helper()
	p := c.attempt(mutation, input, selection)
	if errs := p["userErrors"].([]any); len(errs) > 0 {
		c.t.Fatalf("%s: %v", mutation, errs)
	}
	return p
}

// attempt is do, with the refusals in the payload.
func (c *client) attempt(mutation string, input object, selection string) object {
	c.t.Helper()
	if _, ok := input["clientMutationId"]; !ok {
		input["clientMutationId"] = uuid.NewString()
	}
	kind := strings.ToUpper(mutation[:1]) + mutation[1:] + "Input"
	if k, ok := inputOf[mutation]; ok {
		kind = k
	}
	data := c.ask("mutation($input: "+kind+"!) { "+mutation+"(input: $input) { replayed userErrors { code message path } "+selection+" } }", object{"input": input})
	return data[mutation].(object)
}

// inputOf names the inputs that several steps share.
var inputOf = map[string]string{
	"completeIntake": "VraaggezinStepInput", "startScreening": "SteungezinStepInput", "approveSteungezin": "SteungezinStepInput",
	"activateKoppeling": "KoppelingStepInput", "suspendKoppeling": "KoppelingStepInput", "liftKoppeling": "KoppelingStepInput",
	"startAfronden": "KoppelingStepInput", "pauseKoppeling": "PauseInput", "resumeKoppeling": "KoppelingStepInput",
}

// post sends JSON to a path that is not GraphQL.
func (c *client) post(path string, body object) *http.Response {
	c.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		c.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.base+path, bytes.NewReader(raw))
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Buurtdorp", "1")
	res, err := c.http.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { _ = res.Body.Close() })
	return res
}

func (c *client) get(path string) (int, string) {
	c.t.Helper()
	res, err := c.http.Get(c.base + path)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return res.StatusCode, string(raw)
}

// signIn asks for a code, reads it in the development mailbox and uses it.
func (c *client) signIn(email string) {
	c.t.Helper()
	if res := c.post("/auth/code", object{"email": email}); res.StatusCode != http.StatusNoContent {
		c.t.Fatalf("asking for a code: %d", res.StatusCode)
	}
	code := c.mailedCode(email)
	res := c.post("/auth/session", object{"email": email, "code": code})
	if res.StatusCode != http.StatusOK {
		c.t.Fatalf("using the code: %d", res.StatusCode)
	}
	var got struct {
		AccessToken string `json:"accessToken"`
	}
	if err := json.NewDecoder(res.Body).Decode(&got); err != nil || got.AccessToken == "" {
		c.t.Fatalf("no token: %v", err)
	}
	c.token = got.AccessToken
}

func (c *client) mailedCode(email string) string {
	c.t.Helper()
	for range 200 {
		_, raw := c.get("/dev/mail?format=json&to=" + url.QueryEscape(email))
		var mails []struct{ Code string }
		if err := json.Unmarshal([]byte(raw), &mails); err != nil {
			c.t.Fatalf("%s: %v", raw, err)
		}
		for _, m := range mails {
			if m.Code != "" {
				return m.Code
			}
		}
		wait()
	}
	c.t.Fatalf("no code for %s", email)
	return ""
}

func newID(k gid.Kind) string { return gid.New(k).String() }
