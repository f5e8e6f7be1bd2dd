package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/app"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// api is the API of a program on a test's database, asked by whoever a test says.
type api struct {
	handler http.Handler
	app     *app.App
}

func newAPI(t testing.TB, db *store.DB) api {
	t.Helper()
	return newAPILogging(t, db, io.Discard)
}

func newAPILogging(t testing.TB, db *store.DB, log io.Writer) api {
	t.Helper()
	s := app.Settings{Addr: "127.0.0.1:0", DatabaseURL: db.URL(), PublicURL: "http://localhost:8080", AccessTTL: app.DefaultAccessTTL,
		LogFormat: "text", SMTPTLS: "starttls"}
	a, err := app.On(t.Context(), s, db, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return api{a.GraphQL(), a}
}

type answer struct {
	Status int
	Raw    string
	Data   map[string]any
	Errors []any
}

func (a api) ask(t testing.TB, as *world.Person, query string, vars map[string]any) answer {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": vars})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(as.In(t.Context()), http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.RemoteAddr = "127.0.0.1:1" // nobody counts what this machine does
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	got := answer{Status: w.Code, Raw: w.Body.String()}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	return got
}

// cast is the world the cases play in. Samira's family asks, Anja's offers; they
// try it together. Naomi's family was not asked yet, Els' was. Kim's waits alone.
// Elsewhere has a region of its own.
type cast struct {
	*world.World
	people map[string]*world.Person
	ids    map[string]uuid.UUID
	known  map[string]string // words that cases look for: phones, notes ...
}

func newCast(t testing.TB, db *store.DB) *cast {
	t.Helper()
	w := world.New(t, db)
	samira, anja := w.Vraag(), w.Steun()
	naomi, els := w.Vraag(world.Village("3291", "Strijen")), w.Steun(world.Village("3295", "'s-Gravendeel"))
	kim := w.Vraag(world.Village("3261", "Oud-Beijerland"))
	truus := w.Steun(world.Village("3261", "Oud-Beijerland")) // is free
	w.Steun(world.Village("3291", "Strijen"), world.Biedt(func(c *ent.SteungezinCreate) { c.SetDagdelen([]term.Dagdeel{term.DagdeelZaAvond}) }))
	weight := w.Weging(w.Region, 2)
	far := w.Vraag(world.In(w.Elsewhere))
	trial := w.Koppeling(samira, anja, term.KoppelingProefperiode)
	proposal := w.Koppeling(naomi, els, term.KoppelingVoorgesteldSteun)
	w.CheckIn(trial, samira.Parent, term.KantVraag, term.SmileyGoed)
	w.CheckIn(trial, anja.Parent, term.KantSteun, term.SmileyNietGoed)
	for kant, by := range map[term.Kant]*world.Person{term.KantVraag: samira.Parent, term.KantSteun: anja.Parent} {
		w.Client.Terugblik.Create().SetRegion(w.Region).SetKoppeling(trial).SetKant(kant).SetNummer(1).SetHoe(term.SmileyGoed).
			SetHoeVaak(term.HoeVaakVaker).SetVerder(term.VerderJa).SetUserID(by.User.ID).ExecX(rule.System(t.Context()))
	}
	place := w.Place()
	meetup := w.Meetup(place, 24*time.Hour)
	signup := w.Signup(meetup, samira.Family, term.SignupAangemeld)
	sys := rule.System(t.Context())
	w.Client.Meetup.UpdateOne(meetup).SetTaken(3).ExecX(sys)
	note := w.Note(samira.Family, "geheime notitie 4711")
	worry := w.Zorg(anja.Parent, anja.Family, trial, "geheime zorg 4713", term.ZorgStapGezien)
	zorg := w.Client.ZorgFeit.Create().SetRegion(w.Region).SetFamily(samira.Family).SetKind(term.ZorgKindAllergie).
		SetToelichting("geheime allergie 4712").SetDieren([]term.Dier{term.DierKat}).SaveX(sys)
	w.Blokkade(samira.Family, naomi.Family)
	c := &cast{World: w, people: map[string]*world.Person{
		"anonymous": world.Anonymous, "samira": samira.Parent, "anja": anja.Parent, "naomi": naomi.Parent, "els": els.Parent, "kim": kim.Parent,
		"host": w.Host, "professional": w.Professional, "matcher": w.Matcher, "head_matcher": w.HeadMatcher, "admin": w.Admin,
		"matcher_elsewhere": w.MatcherElsewhere, "client": w.ThirdParty(),
	}, ids: map[string]uuid.UUID{
		"region": w.Region.ID, "place": place.ID, "meetup": meetup.ID, "signup": signup.ID, "note": note.ID, "zorg": zorg.ID, "worry": worry.ID,
		"samira": samira.Row.ID, "samira_family": samira.Family.ID, "anja": anja.Row.ID, "anja_family": anja.Family.ID,
		"naomi": naomi.Row.ID, "naomi_family": naomi.Family.ID, "els": els.Row.ID, "els_family": els.Family.ID,
		"kim": kim.Row.ID, "kim_family": kim.Family.ID, "far": far.Row.ID, "far_family": far.Family.ID,
		"truus": truus.Row.ID, "weging": weight.ID, "trial": trial.ID, "proposal": proposal.ID, "screening": anja.Screening.ID, "samira_user": samira.Parent.User.ID, "matcher_user": w.Matcher.User.ID,
	}}
	fillIn(sys, w, samira, anja)
	c.colleagues(sys, samira)
	comesBack(sys, w, place, meetup, signup, samira)
	c.addressOf(sys, "samira", samira.Family)
	c.addressOf(sys, "anja", anja.Family)
	return c
}

// comesBack is a series to which a family always comes, and what hosts and people know
// of a meetup.
func comesBack(sys context.Context, w *world.World, at *ent.Place, m *ent.Meetup, su *ent.Signup, v *world.Vraag) {
	yes := true
	w.Client.Place.UpdateOne(at).SetStepFree(yes).SetPram(yes).SetToilet(yes).SetHostIds([]uuid.UUID{w.Host.User.ID}).ExecX(sys)
	se := w.Client.Series.Create().SetRegion(w.Region).SetPlace(at).SetTitle("Elke maandag").SetFromDay("2026-01-05").SetAt("09:30").SetMinutes(90).
		SetRule(rhythm.Rule{Unit: term.RitmeWeek, Every: 1, Days: []term.Weekdag{term.WeekdagMa}}.Whole()).SetMadeUntil("9999-12-31").SaveX(sys)
	w.Client.SeriesSignup.Create().SetRegion(w.Region).SetSeries(se).SetFamily(v.Family).SetAdults(1).SetChildren(2).ExecX(sys)
	w.Client.WalkIn.Create().SetRegion(w.Region).SetMeetup(m).SetName("Roos").SetAdults(1).ExecX(sys)
	w.Client.Closing.Create().SetRegion(w.Region).SetMeetup(m).SetNote("Veel over slapen.").SetThemas([]term.Thema{term.ThemaSlapen}).ExecX(sys)
	w.Client.Reminder.Create().SetRegion(w.Region).SetSignup(su).SetKind("voor-de-dag").ExecX(sys)
	w.Client.CalendarFeed.Create().SetUser(v.Parent.User).SetHash([]byte("hash")).ExecX(sys)
	w.Client.Meetup.Create().SetRegion(w.Region).SetPlace(at).SetSeries(se).SetSeriesDay("2026-01-05").SetTitle("Maandag").
		SetStartsAt(w.Now.Add(72 * time.Hour)).SetEndsAt(w.Now.Add(73 * time.Hour)).ExecX(sys)
}

// fillIn answers the questions that the world leaves open, so that the matrix has
// something in every field.
func fillIn(sys context.Context, w *world.World, samira *world.Vraag, anja *world.Steun) {
	yes, soon := true, w.Now.AddDate(0, 0, 7)
	w.Client.Vraaggezin.UpdateOne(samira.Row).SetBangVoor([]term.Dier{term.DierHond}).SetErvaring([]term.Ervaring{term.ErvaringBaby}).
		SetInteresses([]term.Interesse{term.InteresseSport}).SetOpvoeding([]term.Opvoeding{term.OpvoedingRust}).SetMatcherID(w.Matcher.User.ID).
		SetWensTuin(yes).SetWensRustig(yes).SetWensHuisdieren(yes).SetVolgendeDatum(soon).SetPauzeTot(soon).ExecX(sys)
	w.Client.Steungezin.UpdateOne(anja.Row).SetDieren([]term.Dier{term.DierKat}).SetErvaring([]term.Ervaring{term.ErvaringBaby}).
		SetInteresses([]term.Interesse{term.InteresseSport}).SetOpvoeding([]term.Opvoeding{term.OpvoedingRust}).SetMatcherID(w.Matcher.User.ID).
		SetZorgtaken([]term.Zorgtaak{term.ZorgtaakEpilepsie}).SetVolgendeDatum(soon).SetPauzeTot(soon).ExecX(sys)
	w.Client.Screening.UpdateOne(anja.Screening).SetTrainingOp(w.Now).ClearHuisbezoekOp().ExecX(sys)
	for _, f := range []*ent.Family{samira.Family, anja.Family} {
		w.Client.Family.UpdateOne(f).SetConfirmedAt(w.Now).SetVervoer([]term.Vervoer{term.VervoerFiets}).ExecX(sys)
		w.Client.Contactgegevens.UpdateOneID(f.QueryContactgegevens().OnlyIDX(sys)).SetBereikOp([]term.Moment{term.MomentOchtend}).ExecX(sys)
	}
}

// colleagues: Samira's dossier is on its way to the head matcher, who covers for Mieke.
func (c *cast) colleagues(sys context.Context, samira *world.Vraag) {
	mieke, hedwig := c.Matcher.User.ID, c.HeadMatcher.User.ID
	o := c.Client.Overdracht.Create().SetRegion(c.Region).SetBatchID(gid.New(gid.Overdracht)).SetFamily(samira.Family).SetDossierID(samira.Row.ID).
		SetSoort(term.DossierVraag).SetVanID(mieke).SetNaarID(hedwig).SetDoorID(mieke).SetToelichting("geheime overdracht 4713").
		SetUiterlijk(c.Now.AddDate(0, 0, 2)).SaveX(sys)
	a := c.Client.Afwezigheid.Create().SetRegion(c.Region).SetUserID(mieke).SetWaarnemerID(hedwig).
		SetVan(clock.Today(c.Now)).SetTot(clock.Today(c.Now).AddDate(0, 0, 7)).SaveX(sys)
	c.ids["overdracht"], c.ids["afwezigheid"] = o.ID, a.ID
	c.Client.Family.UpdateOne(samira.Family).SetAskedAt(c.Now).ExecX(sys)
}

func (c *cast) addressOf(sys context.Context, name string, f *ent.Family) {
	contact := f.QueryContactgegevens().OnlyX(sys)
	c.ids[name+"_contact"] = contact.ID
	if c.known == nil {
		c.known = map[string]string{}
	}
	c.known[name+"_phone"], c.known[name+"_email"], c.known[name+"_street"] = contact.Phone, contact.Email, contact.Street
	c.known[name+"_name"] = f.Name
}
