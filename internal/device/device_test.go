package device_test

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/device"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// room is the room on a database, and people with devices.
type room struct {
	*testing.T
	*world.World
	s *device.Service
}

func each(t *testing.T, test func(r *room)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		may := func(to string) bool { return strings.HasPrefix(to, "https://push.example/") }
		test(&room{t, world.New(t, db), &device.Service{Key: "sleutel", MayPush: may, Lease: 24 * time.Hour}})
	})
}

// on is somebody on a device of hers.
func (r *room) on(p *world.Person, change ...func(*ent.SessionCreate)) *world.Person {
	c := r.Client.Session.Create().SetUser(p.User).SetExpiresAt(r.Now.Add(time.Hour)).SetDevice("Telefoon")
	for _, f := range change {
		f(c)
	}
	v := *p.Viewer
	v.SessionID = c.SaveX(storetest.Context()).ID
	return &world.Person{User: p.User, Viewer: &v}
}

// as does something as somebody, in a transaction, and gives the codes of what was refused.
func (r *room) as(p *world.Person, do func(ctx context.Context) error) string {
	r.Helper()
	err := r.DB.WithTx(context.Background(), func(ctx context.Context, _ *ent.Tx) error { return do(p.In(ctx)) })
	var codes []string
	for _, f := range fault.All(err) {
		codes = append(codes, strings.TrimSpace(fmt.Sprint(f.Code, " ", strings.Join(f.Path, "."))))
	}
	if err != nil && codes == nil {
		r.Fatal(err)
	}
	return strings.Join(codes, ", ")
}

func (r *room) want(what, got, want string) {
	r.Helper()
	if got != want {
		r.Errorf("%s: %q, want %q", what, got, want)
	}
}

func (r *room) list(p *world.Person) string {
	r.Helper()
	rows, err := r.s.List(p.Context(), r.Client)
	if err != nil {
		r.Fatal(err)
	}
	var names []string
	for _, a := range rows {
		name := a.Naam
		if a.Dit {
			name += "*"
		}
		if a.Berichten {
			name += "!"
		}
		if a.NietVerstuurd > 0 {
			name += fmt.Sprint(a.NietVerstuurd)
		}
		names = append(names, name)
	}
	return strings.Join(names, " ")
}

// Somebody sees her own devices, the one in her hand first and then the one used last,
// with what it still had to send; not those that ended, and nobody else's.
func TestList(t *testing.T) {
	each(t, func(r *room) {
		here := r.on(r.Matcher)
		r.on(r.Matcher, func(c *ent.SessionCreate) { c.SetDevice("oud").SetCreatedAt(r.Now.Add(-48 * time.Hour)) })
		r.on(r.Matcher, func(c *ent.SessionCreate) {
			c.SetDevice("tablet").SetCreatedAt(r.Now.Add(-72 * time.Hour)).SetSeenAt(r.Now.Add(-time.Hour)).SetUnsent(3).SetUnsentAt(r.Now)
		})
		r.on(r.Matcher, func(c *ent.SessionCreate) {
			c.SetDevice("uit").SetEndedAt(r.Now).SetEndedWhy(term.EndedElsewhere)
		})
		r.on(r.Matcher, func(c *ent.SessionCreate) { c.SetDevice("verlopen").SetExpiresAt(r.Now.Add(-time.Minute)) })
		r.on(r.Host, func(c *ent.SessionCreate) { c.SetDevice("van een ander") })
		r.want("hers", r.list(here), "Telefoon* tablet3 oud")
		r.want("a visitor's", r.list(world.Anonymous), "")
		r.want("an app's", r.list(r.ThirdParty()), "")
	})
}

// A device that is signed out elsewhere gets no messages and has no dossiers any more; the
// others keep theirs. Nobody ends a session of somebody else, nor one twice.
func TestEnd(t *testing.T) {
	each(t, func(r *room) {
		here, lost, third, other := r.on(r.Matcher), r.on(r.Matcher), r.on(r.Matcher), r.on(r.Host)
		of := r.Vraag().Family
		for i, p := range []*world.Person{here, lost, third, other} {
			r.want("subscribing", r.as(p, func(ctx context.Context) error { return r.s.Subscribe(ctx, subscription(r, fmt.Sprint(i))) }), "")
		}
		for _, p := range []*world.Person{here, lost, third} {
			r.want("taking along", r.as(p, func(ctx context.Context) error {
				return r.s.TakeAlong(ctx, device.TakeAlong{ID: gid.New(gid.Meegenomen), FamilyID: of.ID})
			}), "")
		}
		end := func(p *world.Person, id uuid.UUID) string {
			return r.as(p, func(ctx context.Context) error { return r.s.End(ctx, id) })
		}
		left := func(what string, sessions, messages, dossiers int) {
			r.Helper()
			sys, c := storetest.Context(), r.Client
			var alive int
			for _, s := range c.Session.Query().AllX(sys) {
				if s.EndedAt == nil {
					alive++
				} else if s.EndedWhy != term.EndedElsewhere {
					r.Errorf("%s: it ended as %v", what, s.EndedWhy)
				}
			}
			if m, d := c.PushSubscription.Query().CountX(sys), c.Meegenomen.Query().CountX(sys); alive != sessions || m != messages || d != dossiers {
				r.Errorf("%s: %d sessions, %d with messages, %d dossiers", what, alive, m, d)
			}
		}
		r.want("somebody else's", end(here, other.Viewer.SessionID), "NOT_FOUND id")
		r.want("one that is not there", end(here, gid.New(gid.Session)), "NOT_FOUND id")
		r.want("a visitor", end(world.Anonymous, lost.Viewer.SessionID), "NOT_FOUND id")
		r.want("a visitor, all", end(world.Anonymous, uuid.Nil), "")
		left("nothing was hers", 4, 4, 3)
		r.want("the lost one", end(here, lost.Viewer.SessionID), "")
		left("the lost one", 3, 3, 2)
		r.want("once more", end(here, lost.Viewer.SessionID), "NOT_FOUND id")
		r.want("all others", end(here, uuid.Nil), "")
		left("all others", 2, 2, 1)
		r.want("hers", r.list(here), "Telefoon*!")
		r.want("the host's", r.list(other), "Telefoon*!")
	})
}

