package graph_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent/signup"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

const pullSignups = `query($checkpoint: SignupSyncInputCheckpoint) { pullSignupSync(checkpoint: $checkpoint, limit: 10) {
	documents { id version meetupId name state adults children waitingPlace presentAdults presentChildren _deleted } checkpoint { cursor } } }`

// phone is what a general sync client does: it pulls sign-ups, and pushes rows.
type phone struct {
	*testing.T
	api    api
	who    *world.Person
	cursor any
	docs   map[string]object
}

type object = map[string]any

func (p *phone) pull() (rows int, raw string) {
	p.Helper()
	vars := object{}
	if p.cursor != nil {
		vars["checkpoint"] = object{"cursor": p.cursor}
	}
	got := p.api.ask(p.T, p.who, pullSignups, vars)
	if len(got.Errors) > 0 {
		p.Fatal(got.Raw)
	}
	bulk := got.Data["pullSignupSync"].(object)
	for _, d := range bulk["documents"].([]any) {
		doc := d.(object)
		id := doc["id"].(string)
		if p.docs[id] = doc; doc["_deleted"] == true {
			delete(p.docs, id)
		}
		rows++
	}
	p.cursor = bulk["checkpoint"].(object)["cursor"]
	return rows, got.Raw
}

// push writes one row and gives what the server says of it, nil when it agrees.
func (p *phone) push(was, is object) object {
	p.Helper()
	got := p.api.ask(p.T, p.who, `mutation($rows: [SignupSyncInputPushRow!]) { pushSignupSync(signupSyncPushRow: $rows) {
		id version meetupId name state adults children waitingPlace presentAdults presentChildren _deleted } }`,
		object{"rows": []object{{"assumedMasterState": was, "newDocumentState": is}}})
	if len(got.Errors) > 0 {
		p.Fatal(got.Raw)
	}
	for _, d := range got.Data["pushSignupSync"].([]any) {
		return d.(object)
	}
	return nil
}

func edited(doc object, change object) object {
	out := object{}
	for k, v := range doc {
		out[k] = v
	}
	for k, v := range change {
		out[k] = v
	}
	return out
}

func onPhones(t *testing.T, test func(t *testing.T, w *world.World, phone func(*world.Person) *phone)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := newAPI(t, db)
		test(t, world.New(t, db), func(who *world.Person) *phone { return &phone{T: t, api: a, who: who, docs: map[string]object{}} })
	})
}

// A checkpoint is sealed: it says nothing, and is good for one person and one list.
func TestSyncCheckpoints(t *testing.T) {
	onPhones(t, func(t *testing.T, w *world.World, phone func(*world.Person) *phone) {
		v := w.Vraag()
		w.Signup(w.Meetup(w.Place(), time.Hour), v.Family, term.SignupAangemeld)
		p := phone(v.Parent)
		if n, _ := p.pull(); n != 1 {
			t.Fatalf("%d rows", n)
		}
		if n, raw := p.pull(); n != 0 || len(raw) > 250 {
			t.Errorf("nothing changed, and %d rows in %d bytes", n, len(raw))
		}
		for name, c := range map[string]struct {
			who    *world.Person
			field  string
			cursor any
		}{
			"somebody else": {w.Host, "Signup", p.cursor}, "another list": {v.Parent, "Meetup", p.cursor},
			"made up": {v.Parent, "Signup", "AAAA"}, "touched": {v.Parent, "Signup", other(p.cursor.(string)[0]) + p.cursor.(string)[1:]},
		} {
			got := p.api.ask(t, c.who, fmt.Sprintf(`query($c: String!) { pull%sSync(checkpoint: {cursor: $c}, limit: 5) { documents { id } } }`, c.field), object{"c": c.cursor})
			if !strings.Contains(got.Raw, `"SYNC_RESET_REQUIRED"`) || strings.Contains(got.Raw, `"documents"`) {
				t.Errorf("%s: %s", name, got.Raw)
			}
		}
		if got := p.api.ask(t, world.Anonymous, `{ pullMeetupSync(limit: 5) { documents { id } } }`, nil); !strings.Contains(got.Raw, `"UNAUTHENTICATED"`) {
			t.Errorf("nobody: %s", got.Raw)
		}
	})
}

