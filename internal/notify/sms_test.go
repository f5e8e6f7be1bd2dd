package notify

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"buurtdorp/ent/job"
	"buurtdorp/ent/reminder"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/dutch"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/taal"
	"buurtdorp/internal/term"
)

// gateway is a provider on this machine: it keeps what it is told, and answers as it is
// told to, the last answer for ever.
type gateway struct {
	*httptest.Server
	mu      sync.Mutex
	answers []int
	heard   []map[string]string
	keys    []string
	tokens  []string
}

func newGateway(t *testing.T, answers ...int) *gateway {
	g := &gateway{answers: answers}
	stop := make(chan struct{})
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		var body map[string]string
		_ = json.Unmarshal(raw, &body)
		g.mu.Lock()
		answer := g.answers[0]
		if len(g.answers) > 1 {
			g.answers = g.answers[1:]
		}
		g.heard, g.keys = append(g.heard, body), append(g.keys, r.Header.Get("Idempotency-Key"))
		g.tokens = append(g.tokens, r.Header.Get("Authorization")+r.Header.Get("X-Key"))
		g.mu.Unlock()
		switch answer {
		case 0: // it never answers
			select {
			case <-r.Context().Done():
			case <-stop:
			}
		case http.StatusFound:
			http.Redirect(w, r, g.URL+"/elders", answer)
		default:
			w.WriteHeader(answer)
		}
	}))
	t.Cleanup(func() { close(stop); g.Close() })
	return g
}

// textRig has a family that likes messages, on a mobile number, and a region without quiet hours.
func textRig(t *testing.T, db *store.DB, url string) *rig {
	r := newRig(t, db, func(o *Options) {
		o.SMS = SMS{URL: url, Token: "geheim", From: "Buurtdorp", Wait: 300 * time.Millisecond}
	})
	r.region.Update().SetQuietFrom("00:00").SetQuietUntil("00:00").ExecX(storetest.Context())
	r.likes(term.BereikViaBericht, "+31612345678")
	return r
}

func (r *rig) likes(via term.BereikVia, phone string) {
	r.vraag.QueryContactgegevens().OnlyX(storetest.Context()).Update().SetBereikVia(via).SetPhone(phone).ExecX(storetest.Context())
}

// remind queues the reminder of a sign-up, as the meetup room does.
func (r *rig) remind() {
	su := r.signup(term.SignupAangemeld)
	r.db.Client.Reminder.Create().SetRegionID(r.region.ID).SetSignupID(su.ID).SetKind("voor-de-dag").ExecX(storetest.Context())
	r.queue(Message{Kind: Reminder, About: su.ID})
}

func (r *rig) told() term.Bezorging {
	return r.db.Client.Reminder.Query().Order(reminder.ByID()).FirstX(storetest.Context()).State
}

// later lets all that waits be due.
func (r *rig) later() {
	r.db.Client.Job.Update().Where(job.DoneAtIsNil()).SetRunAt(clock.Now()).ClearLockedUntil().ExecX(storetest.Context())
	r.work()
}

func TestAReminderAsAText(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		g := newGateway(t, http.StatusAccepted)
		r := textRig(t, db, g.URL)
		r.remind()
		r.work()
		r.later()
		if len(g.heard) != 1 || len(r.mailbox.list("")) != 0 {
			t.Fatalf("%d texts and %d mails, want one text", len(g.heard), len(r.mailbox.list("")))
		}
		m := g.heard[0]
		if m["to"] != "+31612345678" || m["from"] != "Buurtdorp" || m["id"] == "" || m["id"] != g.keys[0] || g.tokens[0] != "Bearer geheim" {
			t.Errorf("%v %v %v", m, g.keys, g.tokens)
		}
		for _, want := range []string{dutch.Day(r.meetup.StartsAt), taal.Clock("nl", r.meetup.StartsAt), "De Brug, Westmaas", "https://dorp.example/afmelden/"} {
			if !strings.Contains(m["text"], want) {
				t.Errorf("%q is not in %q", want, m["text"])
			}
		}
		for _, bad := range []string{"Amal", "Achternaam", "Koffie", "vraag"} { // who she is, and what it is about
			if strings.Contains(m["text"], bad) {
				t.Errorf("%q is in %q", bad, m["text"])
			}
		}
		if s := r.told(); s != term.BezorgingVerstuurd {
			t.Errorf("the host reads %s", s)
		}
		if strings.Contains(r.log.String(), "612345678") {
			t.Error("a number in the log")
		}
	})
}