func subscription(r *room, to string) device.Subscription {
	r.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		r.Fatal(err)
	}
	text := base64.RawURLEncoding.EncodeToString
	return device.Subscription{Endpoint: "https://push.example/" + to, P256dh: text(key.PublicKey().Bytes()), Auth: text(make([]byte, 16)), Taal: "en"}
}

// A matcher takes a dossier of her region along, twenty at the most, each once on a device;
// nobody else takes one, nor one of elsewhere or of a family that was forgotten.
func TestTakeAlong(t *testing.T) {
	each(t, func(r *room) {
		sys, mine, hers := storetest.Context(), r.on(r.Matcher), r.on(r.Matcher)
		of, gone := r.Vraag().Family, r.Vraag().Family
		r.Client.Family.UpdateOne(gone).SetAnonymisedAt(r.Now).ExecX(sys)
		far := r.Vraag(world.In(r.Elsewhere)).Family
		take := func(p *world.Person, family uuid.UUID) string {
			return r.as(p, func(ctx context.Context) error {
				return r.s.TakeAlong(ctx, device.TakeAlong{ID: gid.New(gid.Meegenomen), FamilyID: family})
			})
		}
		for name, c := range map[string]struct {
			who    *world.Person
			family uuid.UUID
			want   string
		}{
			"a host": {r.on(r.Host), of.ID, "NOT_FOUND familyId"}, "a professional": {r.on(r.Professional), of.ID, "NOT_FOUND familyId"},
			"an admin": {r.on(r.Admin), of.ID, "NOT_FOUND familyId"}, "elsewhere": {r.on(r.MatcherElsewhere), of.ID, "NOT_FOUND familyId"},
			"of elsewhere": {mine, far.ID, "NOT_FOUND familyId"}, "forgotten": {mine, gone.ID, "NOT_FOUND familyId"},
			"not there": {mine, gid.New(gid.Family), "NOT_FOUND familyId"}, "without a device": {r.Matcher, of.ID, "GUARD"},
		} {
			r.want(name, take(c.who, c.family), c.want)
		}
		r.want("another kind of id", r.as(mine, func(ctx context.Context) error {
			return r.s.TakeAlong(ctx, device.TakeAlong{ID: gid.New(gid.Note), FamilyID: of.ID})
		}), "INVALID id")
		r.want("hers", take(mine, of.ID), "")
		first := r.Client.Meegenomen.Query().OnlyX(sys)
		if left := first.Tot.Sub(clock.Now()); left < 23*time.Hour || left > 24*time.Hour {
			r.Errorf("it is good for %v", left)
		}
		r.want("again", take(mine, of.ID), "")
		if now := r.Client.Meegenomen.Query().OnlyX(sys); now.ID == first.ID {
			r.Error("it did not begin anew")
		}
		r.want("an id in use", r.as(hers, func(ctx context.Context) error {
			return r.s.TakeAlong(ctx, device.TakeAlong{ID: r.Client.Meegenomen.Query().OnlyIDX(sys), FamilyID: of.ID})
		}), "EXISTS id")
		r.want("on her other device", take(hers, of.ID), "")
		for range 19 {
			r.want("more", take(mine, r.Vraag().Family.ID), "")
		}
		r.want("one too many", take(mine, r.Vraag().Family.ID), "TOO_MANY")
		r.want("one of the twenty", take(mine, of.ID), "")
		r.want("a host puts back", r.as(r.on(r.Host), func(ctx context.Context) error { return r.s.PutBack(ctx, of.ID) }), "NOT_FOUND familyId")
		r.want("one back", r.as(mine, func(ctx context.Context) error { return r.s.PutBack(ctx, of.ID) }), "")
		if n := device.Meegenomen(mine.Context(), r.Client).CountX(mine.Context()); n != 19 {
			r.Errorf("%d are left", n)
		}
		r.want("all back", r.as(mine, func(ctx context.Context) error { return r.s.PutBack(ctx, uuid.Nil) }), "")
		if here, there := device.Meegenomen(mine.Context(), r.Client).CountX(mine.Context()), device.Meegenomen(hers.Context(), r.Client).CountX(hers.Context()); here != 0 || there != 1 {
			r.Errorf("%d are here, %d on her other device", here, there)
		}
		r.Client.Meegenomen.Create().SetRegion(r.Region).SetUser(mine.User).SetSessionID(mine.Viewer.SessionID).SetFamily(of).SetTot(r.Now).SetCreatedAt(r.Now.Add(-8 * 24 * time.Hour)).ExecX(sys)
		r.want("a week later", r.as(mine, device.Sweep), "")
		if all := r.Client.Meegenomen.Query().AllX(sys); len(all) != 1 || all[0].SessionID != hers.Viewer.SessionID {
			r.Errorf("%d are there after a week, and today's is one", len(all))
		}
	})
}
