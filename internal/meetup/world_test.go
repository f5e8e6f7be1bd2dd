package meetup_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/signup"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// world is a region with places and households; told keeps what people were told.
type world struct {
	*testing.T
	db     *store.DB
	s      *room.Service
	region *ent.Region
	place  *ent.Place
	told   []room.Event
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	ctx := storetest.Context()
	w := &world{T: t, db: db, s: &room.Service{}}
	w.region = db.Client.Region.Create().SetKey("hoeksche-waard").SetName("Hoeksche Waard").SaveX(ctx)
	w.place = w.newPlace("Het Trefpunt", "3273", "Westmaas")
	return w
}

// listens makes the world keep what people are told; not for tests with more than
// one transaction at a time.
func (w *world) listens() {
	w.s.Tell = func(_ context.Context, e room.Event) error {
		w.told = append(w.told, e)
		return nil
	}
}

func (w *world) newPlace(name, postcode, village string) *ent.Place {
	return w.db.Client.Place.Create().SetRegion(w.region).SetName(name).SetPostcode(postcode).
		SetVillage(village).SetLat(51.8).SetLon(4.5).SaveX(storetest.Context())
}

// meetup is under way, unless a change says otherwise: one can still sign up, and tick.
func (w *world) meetup(kind term.MeetupKind, capacity int, change ...func(*ent.MeetupCreate)) *ent.Meetup {
	c := w.db.Client.Meetup.Create().SetRegion(w.region).SetPlace(w.place).SetTitle("Koffie en spelen").
		SetKind(kind).SetCapacity(capacity).
		SetStartsAt(clock.Now().Add(-10 * time.Minute)).SetEndsAt(clock.Now().Add(2 * time.Hour))
	for _, f := range change {
		f(c)
	}
	return c.SaveX(storetest.Context())
}

func startsIn(d time.Duration) func(*ent.MeetupCreate) {
	return func(c *ent.MeetupCreate) {
		c.SetStartsAt(clock.Now().Add(d)).SetEndsAt(clock.Now().Add(d + 2*time.Hour))
	}
}

// parent is somebody of a household of her own.
func (w *world) parent() context.Context { return w.as(w.family(), term.RoleParent) }

func (w *world) family() uuid.UUID {
	return w.db.Client.Family.Create().SetRegion(w.region).SetName("Noor en Sam").SetPc4("3273").
		SaveX(storetest.Context()).ID
}

func (w *world) as(family uuid.UUID, roles ...term.Role) context.Context {
	return viewer.NewContext(context.Background(), &viewer.Viewer{
		UserID: gid.New(gid.User), FamilyID: family, RegionID: w.region.ID, Roles: roles,
	})
}

func (w *world) host() context.Context    { return w.as(uuid.Nil, term.RoleHost) }
func (w *world) matcher() context.Context { return w.as(uuid.Nil, term.RoleMatcher) }

// elsewhere is a host of another region.
func (w *world) elsewhere() context.Context {
	return viewer.NewContext(context.Background(), &viewer.Viewer{
		UserID: gid.New(gid.User), RegionID: gid.New(gid.Region), Roles: []term.Role{term.RoleHost, term.RoleHeadMatcher},
	})
}

func anonymous() context.Context {
	return viewer.NewContext(context.Background(), viewer.Anonymous())
}

// in runs one effect in a transaction of its own, as a mutation does.
func in[T any](w *world, ctx context.Context, do func(ctx context.Context) (T, error)) (out T, err error) {
	err = w.db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error {
		out, err = do(ctx)
		return err
	})
	return out, err
}

func (w *world) signUp(ctx context.Context, m *ent.Meetup, adults, children int) (*ent.Signup, error) {
	input := room.SignUp{ID: gid.New(gid.Signup), MeetupID: m.ID, Adults: adults, Children: children}
	return in(w, ctx, func(ctx context.Context) (*ent.Signup, error) { return w.s.SignUp(ctx, input) })
}

