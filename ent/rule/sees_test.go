package rule_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// region is a vraaggezin and a steungezin with a koppeling in every state, one more
// pair in another region, and people of all roles. Every row has a name: that of its
// family ("vraag ACTIEF"), its koppeling ("ACTIEF"), its side ("ACTIEF VRAAG"), or the
// person it is about; in the other region with "elders" behind it.
type region struct {
	*world.World
	names    map[uuid.UUID]string
	couples  map[term.KoppelingState]*couple
	stranger *world.Vraag // of this region, tied to nobody
}

// couple is the two families of one koppeling.
type couple struct {
	v *world.Vraag
	s *world.Steun
	k *ent.Koppeling
}

func newRegion(t *testing.T, db *store.DB) *region {
	w := world.New(t, db)
	r := &region{World: w, names: map[uuid.UUID]string{w.Region.ID: "hier", w.Elsewhere.ID: "elders"}, couples: map[term.KoppelingState]*couple{}}
	for _, p := range []*world.Person{w.Matcher, w.HeadMatcher, w.Host, w.Professional, w.Admin, w.MatcherElsewhere} {
		r.names[p.User.ID] = p.User.FirstName
	}
	r.stranger = w.Vraag()
	r.name(r.stranger.Family, r.stranger.Parent, "vreemd")
	for _, state := range term.All[term.KoppelingState]() {
		r.couples[state] = r.couple(state, "")
	}
	far := r.couple(term.KoppelingActief, " elders", world.In(w.Elsewhere))
	r.colleagues(r.couples[term.KoppelingActief].v, w.Matcher, w.HeadMatcher)
	mats := w.Person(w.Elsewhere, "Madelief elders", term.RoleMatcher)
	r.names[mats.User.ID] = mats.User.FirstName
	r.colleagues(far.v, w.MatcherElsewhere, mats)

	w.Weging(w.Region, 2)
	w.Weging(w.Elsewhere, 2)
	place := w.Place()
	these, past, later := w.Meetup(place, 3*24*time.Hour), w.Meetup(place, -10*24*time.Hour), w.Meetup(place, 20*24*time.Hour)
	w.Signup(these, r.couples[term.KoppelingVerkend].v.Family, term.SignupAangemeld)
	w.Signup(past, r.couples[term.KoppelingGestopt].s.Family, term.SignupGeweest)
	w.Signup(later, r.couples[term.KoppelingActief].v.Family, term.SignupAangemeld)
	r.comesBack(place, map[string]*ent.Meetup{"deze week": these, "toen": past})
	r.takenAlong(r.couples[term.KoppelingActief].v.Family)
	return r
}

// takenAlong is a dossier on the phones of two matchers; of the second it has ended.
func (r *region) takenAlong(f *ent.Family) {
	sys, c := storetest.Context(), r.Client
	for who, until := range map[*world.Person]time.Duration{r.Matcher: time.Hour, r.HeadMatcher: -time.Hour} {
		phone := c.Session.Create().SetUser(who.User).SetExpiresAt(r.Now.Add(24 * time.Hour)).SaveX(sys)
		m := c.Meegenomen.Create().SetRegion(r.Region).SetUser(who.User).SetSession(phone).SetFamily(f).SetTot(r.Now.Add(until)).SaveX(sys)
		r.names[m.ID] = "mee met " + who.User.FirstName
	}
}