// What a provider answers decides: again, not again, or by mail.
func TestWhatAProviderAnswers(t *testing.T) {
	for name, c := range map[string]struct {
		answers      []int
		rounds       int
		texts, mails int
		want         term.Bezorging
	}{
		"away and back":        {[]int{503, 500, 200}, 3, 3, 0, term.BezorgingVerstuurd},
		"no answer, and back":  {[]int{0, 200}, 2, 2, 0, term.BezorgingVerstuurd},
		"too fast":             {[]int{429, 202}, 2, 2, 0, term.BezorgingVerstuurd},
		"the token is refused": {[]int{401, 403, 200}, 3, 3, 0, term.BezorgingVerstuurd},
		"elsewhere":            {[]int{302, 200}, 2, 2, 0, term.BezorgingVerstuurd},
		"not this number":      {[]int{422}, 2, 1, 1, term.BezorgingVerstuurd},
		"bad request":          {[]int{400}, 2, 1, 1, term.BezorgingVerstuurd},
		"away for ever":        {[]int{500}, 12, 10, 0, term.BezorgingNietGelukt},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGateway(t, c.answers...)
			r := textRig(t, storetest.SQLite(t), g.URL)
			r.remind()
			for range c.rounds {
				r.later()
			}
			if len(g.heard) != c.texts || len(r.mailbox.list("")) != c.mails {
				t.Errorf("%d texts and %d mails, want %d and %d", len(g.heard), len(r.mailbox.list("")), c.texts, c.mails)
			}
			for _, key := range g.keys {
				if key != g.keys[0] {
					t.Error("another key for the same message")
				}
			}
			if s := r.told(); s != c.want {
				t.Errorf("the host reads %s, want %s", s, c.want)
			}
		})
	}
}

// Without an address to fall back on, a number that is none is not reached, and the host
// reads so.
func TestANumberThatIsRefusedAndNoAddress(t *testing.T) {
	g := newGateway(t, http.StatusUnprocessableEntity)
	r := textRig(t, storetest.SQLite(t), g.URL)
	r.vraag.QueryContactgegevens().OnlyX(storetest.Context()).Update().SetEmail("").ExecX(storetest.Context())
	r.remind()
	r.work()
	if s := r.told(); len(g.heard) != 1 || s != term.BezorgingNietGelukt {
		t.Errorf("%d texts, %s", len(g.heard), s)
	}
}

// Who did not ask for messages, whose number takes none, or who is invented, gets mail.
func TestWhoGetsMailAllTheSame(t *testing.T) {
	for name, change := range map[string]func(*rig){
		"likes mail":   func(r *rig) { r.likes(term.BereikViaEmail, "+31612345678") },
		"likes calls":  func(r *rig) { r.likes(term.BereikViaBellen, "+31612345678") },
		"a fixed line": func(r *rig) { r.likes(term.BereikViaBericht, "+31186123456") },
		"no number":    func(r *rig) { r.likes(term.BereikViaBericht, "") },
		"invented": func(r *rig) {
			r.vraag.QueryContactgegevens().OnlyX(storetest.Context()).Update().SetEmail("vraag@demo.buurtdorp.example").ExecX(storetest.Context())
		},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGateway(t, http.StatusOK)
			r := textRig(t, storetest.SQLite(t), g.URL)
			change(r)
			r.remind()
			r.work()
			if len(g.heard) != 0 || len(r.mailbox.list("")) != 1 {
				t.Errorf("%d texts and %d mails", len(g.heard), len(r.mailbox.list("")))
			}
		})
	}
	t.Run("private things", func(t *testing.T) { // how it goes with a koppeling is not for a locked phone
		g := newGateway(t, http.StatusOK)
		r := textRig(t, storetest.SQLite(t), g.URL)
		if m := r.one(Message{Kind: StillRight, About: r.vraag.ID}); m == nil || len(g.heard) != 0 {
			t.Error("not by mail")
		}
	})
}

