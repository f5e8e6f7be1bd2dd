package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// zorgDesk is a pair that goes on together, and somebody who worries.
type zorgDesk struct {
	*world.World
	t       *testing.T
	api     api
	db      *store.DB
	v       *world.Vraag
	s       *world.Steun
	partner *world.Person
	k       *ent.Koppeling
}

func eachZorg(t *testing.T, test func(t *testing.T, d *zorgDesk)) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := world.New(t, db)
		d := &zorgDesk{World: w, t: t, api: newAPI(t, db), db: db, v: w.Vraag(), s: w.Steun()}
		d.partner = w.Parent(d.s.Family, "Partner")
		d.k = w.Koppeling(d.v, d.s, term.KoppelingActief)
		test(t, d)
	})
}

const shareZorg = `mutation($input: ShareZorgInput!) { shareZorg(input: $input) { replayed zorgmelding { id tekst gezienOp } userErrors { code path } } }`
const recordZorgStap = `mutation($input: RecordZorgStapInput!) { recordZorgStap(input: $input) { replayed zorgmelding { gezienOp stappen { stap toelichting actor { firstName } } } userErrors { code message path } } }`

func (d *zorgDesk) share(who *world.Person, input map[string]any) answer {
	d.t.Helper()
	in := map[string]any{"clientMutationId": uuid.NewString(), "id": gid.New(gid.Zorgmelding), "tekst": "Hij schrikt als ik mijn hand optil."}
	for field, value := range input {
		in[field] = value
	}
	return d.api.ask(d.t, who, shareZorg, map[string]any{"input": in})
}

// What the other family can read of the koppeling, of itself, and by the id.
func (d *zorgDesk) eyes(who *world.Person, zorg uuid.UUID) string {
	d.t.Helper()
	return d.api.ask(d.t, who, fmt.Sprintf(`{ viewer { person { id } family { id version } }
		koppelingen(first: 50) { totalCount edges { node { id version state mogelijk answers { id } afspraken { id } checkIns { id } steps { id } } } }
		zorgmeldingen(first: 50) { totalCount edges { node { id tekst } } } zorgmelding(id: %q) { id } node(id: %q) { id } }`, zorg, zorg), nil).Raw
}

// TestAWorryIsSeenByNobodyElse: the family it is about, and the author's own household,
// read byte for byte what they read before; no row that they could watch was touched.
func TestAWorryIsSeenByNobodyElse(t *testing.T) {
	eachZorg(t, func(t *testing.T, d *zorgDesk) {
		id := gid.New(gid.Zorgmelding)
		others := map[string]*world.Person{"the other family": d.v.Parent, "her partner": d.partner, "a stranger": d.Vraag().Parent, "a host": d.Host,
			"an admin": d.Admin, "a professional": d.Professional, "a matcher elsewhere": d.MatcherElsewhere}
		was := map[string]string{}
		for name, who := range others {
			was[name] = d.eyes(who, id)
		}
		events := d.api.app.Rooms.Bus.Subscribe(t.Context(), gid.Koppeling, gid.Vraaggezin, gid.Steungezin)
		before := allRows(t, d.db)
		if got := d.share(d.s.Parent, map[string]any{"id": id, "koppelingId": d.k.ID}); !strings.Contains(got.Raw, "Hij schrikt") || strings.Contains(got.Raw, `"code"`) {
			t.Fatal(got.Raw)
		}
		if changed := differs(before, allRows(t, d.db)); !slices.Equal(changed, []string{"jobs", "mutation_log", "zorgmeldingen"}) {
			t.Errorf("rows changed in %v", changed)
		}
		if got := d.recordStap(d.Matcher, id, term.ZorgStapGezien, ""); strings.Contains(got.Raw, `"code"`) {
			t.Fatal(got.Raw)
		}
		for name, who := range others {
			if now := d.eyes(who, id); now != was[name] {
				t.Errorf("%s sees something: %s\nwas %s", name, now, was[name])
			}
			if got := d.recordStap(who, id, term.ZorgStapGewogen, "zomaar"); !strings.Contains(got.Raw, `"NOT_FOUND"`) {
				t.Errorf("%s records a step: %s", name, got.Raw)
			}
		}
		select {
		case e := <-events:
			t.Errorf("an event tells that something happened: %v", e)
		default:
		}
		if eyes := d.eyes(d.Matcher, id); !strings.Contains(eyes, "Hij schrikt") {
			t.Errorf("the matcher does not read it: %s", eyes)
		}
		author := d.eyes(d.s.Parent, id)
		if !strings.Contains(author, "Hij schrikt") {
			t.Errorf("its author does not read it: %s", author)
		}
		steps := d.api.ask(t, d.s.Parent, fmt.Sprintf(`{ zorgmelding(id: %q) { gezienOp stappen { id } } }`, id), nil).Raw
		if !strings.Contains(steps, `"stappen":[]`) || strings.Contains(steps, `"gezienOp":null`) {
			t.Errorf("its author knows that it was read, and no more: %s", steps)
		}
	})
}

