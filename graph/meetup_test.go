package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/graph"
	"buurtdorp/graph/loader"
	"buurtdorp/graph/scalar"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/meetup"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// square is a region with one place, and the API before it.
type square struct {
	*testing.T
	db         *store.DB
	statements *storetest.Statements
	exec       *executor.Executor
	sealer     *scalar.Sealer
	region     *ent.Region
	place      *ent.Place
}

func newSquare(t *testing.T, db *store.DB) *square {
	t.Helper()
	counting, statements := storetest.Counting(t, db)
	r := &graph.Resolver{Client: counting.Client, Tx: counting, Meetups: &meetup.Service{}}
	s := &square{T: t, db: db, statements: statements, exec: executor.New(r.Schema())}
	s.exec.AroundResponses(loader.PerResponse(r.Loaders))
	var err error
	if s.sealer, err = scalar.NewSealer(make([]byte, 32)); err != nil {
		t.Fatal(err)
	}
	ctx := storetest.Context()
	s.region = db.Client.Region.Create().SetKey("hoeksche-waard").SetName("Hoeksche Waard").SaveX(ctx)
	s.place = s.newPlace("Het Trefpunt", "3273", "Westmaas")
	return s
}

func (s *square) newPlace(name, postcode, village string) *ent.Place {
	return s.db.Client.Place.Create().SetRegion(s.region).SetName(name).SetPostcode(postcode).
		SetVillage(village).SetLat(51.8).SetLon(4.5).SaveX(storetest.Context())
}

func (s *square) meetup(title string, at time.Time, p *ent.Place) *ent.Meetup {
	return s.db.Client.Meetup.Create().SetRegion(s.region).SetPlace(p).SetTitle(title).SetCapacity(2).
		SetStartsAt(at).SetEndsAt(at.Add(2 * time.Hour)).SaveX(storetest.Context())
}

func (s *square) family(name string) *viewer.Viewer {
	f := s.db.Client.Family.Create().SetRegion(s.region).SetName(name).SetPc4("3273").SaveX(storetest.Context())
	return &viewer.Viewer{UserID: gid.New(gid.User), FamilyID: f.ID, RegionID: s.region.ID, Roles: []term.Role{term.RoleParent}}
}

func (s *square) staff(role term.Role) *viewer.Viewer {
	return &viewer.Viewer{UserID: gid.New(gid.User), RegionID: s.region.ID, Roles: []term.Role{role}}
}

// ask runs a document as somebody, and reads data into out.
func (s *square) ask(who *viewer.Viewer, doc string, vars map[string]any, out any) {
	s.Helper()
	ctx := graphql.StartOperationTrace(scalar.WithSealer(viewer.NewContext(context.Background(), who), s.sealer))
	op, bad := s.exec.CreateOperationContext(ctx, &graphql.RawParams{Query: doc, Variables: vars})
	if len(bad) > 0 {
		s.Fatal(bad)
	}
	next, ctx := s.exec.DispatchOperation(ctx, op)
	answer := next(ctx)
	if len(answer.Errors) > 0 {
		s.Fatal(answer.Errors)
	}
	if err := json.Unmarshal(answer.Data, out); err != nil {
		s.Fatal(err)
	}
}

type signupAnswer struct {
	State        string
	WaitingPlace *int
	Family       *struct{ Name string }
}

type meetupAnswer struct {
	ID         uuid.UUID
	Title      string
	FreePlaces *int
	Reisband   *string
	Place      struct{ Name string }
	MySignup   *signupAnswer
	Signups    []signupAnswer
}

type listAnswer struct {
	Meetups struct {
		TotalCount int
		PageInfo   struct {
			HasNextPage, HasPreviousPage bool
			StartCursor, EndCursor       *string
		}
		Edges []struct{ Node meetupAnswer }
	}
}

func (l listAnswer) titles() []string {
	var list []string
	for _, e := range l.Meetups.Edges {
		list = append(list, e.Node.Title)
	}
	return list
}