// At night a phone stays silent: the text waits for the morning, and only what cannot
// wait goes at once, by mail.
func TestQuietHours(t *testing.T) {
	g := newGateway(t, http.StatusOK)
	r := textRig(t, storetest.SQLite(t), g.URL)
	r.region.Update().SetQuietFrom("21:00").SetQuietUntil("08:00").ExecX(storetest.Context())
	night := time.Date(2026, 11, 24, 22, 30, 0, 0, clock.Amsterdam).UTC()
	r.now = func() time.Time { return night }
	r.meetup.Update().SetStartsAt(night.Add(12 * time.Hour)).SetEndsAt(night.Add(14 * time.Hour)).ExecX(storetest.Context())
	due := func() { r.db.Client.Job.Update().SetRunAt(night.Add(-time.Minute)).ExecX(storetest.Context()) }
	r.remind()
	due()
	r.work()
	j := r.jobs()[0]
	if len(g.heard) != 0 || j.DoneAt != nil || !j.RunAt.Equal(time.Date(2026, 11, 25, 8, 0, 0, 0, clock.Amsterdam).UTC()) {
		t.Fatalf("%d texts; it goes at %s", len(g.heard), j.RunAt)
	}
	morning := j.RunAt
	r.now = func() time.Time { return morning }
	r.work()
	if len(g.heard) != 1 || len(r.mailbox.list("")) != 0 || r.told() != term.BezorgingVerstuurd {
		t.Errorf("in the morning %d texts, %s", len(g.heard), r.told())
	}

	early := r.db.Client.Meetup.UpdateOneID(r.meetup.ID).SetStartsAt(night.Add(8 * time.Hour)).SetEndsAt(night.Add(14 * time.Hour)).SaveX(storetest.Context())
	r.now = func() time.Time { return night }
	f := r.db.Client.Signup.Query().OnlyX(storetest.Context())
	r.db.Client.Meetup.UpdateOne(early).SetCancelledAt(night).ExecX(storetest.Context())
	r.queue(Message{Kind: CalledOff, About: f.ID})
	r.db.Client.Job.Update().Where(job.DoneAtIsNil()).SetRunAt(night.Add(-time.Minute)).ExecX(storetest.Context())
	r.work()
	if len(g.heard) != 1 || len(r.mailbox.list("")) != 1 {
		t.Errorf("what cannot wait: %d texts, %d mails", len(g.heard), len(r.mailbox.list("")))
	}
}

// A code goes as a text to a parent who is alone with an account; to a colleague, to one of
// two, and to who was never here, it goes to the address.
func TestACodeAsAText(t *testing.T) {
	for name, c := range map[string]struct {
		change func(r *rig)
		texts  int
	}{
		"a parent":           {func(*rig) {}, 1},
		"who likes mail":     {func(r *rig) { r.likes(term.BereikViaEmail, "+31612345678") }, 0},
		"with staff rights":  {func(r *rig) { r.member("vraag@dorpspost.nl", term.RoleHost) }, 0},
		"one of two":         {func(r *rig) { r.user("ander@dorpspost.nl") }, 0},
		"not yet an account": {func(r *rig) { r.db.Client.Credential.Delete().ExecX(storetest.Context()) }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGateway(t, http.StatusOK)
			r := textRig(t, storetest.SQLite(t), g.URL)
			r.known["vraag@dorpspost.nl"] = true
			r.user("vraag@dorpspost.nl")
			c.change(r)
			r.queueCode("vraag@dorpspost.nl", "123456", 10*time.Minute)
			r.work()
			if len(g.heard) != c.texts || len(r.mailbox.list("")) != 1-c.texts {
				t.Errorf("%d texts and %d mails", len(g.heard), len(r.mailbox.list("")))
			}
			if c.texts == 1 && g.heard[0]["text"] != "Je code is 123456. De code werkt 10 minuten." {
				t.Errorf("%q", g.heard[0]["text"])
			}
			if len(r.jobs()) != 0 {
				t.Error("the code stays in the outbox")
			}
		})
	}
}

func (r *rig) user(email string) {
	u := r.db.Client.User.Create().SetFirstName("Amal").SetFamilyID(r.vraag.ID).SaveX(storetest.Context())
	r.db.Client.Credential.Create().SetUserID(u.ID).SetEmail(email).ExecX(storetest.Context())
	r.member(email, term.RoleParent)
}

func (r *rig) member(email string, role term.Role) {
	for _, c := range r.db.Client.Credential.Query().AllX(storetest.Context()) {
		if c.Email == email {
			r.db.Client.Membership.Create().SetID(gid.New(gid.Membership)).SetUserID(c.UserID).SetRegionID(r.region.ID).SetRole(role).ExecX(storetest.Context())
		}
	}
}

// In development nothing leaves the machine: what would have gone is with the mail.
func TestTextsInDevelopment(t *testing.T) {
	r := textRig(t, storetest.SQLite(t), "log")
	r.remind()
	r.work()
	if all := r.mailbox.list("+31612345678"); len(all) != 1 || strings.Contains(r.log.String(), "612345678") || strings.Contains(r.log.String(), "afmelden") {
		t.Errorf("%d messages; log %s", len(all), r.log.String())
	}
	for _, bad := range []SMS{{URL: "log"}, {URL: "http://sms.voorbeeld.nl"}} {
		if _, err := newTexter(bad, true, nil, nil); err == nil {
			t.Errorf("%s is taken in production", bad.URL)
		}
	}
	if _, err := newTexter(SMS{URL: "sms"}, false, nil, nil); err == nil {
		t.Error("an address that is none")
	}
}