func (w *world) cancel(ctx context.Context, id uuid.UUID) (*ent.Signup, error) {
	return in(w, ctx, func(ctx context.Context) (*ent.Signup, error) { return w.s.CancelSignup(ctx, id) })
}

func (w *world) tick(ctx context.Context, a room.Attendance) (*ent.Signup, error) {
	return in(w, ctx, func(ctx context.Context) (*ent.Signup, error) { return w.s.RecordAttendance(ctx, a) })
}

// must signs up a new household and fails the test when that does not work.
func (w *world) must(m *ent.Meetup, adults, children int) (context.Context, *ent.Signup) {
	w.Helper()
	who := w.parent()
	su, err := w.signUp(who, m, adults, children)
	if err != nil {
		w.Fatal(err)
	}
	return who, su
}

func (w *world) read(m *ent.Meetup) *ent.Meetup {
	return w.db.Client.Meetup.GetX(storetest.Context(), m.ID)
}

func (w *world) signup(id uuid.UUID) *ent.Signup {
	return w.db.Client.Signup.GetX(storetest.Context(), id)
}

func (w *world) signups(m *ent.Meetup) []*ent.Signup {
	return w.db.Client.Signup.Query().Where(signup.MeetupID(m.ID)).
		Order(signup.ByQueueNumber(), signup.ByID()).AllX(storetest.Context())
}

// wantState compares a sign-up with what it has to be: "AANGEMELD", "WACHTLIJST 2".
func (w *world) wantState(id uuid.UUID, want string) {
	w.Helper()
	if got := stand(w.signup(id)); got != want {
		w.Errorf("sign-up is %s, want %s", got, want)
	}
}

func stand(su *ent.Signup) string {
	if su.State == term.SignupWachtlijst || su.QueueNumber != 0 {
		return fmt.Sprint(su.State, " ", su.QueueNumber)
	}
	return string(su.State)
}

// wantFault checks code and key, and with a path that too.
func wantFault(t testing.TB, err error, code fault.Code, key string, path ...string) {
	t.Helper()
	for _, f := range fault.All(err) {
		if f.Code == code && f.Key == key && (len(path) == 0 || fmt.Sprint(f.Path) == fmt.Sprint(path)) {
			return
		}
	}
	t.Errorf("got %v, want %s %s at %v", err, code, key, path)
}

// wantWhole compares the counters of all meetups with their rows.
func (w *world) wantWhole() {
	w.Helper()
	for _, m := range w.db.Client.Meetup.Query().Order(meetup.ByID()).AllX(storetest.Context()) {
		if err := whole(m, w.signups(m)); err != nil {
			w.Error(err)
		}
	}
}

// whole tells what does not hold between a meetup and its sign-ups.
func whole(m *ent.Meetup, all []*ent.Signup) error {
	taken, waiting := 0, 0
	for _, su := range all {
		switch su.State {
		case term.SignupWachtlijst:
			if waiting++; su.QueueNumber != waiting {
				return fmt.Errorf("place %d on the list has number %d", waiting, su.QueueNumber)
			}
		case term.SignupAangemeld, term.SignupAangeboden, term.SignupGeweest, term.SignupNietGeweest:
			taken += su.Adults + su.Children
			fallthrough
		default:
			if su.QueueNumber != 0 {
				return fmt.Errorf("%s with place %d on the list", su.State, su.QueueNumber)
			}
		}
	}
	if m.Taken != taken || m.Waiting != waiting {
		return fmt.Errorf("the meetup counts %d taken and %d waiting, its rows %d and %d", m.Taken, m.Waiting, taken, waiting)
	}
	if m.Capacity > 0 && taken > m.Capacity {
		return fmt.Errorf("%d people for %d places", taken, m.Capacity)
	}
	if free, limited := room.Free(m); limited {
		for _, su := range all {
			if su.State == term.SignupWachtlijst && su.Adults+su.Children <= free {
				return fmt.Errorf("%d free, and a household of %d waits", free, su.Adults+su.Children)
			}
		}
	}
	return nil
}