// comesBack is a series with a family that always comes, what hosts write about two
// meetups, and a calendar that somebody reads.
func (r *region) comesBack(place *ent.Place, on map[string]*ent.Meetup) {
	sys, c := storetest.Context(), r.Client
	se := c.Series.Create().SetRegion(r.Region).SetPlace(place).SetTitle("Elke maandag").SetFromDay("2026-01-05").SetAt("09:30").SetMinutes(60).
		SetRule(rhythm.Rule{Unit: term.RitmeWeek, Every: 1, Days: []term.Weekdag{term.WeekdagMa}}).SaveX(sys)
	c.SeriesSignup.Create().SetRegion(r.Region).SetSeries(se).SetFamily(r.couples[term.KoppelingActief].v.Family).SetAdults(1).SetChildren(0).ExecX(sys)
	c.CalendarFeed.Create().SetUser(r.couples[term.KoppelingActief].v.Parent.User).SetHash([]byte("een")).ExecX(sys)
	c.CalendarFeed.Create().SetUser(r.Host.User).SetHash([]byte("twee")).ExecX(sys)
	for name, m := range on {
		su := m.QuerySignups().OnlyX(sys)
		r.names[c.WalkIn.Create().SetRegion(r.Region).SetMeetup(m).SetAdults(1).SaveX(sys).ID] = name
		r.names[c.Closing.Create().SetRegion(r.Region).SetMeetup(m).SaveX(sys).ID] = name
		r.names[c.Reminder.Create().SetRegion(r.Region).SetSignup(su).SetKind("voor-de-dag").SaveX(sys).ID] = name
	}
}

func (r *region) couple(state term.KoppelingState, where string, opts ...world.Option) *couple {
	c := &couple{v: r.Vraag(opts...), s: r.Steun(append(opts, world.Child(5))...)}
	r.name(c.v.Family, c.v.Parent, "vraag "+string(state)+where)
	r.name(c.s.Family, c.s.Parent, "steun "+string(state)+where)
	r.names[c.s.Row.ID], r.names[c.s.Screening.ID] = r.names[c.s.Family.ID], r.names[c.s.Family.ID]
	c.k = r.Koppeling(c.v, c.s, state)
	r.names[c.k.ID] = string(state) + where
	for _, f := range []*ent.Family{c.v.Family, c.s.Family} {
		r.Note(f, "notitie")
		r.Allergie(f, term.DierKat)
	}
	r.Blokkade(c.v.Family, r.stranger.Family)
	if slices.Contains(vraagAsked, string(state)) {
		kid := r.Client.CheckIn.Create().SetRegionID(c.k.RegionID).SetKoppeling(c.k).SetKant(term.KantVraag).SetVanKind(true).
			SetSmiley(term.SmileyNietGoed).SetUserID(c.v.Parent.User.ID).SaveX(storetest.Context())
		r.names[kid.ID] = "kind van " + string(state) + where
		for _, kant := range term.All[term.Kant]() {
			r.Client.Terugblik.Create().SetRegionID(c.k.RegionID).SetKoppeling(c.k).SetKant(kant).SetNummer(1).SetHoe(term.SmileyGoed).
				SetHoeVaak(term.HoeVaakVaker).SetVerder(term.VerderJa).SetUserID(c.v.Parent.User.ID).ExecX(storetest.Context())
		}
	}
	r.Client.Afscheid.Create().SetRegionID(c.k.RegionID).SetKoppeling(c.k).SetKant(term.KantSteun).SetWoord("dag").SetUserID(c.s.Parent.User.ID).ExecX(storetest.Context())
	r.Client.Inzage.Create().SetRegionID(c.k.RegionID).SetFamilyID(c.v.Family.ID).SetUserID(r.Matcher.User.ID).SetSoort(term.InzageDossier).
		SetWat("KINDEREN").SetDag("2026-01-05").ExecX(storetest.Context())
	zorg := r.Zorg(c.s.Parent, c.s.Family, c.k, "een zorg", term.ZorgStapGezien)
	r.names[zorg.ID] = "zorg van steun " + string(state) + where
	for _, stap := range zorg.QueryStappen().AllX(storetest.Context()) {
		r.names[stap.ID] = r.names[zorg.ID]
	}
	return c
}

