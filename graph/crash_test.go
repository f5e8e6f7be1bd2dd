package graph_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/migrate"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// crash is a step that is broken off everywhere it can be.
type crash struct {
	stap  term.KoppelingStap
	state term.KoppelingState // "" when there is no koppeling yet
	by    term.Kant           // "" is a matcher; the head matcher when it is hers
	op    string
	typ   string
	input map[string]any // beside the key, the id and the version
	ready func(w *world.World, v *world.Vraag, s *world.Steun, k *ent.Koppeling)
}

var words = map[string]any{"wanneer": "elke woensdagmiddag", "halenBrengen": "de steunouder haalt"}

// crashes has every step of the table at least once, and each of its ways out.
func crashes(now time.Time) []crash {
	yes, no, later := map[string]any{"antwoord": "JA"}, map[string]any{"antwoord": "NEE", "reden": "TE_VER"}, now.AddDate(0, 1, 0).Format(time.RFC3339)
	because := map[string]any{"reden": "DOEL_BEREIKT"}
	bothSaid := func(kind term.AnswerKind) func(*world.World, *world.Vraag, *world.Steun, *ent.Koppeling) {
		return func(w *world.World, v *world.Vraag, s *world.Steun, k *ent.Koppeling) {
			w.Answer(k, v.Parent, term.KantVraag, kind, term.AntwoordJa)
			w.Answer(k, s.Parent, term.KantSteun, kind, term.AntwoordJa)
		}
	}
	// As Close leaves both: neither is looked for before it says so.
	resting := func(w *world.World, v *world.Vraag, s *world.Steun, k *ent.Koppeling) {
		w.Client.Vraaggezin.UpdateOne(v.Row).SetState(term.VraagGepauzeerd).ExecX(storetest.Context())
		w.Client.Steungezin.UpdateOne(s.Row).SetState(term.SteunPauze).ExecX(storetest.Context())
	}
	askedAgain := func(w *world.World, _ *world.Vraag, _ *world.Steun, k *ent.Koppeling) { w.AskedAgain(k) }
	return []crash{
		{term.StapExplore, "", "", "exploreKoppeling", "ExploreKoppelingInput", nil, nil},
		{term.StapPropose, "", "", "proposeKoppeling", "ProposeKoppelingInput", nil, nil},
		{term.StapPropose, term.KoppelingVerkend, "", "proposeKoppeling", "ProposeKoppelingInput", nil, nil},
		{term.StapAnswerProposal, term.KoppelingVoorgesteldSteun, term.KantSteun, "answerProposal", "AnswerProposalInput", yes, nil},
		{term.StapAnswerProposal, term.KoppelingVoorgesteldVraag, term.KantVraag, "answerProposal", "AnswerProposalInput", yes, nil},
		{term.StapAnswerProposal, term.KoppelingVoorgesteldVraag, term.KantVraag, "answerProposal", "AnswerProposalInput", no, nil},
		{term.StapWithdrawProposal, term.KoppelingVoorgesteldVraag, "", "withdrawProposal", "KoppelingStepInput", nil, nil},
		{term.StapPlanKennismaking, term.KoppelingKennismaking, "", "planKennismaking", "PlanKennismakingInput", map[string]any{"at": later, "plaats": "de bibliotheek"}, nil},
		{term.StapAnswerKennismaking, term.KoppelingKennismaking, term.KantVraag, "answerKennismaking", "AnswerKennismakingInput", yes, nil},
		{term.StapAnswerKennismaking, term.KoppelingKennismaking, term.KantSteun, "answerKennismaking", "AnswerKennismakingInput", no, nil},
		{term.StapStop, term.KoppelingKennismaking, term.KantVraag, "stopKoppeling", "CloseKoppelingInput", because, nil},
		{term.StapStartProefperiode, term.KoppelingKennismaking, "", "startProefperiode", "StartProefperiodeInput", map[string]any{"afspraken": words}, bothSaid(term.AnswerKennismaking)},
		{term.StapRecordAfspraken, term.KoppelingActief, term.KantSteun, "recordAfspraken", "RecordAfsprakenInput", map[string]any{"afspraken": words}, nil},
		{term.StapConfirmAfspraken, term.KoppelingProefperiode, term.KantVraag, "confirmAfspraken", "ConfirmAfsprakenInput", map[string]any{"nummer": 1}, nil},
		{term.StapCheckIn, term.KoppelingActief, term.KantVraag, "checkIn", "CheckInInput", map[string]any{"smiley": "NIET_GOED"}, nil},
		{term.StapGiveTerugblik, term.KoppelingActief, term.KantVraag, "giveTerugblik", "GiveTerugblikInput",
			map[string]any{"nummer": 1, "hoe": "NIET_GOED", "hoeVaak": "VAKER", "verder": "JA"}, nil},
		{term.StapSkipVisit, term.KoppelingActief, term.KantSteun, "skipVisit", "SkipVisitInput", map[string]any{"dag": now.AddDate(0, 0, 2).Format(time.RFC3339)}, nil},
		{term.StapAskChange, term.KoppelingProefperiode, term.KantVraag, "askChange", "AskChangeInput", map[string]any{"tekst": "Mag het een keer vaker?"}, nil},
		{term.StapCheckIn, term.KoppelingActief, term.KantVraag, "checkInKind", "CheckInKindInput", map[string]any{"smiley": "NIET_GOED"}, nil},
		{term.StapActivate, term.KoppelingProefperiode, "", "activateKoppeling", "KoppelingStepInput", nil, func(w *world.World, v *world.Vraag, s *world.Steun, k *ent.Koppeling) {
			bothSaid(term.AnswerAfspraken)(w, v, s, k)
			w.CheckIn(k, v.Parent, term.KantVraag, term.SmileyGoed)
			w.CheckIn(k, s.Parent, term.KantSteun, term.SmileyGoed)
		}},
		{term.StapStop, term.KoppelingProefperiode, "", "stopKoppeling", "CloseKoppelingInput", because, nil},
		{term.StapPause, term.KoppelingActief, term.KantSteun, "pauseKoppeling", "PauseInput", map[string]any{"until": later}, nil},
		{term.StapResume, term.KoppelingGepauzeerd, term.KantVraag, "resumeKoppeling", "KoppelingStepInput", nil, nil},
		{term.StapSuspend, term.KoppelingGepauzeerd, "", "suspendKoppeling", "KoppelingStepInput", nil, nil},
		{term.StapLift, term.KoppelingOnderbroken, "", "liftKoppeling", "KoppelingStepInput", nil, nil},
		{term.StapStartAfronden, term.KoppelingActief, "", "startAfronden", "KoppelingStepInput", map[string]any{"afscheidOp": later}, nil},
		{term.StapStartAfronden, term.KoppelingAfronden, "", "startAfronden", "KoppelingStepInput", map[string]any{"afscheidOp": later}, nil},
		{term.StapSayFarewell, term.KoppelingAfronden, term.KantSteun, "sayAfscheid", "SayAfscheidInput", map[string]any{"woord": "Dag lieve Sem"}, nil},
		{term.StapSayFarewell, term.KoppelingAfgerond, term.KantVraag, "sayAfscheid", "SayAfscheidInput", map[string]any{"woord": "Dank jullie wel"}, nil},
		{term.StapAnswerContact, term.KoppelingAfronden, term.KantVraag, "answerContact", "OwnAnswerInput", yes, nil},
		{term.StapAnswerContact, term.KoppelingAfgerond, term.KantSteun, "answerContact", "OwnAnswerInput", no, nil},
		{term.StapClose, term.KoppelingAfronden, "", "closeKoppeling", "CloseKoppelingInput", because, nil},
		{term.StapClose, term.KoppelingOnderbroken, "", "closeKoppeling", "CloseKoppelingInput", because, nil},
		{term.StapAnswerOpnieuw, term.KoppelingAfgerond, term.KantVraag, "answerOpnieuw", "OwnAnswerInput", yes, resting},
		{term.StapAnswerOpnieuw, term.KoppelingAfgerond, term.KantSteun, "answerOpnieuw", "OwnAnswerInput", yes, resting},
		{term.StapAnswerOpnieuw, term.KoppelingAfgerond, term.KantVraag, "answerOpnieuw", "OwnAnswerInput", no, resting},
		{term.StapAskReopen, term.KoppelingAfgerond, "", "askReopen", "KoppelingStepInput", nil, nil},
		{term.StapAnswerReopen, term.KoppelingAfgerond, term.KantVraag, "answerReopen", "OwnAnswerInput", yes, askedAgain},
		{term.StapAnswerReopen, term.KoppelingAfgerond, term.KantSteun, "answerReopen", "OwnAnswerInput", no, askedAgain},
		{term.StapReopen, term.KoppelingAfgerond, "", "reopenKoppeling", "KoppelingStepInput", nil, func(w *world.World, v *world.Vraag, s *world.Steun, k *ent.Koppeling) {
			resting(w, v, s, k)
			askedAgain(w, v, s, k)
			bothSaid(term.AnswerHeropenen)(w, v, s, k)
			bothSaid(term.AnswerContact)(w, v, s, k)
		}},
	}
}

