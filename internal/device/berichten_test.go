package device_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/internal/device"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// One browser has one subscription: who signs in on it takes it over, and a new one takes
// the place of the old. All that is wrong with one is said at once.
func TestSubscribe(t *testing.T) {
	each(t, func(r *room) {
		sys, here, there := storetest.Context(), r.on(r.Matcher), r.on(r.Host)
		put := func(p *world.Person, s device.Subscription) string {
			return r.as(p, func(ctx context.Context) error { return r.s.Subscribe(ctx, s) })
		}
		whose := func() string {
			var all []string
			for _, s := range r.Client.PushSubscription.Query().WithUser().AllX(sys) {
				all = append(all, s.Edges.User.FirstName+" "+strings.TrimPrefix(s.Endpoint, "https://push.example/"))
			}
			return strings.Join(all, ", ")
		}
		good := subscription(r, "a")
		bad := device.Subscription{Endpoint: "https://elders.example/a", P256dh: "x", Auth: "!"}
		long := good
		long.Endpoint += strings.Repeat("x", 1000)
		r.want("all that is wrong", put(here, bad), "INVALID endpoint, INVALID p256dh, INVALID auth")
		r.want("too long", put(here, long), "TOO_LONG endpoint")
		r.want("without a device", put(r.Matcher, good), "GUARD")
		r.want("nothing is kept of it", whose(), "")
		r.want("a good one", put(here, good), "")
		if u := r.Client.User.GetX(sys, here.User.ID); u.Locale != "en" {
			r.Errorf("her messages are in %s", u.Locale)
		}
		r.want("another", put(here, subscription(r, "b")), "")
		r.want("in its place", whose(), "Mieke b")
		r.want("somebody else, the same browser", put(there, subscription(r, "b")), "")
		r.want("taken over", whose(), "Greet b")
		other := subscription(r, "c")
		other.Taal = "tlh"
		r.want("a language we do not have", put(there, other), "")
		if u := r.Client.User.GetX(sys, there.User.ID); u.Locale != "nl" {
			r.Errorf("her messages are in %s", u.Locale)
		}
		r.want("elsewhere, nothing changes", r.as(here, r.s.Unsubscribe), "")
		r.want("still", whose(), "Greet c")
		r.want("off", r.as(there, r.s.Unsubscribe), "")
		r.want("nobody", whose(), "")
	})
}

// Everybody hears what concerns her, and switches off what she likes; a family is not
// asked about the desk, nor a matcher about visits of hers.
func TestMeldingen(t *testing.T) {
	each(t, func(r *room) {
		parent, matcher, host := r.on(r.Vraag().Parent), r.on(r.Matcher), r.on(r.Host)
		read := func(p *world.Person) string {
			b, err := r.s.Berichten(p.Context(), r.Client)
			if err != nil {
				r.Fatal(err)
			}
			if b == nil {
				return "nobody"
			}
			return fmt.Sprint(b.Sleutel, b.Soorten, b.Uit, b.Hier)
		}
		r.want("a parent", read(parent), "sleutel[VOORSTEL KOPPELING MOMENT MEETUP] [] false")
		r.want("a matcher", read(matcher), "sleutel[WERK] [] false")
		r.want("a host", read(host), "sleutel[] [] false")
		r.want("a visitor", read(world.Anonymous), "nobody")
		off := func(p *world.Person, what ...term.Melding) string {
			return r.as(p, func(ctx context.Context) error { return r.s.SetMeldingen(ctx, what) })
		}
		r.want("twice the same", off(parent, term.MeldingMoment, term.MeldingMeetup, term.MeldingMoment), "")
		r.want("off", read(parent), "sleutel[VOORSTEL KOPPELING MOMENT MEETUP] [MEETUP MOMENT] false")
		r.want("on again", off(parent), "")
		r.want("on", read(parent), "sleutel[VOORSTEL KOPPELING MOMENT MEETUP] [] false")
		r.want("a visitor", off(world.Anonymous, term.MeldingMeetup), "NOT_FOUND")
		r.want("here", r.as(parent, func(ctx context.Context) error { return r.s.Subscribe(ctx, subscription(r, "a")) }), "")
		r.want("here", read(parent), "sleutel[VOORSTEL KOPPELING MOMENT MEETUP] [] true")
		elsewhere := r.on(&world.Person{User: parent.User, Viewer: parent.Viewer}, func(*ent.SessionCreate) {})
		r.want("not on her other device", read(elsewhere), "sleutel[VOORSTEL KOPPELING MOMENT MEETUP] [] false")
	})
}