// colleagues: one hands a dossier to the other, who covers for her too.
func (r *region) colleagues(v *world.Vraag, one, other *world.Person) {
	sys, at := storetest.Context(), v.Row.RegionID
	r.Client.Overdracht.Create().SetRegionID(at).SetBatchID(v.Row.ID).SetFamily(v.Family).SetDossierID(v.Row.ID).SetSoort(term.DossierVraag).
		SetVan(one.User).SetNaar(other.User).SetDoor(one.User).SetUiterlijk(r.Now).ExecX(sys)
	r.Client.Afwezigheid.Create().SetRegionID(at).SetUser(one.User).SetWaarnemer(other.User).SetVan(r.Now).SetTot(r.Now).ExecX(sys)
}

func (r *region) name(f *ent.Family, parent *world.Person, name string) {
	r.names[f.ID], r.names[parent.User.ID] = name, "ouder van "+name
}

// rows are the names of what somebody can read of a kind, one for each row.
func (r *region) rows(t *testing.T, ctx context.Context, kind string) (out []string) {
	t.Helper()
	query := call(clients(r.Client)[kind], "Query")[0]
	found := call(query, "All", ctx)
	if err := failure(found); err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	raw, err := json.Marshal(found[0].Interface())
	if err != nil {
		t.Fatal(err)
	}
	var list []struct {
		ID, FamilyID, KoppelingID, UserID, VraagFamilyID, SteungezinID, ScreeningID, RegionID uuid.UUID
		Kant                                                                                  string
	}
	if err := json.Unmarshal([]byte(strings.NewReplacer("_", "").Replace(string(raw))), &list); err != nil {
		t.Fatal(err)
	}
	for _, row := range list {
		for _, id := range []uuid.UUID{row.ID, row.KoppelingID, row.FamilyID, row.VraagFamilyID, row.SteungezinID, row.ScreeningID, row.UserID, row.RegionID} {
			if name := r.names[id]; name != "" {
				if strings.HasPrefix(name, "kind van ") {
					row.Kant = ""
				}
				out = append(out, strings.TrimSpace(name+" "+row.Kant))
				break
			}
		}
	}
	if len(out) != len(list) {
		t.Fatalf("%s: a row without a name", kind)
	}
	slices.Sort(out)
	return out
}

// The states, written down apart from the rules: once both said yes to a proposal;
// while they are together; and when either side was asked, as the world makes them.
var (
	acquainted = strings.Fields("KENNISMAKING PROEFPERIODE ACTIEF GEPAUZEERD ONDERBROKEN AFRONDEN")
	together   = strings.Fields("PROEFPERIODE ACTIEF GEPAUZEERD AFRONDEN")
	vraagAsked = strings.Fields("VOORGESTELD_VRAAG KENNISMAKING PROEFPERIODE ACTIEF GEPAUZEERD ONDERBROKEN AFRONDEN AFGEROND NIET_DOORGEGAAN GESTOPT")
	steunAsked = append(vraagAsked, "VOORGESTELD_STEUN", "AFGEWEZEN", "VERLOPEN")
)

// sight is what somebody may read: by kind the names, and "…" for all of the region.
type sight map[string][]string

const allHere, all = "…", "everything"

// public is what everybody reads.
var public = sight{"Region": {all}, "Place": {all}, "Meetup": {all}, "Series": {all}}

func (s sight) and(more sight) sight {
	out := sight{}
	for _, from := range []sight{s, more} {
		for kind, names := range from {
			out[kind] = append(out[kind], names...)
		}
	}
	return out
}

// staff is what everybody who signed in sees of who works in her region, and of herself.
func staff(self string) sight {
	return public.and(sight{"User": {"Mieke", "Hedwig", "Greet", self}, "Membership": {self}, "Credential": {self}, "CalendarFeed": {self}})
}

func parent(name string) sight {
	return staff("ouder van " + name).and(sight{"Family": {name}, "Child": {name}, "Contactgegevens": {name}, "ZorgFeit": {name},
		"Toestemming": {name}, "Inzage": {name}, "Vraaggezin": {name}, "Steungezin": {name}, "Screening": {name}, "Vog": {name}, "Signup": {name}, "SeriesSignup": {name}})
}

