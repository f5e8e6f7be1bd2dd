package family_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/family"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// world is a region with a matcher's desk, and a family on each side of which
// everything is in order: any step may be tried from any state.
type world struct {
	t             *testing.T
	db            *store.DB
	s             *family.Service
	told          []family.Event
	region, other *ent.Region
	vraag         *ent.Vraaggezin
	steun         *ent.Steungezin
	screening     *ent.Screening
	role          map[string]*viewer.Viewer
}

// The people of the tests: who they are, and in which capacities they deal with
// the family.
var people = []struct {
	name  string
	roles []term.Role
	where string // own or other region
	as    []family.Who
}{
	{"anonymous", nil, "", nil},
	{"foreign parent", []term.Role{term.RoleParent}, "own", nil},
	{"own parent", []term.Role{term.RoleParent}, "own", []family.Who{family.Own}},
	{"host", []term.Role{term.RoleHost}, "own", nil},
	{"professional", []term.Role{term.RoleProfessional}, "own", nil},
	{"matcher", []term.Role{term.RoleMatcher}, "own", []family.Who{family.Matcher}},
	{"head matcher", []term.Role{term.RoleHeadMatcher}, "own", []family.Who{family.Matcher, family.HeadMatcher}},
	{"matcher elsewhere", []term.Role{term.RoleMatcher}, "other", nil},
	{"head matcher elsewhere", []term.Role{term.RoleHeadMatcher}, "other", nil},
	{"admin", []term.Role{term.RoleAdmin}, "own", nil},
	{"client", []term.Role{term.RoleClient}, "own", nil},
}

func newWorld(t *testing.T, db *store.DB) *world {
	t.Helper()
	w := &world{t: t, db: db, s: &family.Service{}, role: map[string]*viewer.Viewer{}}
	w.s.Tell = func(_ context.Context, e family.Event) error { w.told = append(w.told, e); return nil }
	ctx, c, now := storetest.Context(), db.Client, clock.Now()
	w.region = c.Region.Create().SetKey("hoeksche-waard").SetName("Hoeksche Waard").SaveX(ctx)
	w.other = c.Region.Create().SetKey("elders").SetName("Elders").SaveX(ctx)
	ask, offer, foreign := w.family("Samira"), w.family("Noor en Jan"), w.family("Vreemd")
	w.vraag = c.Vraaggezin.Create().SetRegion(w.region).SetFamily(ask).SetAangemeldOp(now).SetWachtendSinds(now).
		SetGesprekken(2).SetGezag(term.GezagBeide).SetVolgendeStap("Bellen").SetVolgendeDatum(now).SaveX(ctx)
	w.steun = c.Steungezin.Create().SetRegion(w.region).SetFamily(offer).SetAangemeldOp(now).SetBeschikbaarSinds(now).
		SetVolgendeStap("Bellen").SetVolgendeDatum(now).SaveX(ctx)
	w.screening = c.Screening.Create().SetRegion(w.region).SetSteungezin(w.steun).SetGesprekOp(now).SetHuisbezoekOp(now).
		SetHuisregelsOp(now).SaveX(ctx)
	for _, p := range people {
		v := &viewer.Viewer{Roles: p.roles}
		switch {
		case p.name == "client":
			v.ClientID, v.RegionID = "app", w.region.ID
		case len(p.roles) > 0:
			v.UserID = c.User.Create().SetFirstName(p.name).SaveX(ctx).ID
			v.RegionID = map[string]uuid.UUID{"own": w.region.ID, "other": w.other.ID}[p.where]
		}
		if p.name == "foreign parent" {
			v.FamilyID = foreign.ID
		}
		w.role[p.name] = v
	}
	seer := w.role["matcher"].UserID
	for _, name := range []string{"Noor", "Jan"} {
		c.Vog.Create().SetRegion(w.region).SetScreening(w.screening).SetVoornaam(name).SetAfgegevenOp(now.AddDate(-1, 0, 0)).
			SetFunctieaspect("84").SetGezienOp(now).SetGezienDoorID(seer).SaveX(ctx)
		c.Referentie.Create().SetRegion(w.region).SetScreening(w.screening).SetRelatie("buur").SetPositief(true).
			SetGesprokenOp(now).SetGesprokenDoorID(seer).SaveX(ctx)
	}
	return w
}