func (d *zorgDesk) recordStap(who *world.Person, id uuid.UUID, stap term.ZorgStap, why string) answer {
	d.t.Helper()
	return d.api.ask(d.t, who, recordZorgStap, map[string]any{"input": map[string]any{"clientMutationId": uuid.NewString(), "id": id, "stap": stap, "toelichting": why}})
}

// TestAWorryIsWeighedBeforeItIsClosed walks through the steps of a matcher.
func TestAWorryIsWeighedBeforeItIsClosed(t *testing.T) {
	eachZorg(t, func(t *testing.T, d *zorgDesk) {
		z := d.Zorg(d.v.Parent, d.v.Family, d.k, "een zorg")
		list := func(who *world.Person) string {
			return d.api.ask(t, who, `{ zorgmeldingen(first: 5, open: true) { totalCount } }`, nil).Raw
		}
		for _, step := range []struct {
			who  *world.Person
			stap term.ZorgStap
			why  string
			want []string
		}{
			{d.Matcher, term.ZorgStapGesloten, "", []string{"GUARD", "Weeg het eerst", "Veilig Thuis"}},
			{d.Matcher, term.ZorgStapGewogen, "", []string{"REQUIRED", "toelichting"}},
			{d.Matcher, term.ZorgStapGewogen, "Het past bij wat ik zag.", []string{`"userErrors":[]`, "Het past bij"}},
			{d.HeadMatcher, term.ZorgStapVeiligThuisNietGebeld, "", []string{"REQUIRED"}},
			{d.HeadMatcher, term.ZorgStapVeiligThuisGebeld, "", []string{`"userErrors":[]`, "Hedwig"}},
			{d.HeadMatcher, term.ZorgStapGesloten, "", []string{`"userErrors":[]`}},
			{d.Matcher, term.ZorgStapGesproken, "", []string{`"STATE"`}},
			{d.Matcher, term.ZorgStapGesloten, "", []string{`"STATE"`}},
		} {
			if open := list(d.Matcher); step.stap != term.ZorgStapGesproken && step.want[0] != `"STATE"` && !strings.Contains(open, `"totalCount":1`) {
				t.Errorf("before %s: %s", step.stap, open)
			}
			got := d.recordStap(step.who, z.ID, step.stap, step.why)
			for _, word := range step.want {
				if !strings.Contains(got.Raw, word) {
					t.Errorf("%s by %s lacks %q: %s", step.stap, step.who.User.FirstName, word, got.Raw)
				}
			}
		}
		if open := list(d.Matcher); !strings.Contains(open, `"totalCount":0`) {
			t.Errorf("closed, and still open: %s", open)
		}
		if own := list(d.v.Parent); !strings.Contains(own, `"totalCount":1`) {
			t.Errorf("its author can tell that it was closed: %s", own)
		}
	})
}

// TestAWorryIsWrittenOnce, is about one's own, and says what is missing.
func TestAWorryIsWrittenOnce(t *testing.T) {
	eachZorg(t, func(t *testing.T, d *zorgDesk) {
		foreign := d.Koppeling(d.Vraag(), d.Steun(), term.KoppelingActief)
		unasked := d.Koppeling(d.Vraag(), d.s, term.KoppelingVerkend)
		for want, input := range map[string]map[string]any{
			"koppelingId": {"koppelingId": foreign.ID}, `"koppelingId"`: {"koppelingId": unasked.ID},
			`"tekst"`: {"tekst": " \n"}, "TOO_LONG": {"tekst": strings.Repeat("z", 4001)}, `"INVALID"`: {"id": gid.New(gid.Note)},
		} {
			if got := d.share(d.s.Parent, input); !strings.Contains(got.Raw, want) || !strings.Contains(got.Raw, `"zorgmelding":null`) {
				t.Errorf("want %s: %s", want, got.Raw)
			}
		}
		for name, who := range map[string]*world.Person{"anonymous": world.Anonymous, "host": d.Host, "matcher": d.Matcher, "client": d.ThirdParty()} {
			if got := d.share(who, nil); !strings.Contains(got.Raw, "NOT_FOUND") && !strings.Contains(got.Raw, "UNAUTHENTICATED") {
				t.Errorf("%s shares: %s", name, got.Raw)
			}
		}
		same := map[string]any{"clientMutationId": uuid.NewString(), "id": gid.New(gid.Zorgmelding)}
		d.share(d.s.Parent, same)
		if got := d.share(d.s.Parent, same); !strings.Contains(got.Raw, `"replayed":true`) {
			t.Error(got.Raw)
		}
		if got := d.share(d.s.Parent, map[string]any{"id": same["id"]}); !strings.Contains(got.Raw, "EXISTS") {
			t.Error(got.Raw)
		}
		if n := d.Client.Zorgmelding.Query().CountX(storetest.Context()); n != 1 {
			t.Errorf("%d zorgmeldingen", n)
		}
		if d.Client.Job.Query().CountX(storetest.Context()) != 1 {
			t.Error("one message to a matcher")
		}
	})
}