// side adds what a parent sees of a koppeling, and of who is on the other side.
func side(mine, theirs, kant, state string, asked []string) sight {
	s := parent(mine + " " + state)
	if mine == "steun" { // who wrote a worry reads it; the family it is about does not even see that it is there
		s = s.and(sight{"Zorgmelding": {"zorg van steun " + state}})
	}
	other := theirs + " " + state
	if slices.Contains(asked, state) {
		s = s.and(sight{"Koppeling": {state}, "KoppelingAnswer": {state + " " + kant}, "CheckIn": {state + " " + kant}, "Terugblik": {state + " " + kant}})
	}
	if slices.Contains([]string{"AFRONDEN", "AFGEROND"}, state) {
		s = s.and(sight{"Afscheid": {state + " STEUN"}})
	}
	if slices.Contains(acquainted, state) {
		s = s.and(sight{"Family": {other}})
	}
	if slices.Contains(together, state) {
		s = s.and(sight{"Child": {other}, "Contactgegevens": {other}, "Afspraken": {state}})
	}
	return s
}

func dossiers(which string) sight {
	s := sight{}
	for _, kind := range strings.Fields("Family Child Contactgegevens ZorgFeit Toestemming Note Blokkade Vraaggezin Steungezin Screening Vog Referentie Koppeling KoppelingStep KoppelingAnswer CheckIn Afspraken Signup Zorgmelding ZorgmeldingStap Overdracht Afwezigheid Weging Terugblik Afscheid SeriesSignup WalkIn Closing Reminder") {
		s[kind] = []string{which}
	}
	return s
}

// TestWhoSeesWhat reads every type as everybody, and wants exactly those rows: what is
// hers is there, and what is not hers is not.
func TestWhoSeesWhat(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRegion(t, db)
		type viewer struct {
			name string
			who  *world.Person
			sees sight
		}
		viewers := []viewer{
			{"anonymous", world.Anonymous, public},
			{"a third party", r.ThirdParty(), public},
			{"professional", r.Professional, staff("Pim")},
			{"host", r.Host, staff("Greet").and(sight{"Family": {"vraag VERKEND"}, "Signup": {"vraag VERKEND"},
				"WalkIn": {"deze week"}, "Reminder": {"deze week"}, "Closing": {allHere}})},
			{"admin", r.Admin, staff("Ada").and(sight{"User": {allHere}, "Membership": {allHere}, "Inzage": {allHere}})},
			{"matcher", r.Matcher, staff("Mieke").and(dossiers(allHere)).and(sight{"Meegenomen": {"mee met Mieke"}})},
			{"head matcher", r.HeadMatcher, staff("Hedwig").and(dossiers(allHere)).and(sight{"Inzage": {allHere}})},
			{"matcher elsewhere", r.MatcherElsewhere, public.and(dossiers("elders")).and(sight{"User": {"Mats", "Madelief elders"}, "Membership": {"Mats"}, "Credential": {"Mats"}})},
			{"a stranger", r.stranger.Parent, parent("vreemd")},
		}
		for state, c := range r.couples {
			viewers = append(viewers,
				viewer{"vraag " + string(state), c.v.Parent, side("vraag", "steun", "VRAAG", string(state), vraagAsked)},
				viewer{"steun " + string(state), c.s.Parent, side("steun", "vraag", "STEUN", string(state), steunAsked)})
		}
		for kind := range clients(db.Client) {
			if slices.Contains(plumbing, kind) {
				continue
			}
			there := r.rows(t, storetest.Context(), kind)
			if len(there) == 0 {
				t.Fatalf("nothing of kind %s: this test would not see it leak", kind)
			}
			for _, v := range viewers {
				var want []string
				for _, name := range there {
					if sees(v.sees[kind], name) {
						want = append(want, name)
					}
				}
				got := r.rows(t, v.who.Context(), kind)
				if missing, forbidden := without(want, got), without(got, want); len(missing)+len(forbidden) > 0 {
					t.Errorf("%s: %s must not see %q, and misses %q", kind, v.name, forbidden, missing)
				}
				if n := call(call(clients(db.Client)[kind], "Query")[0], "Count", v.who.Context()); failure(n) != nil || int(n[0].Int()) != len(want) {
					t.Errorf("%s: %s counts %v, may see %d", kind, v.name, n[0], len(want))
				}
			}
		}
	})
}