// family makes a household that said yes to everything.
func (w *world) family(name string) *ent.Family {
	ctx, c := storetest.Context(), w.db.Client
	f := c.Family.Create().SetRegion(w.region).SetName(name).SetPc4("3273").SetVillage("Westmaas").SetAdults(2).SetTalen([]string{"nl"}).
		SetVervoer([]term.Vervoer{}).SaveX(ctx)
	c.Contactgegevens.Create().SetRegion(w.region).SetFamily(f).SetPhone("+31612345678").SaveX(ctx)
	for _, d := range term.All[term.Doel]() {
		if d == term.DoelMatchen { // the other adult for herself
			c.Toestemming.Create().SetRegion(w.region).SetFamily(f).SetDoel(d).SetGiver("Ander van " + name).SetTextVersion("2026-11").
				SetGivenAt(clock.Now()).SaveX(ctx)
		}
		c.Toestemming.Create().SetRegion(w.region).SetFamily(f).SetDoel(d).SetGiver(name).SetTextVersion("2026-11").
			SetGivenAt(clock.Now()).SaveX(ctx)
	}
	return f
}

// own makes the own parent a member of a family.
func (w *world) own(id uuid.UUID) *viewer.Viewer {
	v := *w.role["own parent"]
	v.FamilyID = id
	return &v
}

// as finds a person, for steps with a family.
func (w *world) as(name string, id uuid.UUID) *viewer.Viewer {
	if name == "own parent" {
		return w.own(id)
	}
	return w.role[name]
}

// do runs fn as somebody, in a transaction that is kept unless it fails.
func (w *world) do(v *viewer.Viewer, fn func(ctx context.Context) error) error {
	w.t.Helper()
	return w.db.WithTx(viewer.NewContext(context.Background(), v), func(ctx context.Context, _ *ent.Tx) error { return fn(ctx) })
}

var errUndo = errors.New("undo")

// try runs fn in a transaction that is always undone.
func (w *world) try(fn func(ctx, sys context.Context, c *ent.Client)) {
	w.t.Helper()
	err := w.db.WithTx(context.Background(), func(ctx context.Context, tx *ent.Tx) error {
		fn(ctx, rule.System(ctx), tx.Client())
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		w.t.Fatal(err)
	}
}

// by makes ctx that of somebody.
func by(ctx context.Context, v *viewer.Viewer) context.Context { return viewer.NewContext(ctx, v) }

// faults writes an error as "CODE key at path", one a line; "" for none.
func faults(err error) string {
	if err == nil {
		return ""
	}
	list := fault.All(err)
	if len(list) == 0 {
		return "not a fault: " + err.Error()
	}
	lines := make([]string, len(list))
	for i, f := range list {
		lines[i] = strings.TrimSpace(string(f.Code)+" "+f.Key) + " at " + strings.Join(f.Path, ".")
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func (w *world) wantFaults(err error, want ...string) {
	w.t.Helper()
	slices.Sort(want)
	if got := faults(err); got != strings.Join(want, "\n") {
		w.t.Errorf("got:\n%s\nwant:\n%s", indent(got), indent(strings.Join(want, "\n")))
	}
}

func indent(s string) string { return "\t" + strings.ReplaceAll(s, "\n", "\n\t") }

func ptr[T any](v T) *T { return &v }

func inDays(n int) time.Time { return clock.Now().AddDate(0, 0, n) }

// koppeling ties the two families in a state.
func (w *world) koppeling(ctx context.Context, c *ent.Client, state term.KoppelingState, vraag, steun uuid.UUID) uuid.UUID {
	now := clock.Now()
	k := c.Koppeling.Create().SetID(gid.New(gid.Koppeling)).SetRegionID(w.region.ID).SetVraaggezinID(vraag).SetSteungezinID(steun).
		SetState(state).SetVerlooptOp(now.Add(time.Hour)).SetProefVan(now).SetProefTot(now.AddDate(0, 0, 42)).SetActiefSinds(now)
	if state == term.KoppelingGepauzeerd || state == term.KoppelingOnderbroken {
		k.SetHervatAls(term.KoppelingActief)
	}
	return k.SaveX(ctx).ID
}