// TestNoStepIsHalfDone pulls the plug at every statement of every step, one after the
// other, and at the commit. Each time every row of the database is as it was; and the
// same request, sent again by somebody who never heard, does it once.
func TestNoStepIsHalfDone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		failing, plug := storetest.Failing(t, db)
		w, a := world.New(t, db), newAPI(t, failing)
		done := map[term.KoppelingStap]bool{term.StapExpire: true} // the timer's, below
		for _, c := range crashes(w.Now) {
			done[c.stap] = true
			t.Run(fmt.Sprintf("%s from %s/%s", c.stap, c.state, c.by), func(t *testing.T) { c.breakOff(t, w, a, db, plug) })
		}
		for _, line := range koppeling.Table {
			if !done[line.Stap] {
				t.Errorf("%s is never broken off", line.Stap)
			}
		}
	})
}

func (c crash) breakOff(t *testing.T, w *world.World, a api, db *store.DB, plug *storetest.Plug) {
	v, s := w.Vraag(), w.Steun()
	input := map[string]any{"clientMutationId": uuid.NewString()}
	if c.state == "" {
		input["id"] = gid.New(gid.Koppeling)
	} else {
		k := w.Koppeling(v, s, c.state)
		if c.ready != nil {
			c.ready(w, v, s, k)
		}
		k = w.Refresh(k.ID)
		input["id"], input["baseVersion"] = k.ID, k.Version
	}
	if c.stap == term.StapPropose || c.stap == term.StapExplore {
		input["vraaggezinId"], input["steungezinId"] = v.ID(), s.ID()
	}
	if slices.Contains([]term.KoppelingStap{term.StapExplore, term.StapCheckIn, term.StapGiveTerugblik, term.StapSkipVisit, term.StapAskChange,
		term.StapSayFarewell, term.StapAnswerContact, term.StapAnswerOpnieuw, term.StapAnswerReopen}, c.stap) {
		delete(input, "baseVersion")
	}
	for field, value := range c.input {
		input[field] = value
	}
	who := w.Matcher
	switch {
	case c.by == term.KantVraag:
		who = v.Parent
	case c.by == term.KantSteun:
		who = s.Parent
	case c.state == term.KoppelingOnderbroken:
		who = w.HeadMatcher
	}
	ask := func() answer {
		return a.ask(t, who, fmt.Sprintf("mutation($input: %s!) { %s(input: $input) { replayed koppeling { id state } userErrors { code message path } } }", c.typ, c.op), map[string]any{"input": input})
	}
	before := allRows(t, db)
	broken := func(where string) bool {
		got := ask()
		if !plug.Mend() {
			c.wasDone(t, got, false)
			return false
		}
		if len(got.Errors) == 0 {
			t.Errorf("broken off at %s, and told that it was done: %s", where, got.Raw)
		}
		if strings.Contains(got.Raw, storetest.ErrPulled.Error()) {
			t.Errorf("broken off at %s, and told why: %s", where, got.Raw)
		}
		if changed := differs(before, allRows(t, db)); len(changed) > 0 {
			t.Fatalf("broken off at %s, and something is left in %v", where, changed)
		}
		return true
	}
	plug.PullAtCommit()
	if !broken("the commit") {
		t.Fatal("there was no commit")
	}
	n := 1
	for ; ; n++ {
		plug.PullAt(n)
		if !broken(fmt.Sprintf("statement %d", n)) {
			break
		}
	}
	if n < 4 {
		t.Errorf("%d statements: hardly anything was broken off", n-1)
	}
	once := allRows(t, db)
	if len(differs(before, once)) == 0 {
		t.Error("it was done in the end, and nothing changed")
	}
	c.wasDone(t, ask(), true)
	if changed := differs(once, allRows(t, db)); len(changed) > 0 {
		t.Errorf("the same request did it again: %v", changed)
	}
}