func sees(names []string, name string) bool {
	elders := strings.Contains(name, "elders") || name == "Mats"
	return slices.ContainsFunc(names, func(n string) bool {
		switch n {
		case all:
			return true
		case allHere:
			return !elders
		case "elders":
			return elders
		}
		return n == name
	})
}

func without(list, less []string) (out []string) {
	for _, name := range list {
		if i := slices.Index(less, name); i >= 0 {
			less = slices.Delete(slices.Clone(less), i, i+1)
		} else {
			out = append(out, name)
		}
	}
	return out
}

// TestNothingComesAlongAnEdge: what a rule hides is hidden too when it is fetched along
// the edges of something that may be seen.
func TestNothingComesAlongAnEdge(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRegion(t, db)
		c := db.Client
		everyone := func(q *ent.FamilyQuery) {
			q.WithMembers(func(q *ent.UserQuery) { q.WithCredential().WithMemberships() }).WithChildren().WithContactgegevens().
				WithZorgFeiten().WithToestemmingen().WithNotes().WithSignups().WithVraaggezinnen().WithSteungezinnen()
		}
		all := func(ctx context.Context) string {
			koppelingen := c.Koppeling.Query().WithSteps().WithAnswers().WithAfspraken().WithCheckIns().WithMatcher().
				WithVraaggezin(func(q *ent.VraaggezinQuery) { q.WithFamily(everyone).WithKoppelingen() }).
				WithSteungezin(func(q *ent.SteungezinQuery) {
					q.WithFamily(everyone).WithKoppelingen().WithScreening(func(q *ent.ScreeningQuery) { q.WithVogs().WithReferenties() })
				}).AllX(ctx)
			families := c.Family.Query()
			everyone(families)
			raw, err := json.Marshal([]any{koppelingen, families.AllX(ctx), c.Meetup.Query().WithSignups(func(q *ent.SignupQuery) { q.WithFamily(everyone) }).AllX(ctx)})
			if err != nil {
				t.Fatal(err)
			}
			return string(raw)
		}
		people := map[string]*world.Person{"anonymous": world.Anonymous, "host": r.Host, "admin": r.Admin, "third party": r.ThirdParty()}
		for _, s := range []term.KoppelingState{term.KoppelingVoorgesteldVraag, term.KoppelingKennismaking, term.KoppelingActief, term.KoppelingOnderbroken, term.KoppelingGestopt} {
			people["vraag "+string(s)], people["steun "+string(s)] = r.couples[s].v.Parent, r.couples[s].s.Parent
		}
		for who, p := range people {
			fetched := all(p.Context())
			for kind := range clients(c) {
				if slices.Contains(plumbing, kind) {
					continue
				}
				mine := map[uuid.UUID]bool{}
				for _, id := range r.ids(t, p.Context(), kind) {
					mine[id] = true
				}
				for _, id := range r.ids(t, storetest.Context(), kind) {
					if !mine[id] && strings.Contains(fetched, fmt.Sprintf(`"id":"%s"`, id)) {
						t.Errorf("%s gets a %s of somebody else along an edge", who, kind)
					}
				}
			}
		}
	})
}

func (r *region) ids(t *testing.T, ctx context.Context, kind string) []uuid.UUID {
	t.Helper()
	out := call(call(clients(r.Client)[kind], "Query")[0], "IDs", ctx)
	if err := failure(out); err != nil {
		t.Fatal(kind, err)
	}
	return out[0].Interface().([]uuid.UUID)
}