// A client that thinks in rows signs up, is put on the waiting list, is refused, cancels
// and counts, by the same rules as everybody; and sending it all twice is no harm.
func TestPushSignups(t *testing.T) {
	onPhones(t, func(t *testing.T, w *world.World, phone func(*world.Person) *phone) {
		v := w.Vraag()
		at := w.Place()
		m := w.Meetup(at, time.Hour)
		row := func(meetup uuid.UUID) object {
			return object{"id": gid.New(gid.Signup).String(), "version": 0, "meetupId": meetup.String(), "adults": 1, "children": 1, "_deleted": false}
		}
		p, host := phone(v.Parent), phone(w.Host)
		one := row(m.ID)
		for range 2 {
			if now := p.push(nil, one); now == nil || now["state"] != "AANGEMELD" || now["_deleted"] == true {
				t.Fatalf("signing up: %v", now)
			}
		}
		full := w.Meetup(at, 2*time.Hour)
		w.Client.Meetup.UpdateOne(full).SetCapacity(3).SetTaken(3).ExecX(storetest.Context())
		if now := p.push(nil, row(full.ID)); now == nil || now["state"] != "WACHTLIJST" || fmt.Sprint(now["waitingPlace"]) != "1" {
			t.Errorf("a full one: %v", now)
		}
		for name, gone := range map[string]object{
			"no such meetup": row(gid.New(gid.Meetup)), "twice at one meetup": row(m.ID),
			"over": row(w.Meetup(at, -50*time.Hour).ID), "an id of another kind": edited(row(m.ID), object{"id": gid.New(gid.Family).String()}),
		} {
			if now := p.push(nil, gone); now == nil || now["_deleted"] != true || now["state"] != nil {
				t.Errorf("%s: %v", name, now)
			}
		}
		p.pull()
		host.pull()
		mine, theirs := p.docs[one["id"].(string)], host.docs[one["id"].(string)]
		if mine["name"] != nil || !strings.HasPrefix(fmt.Sprint(theirs["name"]), "ouder A.") {
			t.Fatalf("mine %v, the host's %v", mine, theirs)
		}
		if now := host.push(theirs, edited(theirs, object{"presentAdults": 1, "presentChildren": 2})); now != nil {
			t.Errorf("the host counts: %v", now)
		}
		if host.pull(); fmt.Sprint(host.docs[one["id"].(string)]["presentChildren"]) != "2" {
			t.Errorf("counted: %v", host.docs)
		}
		// A second host who did not see that says something else: the first one's word stands.
		if now := phone(w.Matcher).push(theirs, edited(theirs, object{"presentAdults": 1, "presentChildren": 0})); now == nil || fmt.Sprint(now["presentChildren"]) != "2" {
			t.Errorf("another count: %v", now)
		}
		// Somebody else's rows are not there.
		stranger := phone(w.Vraag().Parent)
		if now := stranger.push(mine, edited(mine, object{"_deleted": true})); now != nil {
			t.Errorf("a stranger deletes what she never had: %v", now)
		}
		if now := stranger.push(mine, edited(mine, object{"adults": 2})); now == nil || now["_deleted"] != true {
			t.Errorf("a stranger edits: %v", now)
		}
		if n := w.Client.Signup.Query().Where(signup.MeetupID(m.ID), signup.StateNEQ(term.SignupAfgemeld)).CountX(storetest.Context()); n != 1 {
			t.Errorf("%d sign-ups stand", n)
		}
	})
}

// Cancelling by deleting the row: the server keeps it as AFGEMELD and says so.
func TestPushCancels(t *testing.T) {
	onPhones(t, func(t *testing.T, w *world.World, phone func(*world.Person) *phone) {
		v := w.Vraag()
		m := w.Meetup(w.Place(), 20*time.Hour)
		w.Signup(m, v.Family, term.SignupAangemeld)
		w.Client.Meetup.UpdateOne(m).SetTaken(3).ExecX(storetest.Context())
		p := phone(v.Parent)
		p.pull()
		for _, doc := range p.docs {
			for range 2 {
				if now := p.push(doc, edited(doc, object{"_deleted": true})); now == nil || now["state"] != "AFGEMELD" {
					t.Errorf("%v", now)
				}
			}
		}
		got := p.api.ask(t, w.ThirdParty(), `mutation { pushSignupSync(signupSyncPushRow: []) { id } }`, nil)
		if !strings.Contains(got.Raw, `"UNAUTHENTICATED"`) {
			t.Errorf("an app: %s", got.Raw)
		}
	})
}

// Something changed in the region: who listens there hears that, and only that.
func TestSyncWake(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		a := newAPI(t, db)
		w := world.New(t, db)
		parent := w.Vraag().Parent
		here, there := a.stream(t, parent, "subscription { syncWake { seq } }"), a.stream(t, w.MatcherElsewhere, "subscription { syncWake { seq } }")
		w.Place()
		select {
		case data := <-here:
			if !strings.HasPrefix(data, `{"data":{"syncWake":{"seq":"`) || len(data) > 50 {
				t.Errorf("heard %s", data)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("hears nothing")
		}
		select {
		case data := <-there:
			t.Errorf("heard elsewhere: %s", data)
		case <-time.After(100 * time.Millisecond):
		}
		if nobody := <-a.stream(t, world.Anonymous, "subscription { syncWake { seq } }"); !strings.Contains(nobody, "UNAUTHENTICATED") {
			t.Errorf("nobody: %s", nobody)
		}
	})
}

// other is another letter than this.
func other(letter byte) string {
	if letter == 'B' {
		return "C"
	}
	return "B"
}