func TestMeetupsPageByDate(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := newSquare(t, db)
		// Made in another order than they are held, and some begin at the same moment.
		begin := clock.Now().Add(time.Hour)
		var want []string
		for i := range 7 {
			want = append(want, fmt.Sprint("ontmoeting ", i))
		}
		for _, i := range []int{6, 2, 3, 4, 0, 1, 5} {
			hours := []int{0, 1, 2, 2, 2, 3, 4}[i]
			s.meetup(want[i], begin.Add(time.Duration(hours)*time.Hour), s.place)
		}
		const doc = `query($first: Int, $after: Cursor, $last: Int, $before: Cursor) {
			meetups(first: $first, after: $after, last: $last, before: $before) {
				totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { node { title } } } }`
		var got []string
		vars := map[string]any{"first": 2}
		for {
			var l listAnswer
			s.ask(viewer.Anonymous(), doc, vars, &l)
			got = append(got, l.titles()...)
			if l.Meetups.TotalCount != 7 {
				t.Errorf("totalCount %d", l.Meetups.TotalCount)
			}
			if !l.Meetups.PageInfo.HasNextPage {
				break
			}
			vars["after"] = *l.Meetups.PageInfo.EndCursor
		}
		if !slices.Equal(got, want) {
			t.Errorf("paged %q", got)
		}
		var l listAnswer
		s.ask(viewer.Anonymous(), doc, map[string]any{"last": 2, "before": vars["after"]}, &l)
		if got := l.titles(); !slices.Equal(got, want[3:5]) {
			t.Errorf("back %q", got)
		}
	})
}

const wholePage = `query($near: String) { meetups(first: 50, near: $near) { totalCount edges { node {
	id title startsAt freePlaces reisband place { name region { name } }
	mySignup { state waitingPlace meetup { title place { name } } family { name } }
	own: mySignup { adults }
	signups { state waitingPlace family { name } }
	...on Meetup { mySignup { children } }
} } } }`

func TestMeetupsDoNotAskPerRow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := newSquare(t, db)
		noor, sam := s.family("Noor"), s.family("Sam")
		viewers := map[string]*viewer.Viewer{
			"anoniem": viewer.Anonymous(), "ouder": noor, "gastvrouw": s.staff(term.RoleHost), "matcher": s.staff(term.RoleMatcher),
		}
		count := map[string]int{}
		rows := 0
		for _, more := range []int{2, 12} {
			for range more {
				m := s.meetup(fmt.Sprint("ontmoeting ", rows), clock.Now().Add(time.Duration(rows+1)*time.Hour),
					s.newPlace(fmt.Sprint("plek ", rows), "3262", "Oud-Beijerland"))
				for _, who := range []*viewer.Viewer{sam, noor} { // Sam comes, Noor waits
					s.signUp(who, m, 2)
				}
				rows++
			}
			for name, who := range viewers {
				var l listAnswer
				asked := fewest(func() []string {
					s.statements.Take()
					l = listAnswer{}
					s.ask(who, wholePage, map[string]any{"near": "3273"}, &l)
					return s.statements.Take()
				})
				if len(l.Meetups.Edges) != rows {
					t.Fatalf("%s: %d of %d meetups", name, len(l.Meetups.Edges), rows)
				}
				if before, again := count[name]; again && len(asked) != before {
					t.Errorf("%s: %d statements for %d meetups, %d for more: %q", name, before, 2, len(asked), asked)
				}
				count[name] = len(asked)
				wantView(t, name, l)
			}
		}
	})
}

// wantView checks what of each meetup a viewer sees: Sam comes, Noor waits.
func wantView(t *testing.T, name string, l listAnswer) {
	t.Helper()
	for _, e := range l.Meetups.Edges {
		m := e.Node
		if m.FreePlaces == nil || *m.FreePlaces != 0 || m.Reisband == nil || *m.Reisband != "TOT_5_KM" && *m.Reisband != "TOT_10_KM" {
			t.Errorf("%s: %+v", name, m)
		}
		switch name {
		case "anoniem":
			if m.MySignup != nil || len(m.Signups) != 0 {
				t.Errorf("somebody anonymous sees who comes: %+v", m)
			}
		case "ouder":
			if m.MySignup == nil || m.MySignup.State != "WACHTLIJST" || *m.MySignup.WaitingPlace != 1 || m.MySignup.Family.Name != "Noor" {
				t.Errorf("a parent sees %+v as hers", m.MySignup)
			}
			if len(m.Signups) != 1 || m.Signups[0].Family.Name != "Noor" {
				t.Errorf("a parent sees %+v", m.Signups)
			}
		default:
			if m.MySignup != nil || len(m.Signups) != 2 || m.Signups[0].Family == nil || m.Signups[1].Family == nil {
				t.Errorf("%s sees %+v and %+v", name, m.MySignup, m.Signups)
			}
		}
	}
}

const signUp = `mutation($input: SignUpInput!) { signUp(input: $input) {
	clientMutationId replayed signup { id state waitingPlace } meetup { freePlaces mySignup { id } }
	userErrors { code message path ...on ConflictError { current { id } } } } }`