func (c crash) wasDone(t *testing.T, got answer, replayed bool) {
	t.Helper()
	p, _ := got.Data[c.op].(map[string]any)
	if errs, _ := p["userErrors"].([]any); len(got.Errors) > 0 || p == nil || len(errs) > 0 || p["replayed"] != replayed {
		t.Fatalf("want it done, replayed %v: %s", replayed, got.Raw)
	}
}

// TestTheTimerLeavesNothingHalf does the same to what the server does by itself: a
// proposal that expires, a pause that ends, and what a family leaves behind.
func TestTheTimerLeavesNothingHalf(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		failing, plug := storetest.Failing(t, db)
		w, a := world.New(t, db), newAPI(t, failing)
		room, past := a.app.Rooms.Koppelingen, w.Now.Add(-time.Hour)
		make := func(state term.KoppelingState, set ...func(*ent.KoppelingCreate)) uuid.UUID {
			return w.Koppeling(w.Vraag(), w.Steun(), state, set...).ID
		}
		make(term.KoppelingVoorgesteldVraag, func(c *ent.KoppelingCreate) { c.SetVerlooptOp(past) })
		make(term.KoppelingAfgerond, func(c *ent.KoppelingCreate) { c.SetHeropenGevraagdOp(past.AddDate(0, 0, -30)) })
		make(term.KoppelingGepauzeerd, func(c *ent.KoppelingCreate) { c.SetPauzeTot(past) })
		proposal, meeting, running := make(term.KoppelingVoorgesteldVraag), make(term.KoppelingKennismaking), make(term.KoppelingActief)
		for name, do := range map[string]func(ctx context.Context) error{
			"expire": func(ctx context.Context) error { _, err := room.Expire(ctx, 10); return err },
			"wake":   func(ctx context.Context) error { _, err := room.Wake(ctx, 10); return err },
			"release": func(ctx context.Context) error {
				return room.Release(ctx, []uuid.UUID{proposal, meeting}, []uuid.UUID{running})
			},
		} {
			t.Run(name, func(t *testing.T) {
				before := allRows(t, db)
				run := func() error {
					return failing.WithTx(rule.System(context.Background()), func(ctx context.Context, _ *ent.Tx) error { return do(ctx) })
				}
				for n := 1; ; n++ {
					plug.PullAt(n)
					err := run()
					if !plug.Mend() {
						if err != nil || n < 4 {
							t.Errorf("after %d statements: %v", n-1, err)
						}
						break
					}
					if !errors.Is(err, storetest.ErrPulled) {
						t.Errorf("broken off at statement %d: %v", n, err)
					}
					if changed := differs(before, allRows(t, db)); len(changed) > 0 {
						t.Fatalf("broken off at statement %d, and something is left in %v", n, changed)
					}
				}
				if len(differs(before, allRows(t, db))) == 0 {
					t.Error("it was done in the end, and nothing changed")
				}
			})
		}
	})
}