type signUpAnswer struct {
	SignUp struct {
		Replayed bool
		Signup   *struct {
			ID           uuid.UUID
			State        string
			WaitingPlace *int
		}
		Meetup *struct {
			FreePlaces *int
			MySignup   *struct{ ID uuid.UUID }
		}
		UserErrors []struct {
			Code, Message string
			Path          []string
			Current       *struct{ ID uuid.UUID }
		}
	}
}

func (s *square) signUp(who *viewer.Viewer, m *ent.Meetup, adults int) (a signUpAnswer) {
	s.Helper()
	s.ask(who, signUp, map[string]any{"input": map[string]any{"clientMutationId": uuid.NewString(),
		"id": gid.New(gid.Signup).String(), "meetupId": m.ID.String(), "adults": adults}}, &a)
	return a
}

func TestSignUpAnswers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := newSquare(t, db)
		m := s.meetup("koffie", clock.Now().Add(time.Hour), s.place)
		noor := s.family("Noor")
		vars := map[string]any{"input": map[string]any{"clientMutationId": "a", "id": gid.New(gid.Signup).String(),
			"meetupId": m.ID.String(), "adults": 1}}
		for _, replayed := range []bool{false, true} { // the answer was lost, and she asks again
			var a signUpAnswer
			s.ask(noor, signUp, vars, &a)
			p := a.SignUp
			if p.Replayed != replayed || len(p.UserErrors) != 0 || p.Signup.State != "AANGEMELD" || p.Signup.WaitingPlace != nil ||
				*p.Meetup.FreePlaces != 1 || p.Meetup.MySignup.ID != p.Signup.ID {
				t.Errorf("%+v", p)
			}
		}
		again := s.signUp(noor, m, 1).SignUp
		if e := again.UserErrors; len(e) != 1 || e[0].Code != "EXISTS" || e[0].Message == "" || e[0].Current == nil || again.Signup != nil {
			t.Errorf("%+v", again)
		}
		if a := s.signUp(s.family("Sam"), m, 2).SignUp; a.Signup == nil || a.Signup.State != "WACHTLIJST" || *a.Signup.WaitingPlace != 1 {
			t.Errorf("%+v", a)
		}
		for _, who := range []*viewer.Viewer{viewer.Anonymous(), s.staff(term.RoleHost)} {
			if e := s.signUp(who, m, 1).SignUp.UserErrors; len(e) != 1 || e[0].Code != "UNAUTHENTICATED" {
				t.Errorf("%+v", e)
			}
		}
		if n := db.Client.Signup.Query().CountX(storetest.Context()); n != 2 {
			t.Errorf("%d sign-ups, want 2", n)
		}
	})
}

func TestPlacesRegionsPostcodes(t *testing.T) {
	s := newSquare(t, storetest.SQLite(t))
	s.newPlace("De Kade", "3297", "Puttershoek")
	var got struct {
		Places struct {
			TotalCount int
			Edges      []struct{ Node struct{ Name string } }
		}
		Regions []struct {
			Name     string
			Villages []struct {
				Name      string
				Postcodes []string
			}
		}
		Home, Box, Fresh, None *struct {
			Postcode, Village string
			Known, Postbus    bool
		}
	}
	s.ask(viewer.Anonymous(), `{ places { totalCount edges { node { name region { name } } } } regions { name villages { name postcodes } }
		home: postcode(code: "3273 ab") { postcode village known postbus } box: postcode(code: " 32-80") { postcode village known postbus }
		fresh: postcode(code: "3298") { postcode village known postbus } none: postcode(code: "Westmaas") { postcode } }`, nil, &got)
	if p := got.Places; p.TotalCount != 2 || len(p.Edges) != 2 || p.Edges[0].Node.Name != "De Kade" {
		t.Errorf("places %+v", p)
	}
	if len(got.Regions) != 1 || len(got.Regions[0].Villages) != 16 || len(got.Regions[0].Villages[0].Postcodes) == 0 {
		t.Errorf("regions %+v", got.Regions)
	}
	if h := got.Home; h == nil || h.Postcode != "3273AB" || h.Village != "Westmaas" || !h.Known || h.Postbus {
		t.Errorf("home %+v", h)
	}
	if b := got.Box; b == nil || b.Postcode != "3280" || !b.Postbus {
		t.Errorf("post box %+v", b)
	}
	if f := got.Fresh; f == nil || f.Known || f.Postbus || f.Village != "" {
		t.Errorf("a new code %+v", f)
	}
	if got.None != nil {
		t.Errorf("no postcode at all: %+v", got.None)
	}
}