// allRows is every row of every table, as the database writes it, asked in one go: it
// is wanted thousands of times.
func allRows(t *testing.T, db *store.DB) map[string]string {
	t.Helper()
	rows, err := db.DB.QueryContext(t.Context(), everyRow(db.Dialect))
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string][]string{}
	for rows.Next() {
		var table, row string
		if err := rows.Scan(&table, &row); err != nil {
			t.Fatal(err)
		}
		lines[table] = append(lines[table], row)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, table := range migrate.Tables {
		slices.Sort(lines[table.Name])
		out[table.Name] = strings.Join(lines[table.Name], "\n")
	}
	return out
}

// everyRow selects the name of each table with each of its rows as text.
func everyRow(kind string) string {
	var all []string
	for _, table := range migrate.Tables {
		row := "t::text"
		if kind == dialect.SQLite { // which has no text of a row
			var cells []string
			for _, c := range table.Columns {
				cells = append(cells, `quote("`+c.Name+`")`)
			}
			row = strings.Join(cells, "||','||")
		}
		all = append(all, `SELECT '`+table.Name+`', `+row+` FROM "`+table.Name+`" t`)
	}
	return strings.Join(all, " UNION ALL ")
}

// differs names the tables that are not the same.
func differs(a, b map[string]string) (out []string) {
	for table, rows := range a {
		if rows != b[table] {
			out = append(out, table)
		}
	}
	slices.Sort(out)
	return out
}
