package exchange_test

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"buurtdorp/ent"
	"buurtdorp/ent/toestemming"
	"buurtdorp/internal/exchange"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/sheet"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// village is a world into which tables come.
type village struct {
	*world.World
	t  *testing.T
	db *store.DB
}

func each(t *testing.T, test func(t *testing.T, v *village)) {
	storetest.Each(t, func(t *testing.T, db *store.DB) { test(t, &village{world.New(t, db), t, db}) })
}

func (v *village) options() exchange.Options {
	return exchange.Options{Region: v.Region, By: v.Matcher.User.ID}
}

func (v *village) imports(kind, table string, opt exchange.Options) *exchange.Report {
	v.t.Helper()
	r, err := exchange.Import(v.t.Context(), v.db, kind, strings.NewReader(table), opt)
	if err != nil {
		v.t.Fatal(err)
	}
	return r
}

func (v *village) exports(kind string) string {
	v.t.Helper()
	t, err := exchange.Export(v.t.Context(), v.db, kind, v.Region.ID)
	if err != nil {
		v.t.Fatal(err)
	}
	var b bytes.Buffer
	if err := t.WriteCSV(&b); err != nil {
		v.t.Fatal(err)
	}
	return b.String()
}

func (v *village) families() int { return v.db.Client.Family.Query().CountX(storetest.Context()) }

// What a coordinator has in her own spreadsheet, in her own order and words.
func TestImportWhatACoordinatorKeeps(t *testing.T) {
	each(t, func(t *testing.T, v *village) {
		r := v.imports("vraaggezinnen", "Naam,Telefoon,Dorp,Kinderen,Soorten,Dagdelen,Talen,Toestemming,Status,Gesprekken,Gezag,Wachtend sinds\n"+
			"Samira,06 12345671,westmaas,\"Noah (4), Lina 2021-11, 9 jaar\",\"Opvang, erop uit\",woensdagmiddag; vr ochtend,\"Nederlands, Arabisch\",ja,Wachtend,2,een,26-3-2026\n"+
			"Kim,0186 001 072,3281 AB,4,,,,contact; matchen,,,,\n", v.options())
		if r.Written || len(r.Problems) != 2 || r.Problems[0].Message != "Dit dorp kennen we niet. Kies een dorp uit de lijst." || r.Problems[0].Column != "dorp" ||
			r.Problems[0].Row != 3 || r.Problems[1].Column != "soorten" {
			t.Fatalf("%+v", r)
		}
		r = v.imports("vraaggezinnen", "Naam,Telefoon,Dorp,Kinderen,Soorten,Dagdelen,Talen,Toestemming,Status,Gesprekken,Gezag,Wachtend sinds\n"+
			"Samira,06 12345671,westmaas,\"Noah (4), Lina 2021-11, 9 jaar\",\"Opvang, erop uit\",woensdagmiddag; vr ochtend,\"Nederlands, Arabisch\",ja,Wachtend,2,een,26-3-2026\n", v.options())
		if !r.Written || len(r.Problems) > 0 {
			t.Fatalf("%+v", r)
		}
		got := v.db.Client.Vraaggezin.Query().WithFamily(func(q *ent.FamilyQuery) { q.WithChildren().WithContactgegevens() }).OnlyX(storetest.Context())
		f := got.Edges.Family
		if got.State != term.VraagWachtend || sheet.Day(*got.WachtendSinds) != "2026-03-26" || !slices.Equal(got.Dagdelen, []term.Dagdeel{term.DagdeelWoMiddag, term.DagdeelVrOchtend}) ||
			!slices.Equal(f.Talen, []string{"nl", "ar"}) || f.Village != "Westmaas" || len(f.Edges.Children) != 3 || f.Edges.Contactgegevens.Phone != "+31612345671" || got.ZorgBesproken {
			t.Errorf("%+v %+v", got, f)
		}
		if jobs := v.db.Client.Job.Query().CountX(storetest.Context()); jobs != 0 {
			t.Errorf("%d messages queued: nobody gets mail of an import", jobs)
		}
	})
}

// Everything that is wrong is told at once, by row and column, and nothing is kept.
func TestProblems(t *testing.T) {
	const vraag = "naam;telefoon;postcode;kinderen;soorten;toestemming;"
	const good = "Samira;0612345671;3273AB;4;opvang;ja;"
	const steun = "naam;telefoon;postcode;toestemming;"
	const goed = "Anja;0612345672;3271AB;ja;"
	const meetup = "titel;plek;begint;eindigt;"
	const koffie = "Koffie;Het Trefpunt;2026-11-26 10:00;2026-11-26 12:00;"
	cases := []struct{ kind, names, row, column, says string }{
		{"vraaggezinnen", vraag, ";0612345671;3273AB;4;opvang;ja;", "naam", "Vul je voornaam in."},
		{"vraaggezinnen", vraag, "S;12;3273AB;4;opvang;ja;", "telefoon", "Dit nummer klopt niet."},
		{"vraaggezinnen", vraag, "S;;3273AB;4;opvang;ja;", "telefoon", "Vul een telefoonnummer of e-mailadres in."},
		{"vraaggezinnen", vraag, "S;0612345671;1999AB;4;opvang;ja;", "", ""}, // unknown codes are taken
		{"vraaggezinnen", vraag, "S;0612345671;327;4;opvang;ja;", "postcode", "Deze postcode kennen we niet."},
		{"vraaggezinnen", vraag, "S;0612345671;3273AB;19;opvang;ja;", "kinderen", "Deze leeftijd klopt niet."},
		{"vraaggezinnen", vraag, "S;0612345671;3273AB;Noah;opvang;ja;", "kinderen", "Deze leeftijd klopt niet."},
		{"vraaggezinnen", vraag, "S;0612345671;3273AB;Noah 2019-13;opvang;ja;", "kinderen", "Deze maand klopt niet."},
		{"vraaggezinnen", vraag, "S;0612345671;3273AB;;opvang;ja;", "kinderen", "Vul in hoeveel kinderen er zijn."},
		{"vraaggezinnen", vraag, "S;0612345671;3273AB;4;oppas;ja;", "soorten", "Deze keuze kennen we niet. Kies uit: opvang, spelen"},
		{"vraaggezinnen", vraag, "S;0612345671;3273AB;4;opvang;nee;", "toestemming", "Schrijf waar het gezin ja op zei"},
		{"vraaggezinnen", vraag, "S;0612345671;3273AB;4;opvang;bijzondere gegevens;", "toestemming", "Kies uit: contact, matchen."},
		{"vraaggezinnen", vraag + "dagdelen;", good + "wo nacht;", "dagdelen", "Kies uit: ma ochtend"},
		{"vraaggezinnen", vraag + "talen;", good + "klingon;", "talen", "Deze taal kennen we niet."},
		{"vraaggezinnen", vraag + "volwassenen;", good + "twee;", "volwassenen", "Dit is geen getal."},
		{"vraaggezinnen", vraag + "volwassenen;", good + "40;", "volwassenen", "Kies een getal van 1 tot 12."},
		{"vraaggezinnen", vraag + "tolk;", good + "misschien;", "tolk", "Schrijf ja of nee."},
		{"vraaggezinnen", vraag + "aangemeld_op;", good + "gisteren;", "aangemeld_op", "Schrijf hem zo: 2026-11-26."},
		{"vraaggezinnen", vraag + "aangemeld_op;", good + "2099-01-01;", "aangemeld_op", "Deze dag is nog niet geweest."},
		{"vraaggezinnen", vraag + "eigen_woorden;", good + "mijn bsn is 123456782;", "eigen_woorden", "Hier staat een burgerservicenummer."},
		{"vraaggezinnen", vraag + "volgende_stap;", good + "bsn 123456782;", "volgende_stap", "Hier staat een burgerservicenummer."},
		{"vraaggezinnen", vraag + "volgende_stap;", good + strings.Repeat("x", 201) + ";", "volgende_stap", "Dit is te lang. Gebruik hoogstens 200 tekens."},
		{"vraaggezinnen", vraag + "matcher;", good + "niemand@voorbeeld.example;", "matcher", "Er is hier geen matcher met dit e-mailadres."},
		{"vraaggezinnen", vraag + "status;", good + "gekoppeld;", "status", "Kies uit: aangemeld, intake"},
		{"vraaggezinnen", vraag + "status;", good + "geanonimiseerd;", "status", "Deze keuze kennen we niet."},
		{"vraaggezinnen", vraag + "status;gezag;", good + "wachtend;een;", "gesprekken", "Er zijn nog geen 2 gesprekken geweest."},
		{"vraaggezinnen", vraag + "status;gesprekken;", good + "wachtend;2;", "gezag", "Vraag nog wie het gezag heeft."},
		{"vraaggezinnen", vraag + "status;gesprekken;gezag;bezwaar;", good + "wachtend;2;een;ja;", "bezwaar", "Iemand met gezag is het er niet mee eens."},
		{"vraaggezinnen", "naam;telefoon;postcode;kinderen;soorten;toestemming;status;gesprekken;gezag;", "S;0612345671;3273AB;4;opvang;contact;wachtend;2;een;", "toestemming", "Het gezin wil niet dat we zoeken."},
		{"vraaggezinnen", vraag + "status;gesprekken;gezag;", good + "wachtend;2;beide;", "zei_ja", "Nog niet elke volwassene zei zelf ja."},
		{"vraaggezinnen", "naam;telefoon;postcode;kinderen;soorten;toestemming;status;gesprekken;gezag;", "S;0612345671;3273AB;Thijs (13);opvang;ja;wachtend;2;een;", "zei_ja", "Een kind van 12 jaar of ouder zegt zelf ja."},
		{"vraaggezinnen", "naam;telefoon;postcode;kinderen;soorten;toestemming;zei_ja;", "S;0612345671;3273AB;Lina (9);opvang;ja;S 2026-01-15, Lina 2026-01-15;", "zei_ja", "Dit kind is nog geen 12."},
		{"vraaggezinnen", vraag + "zei_ja;", good + "Samira;", "zei_ja", "Schrijf wie ja zei, en wanneer."},
		{"vraaggezinnen", vraag + "zei_ja;", good + "Samira 2099-01-15;", "zei_ja", "Deze dag is nog niet geweest."},
		{"vraaggezinnen", vraag + "zei_ja;", "S;0612345671;3273AB;4;opvang;contact;Samira 2026-01-15;", "zei_ja", "Hier zei iemand ja op zoeken"},
		{"steungezinnen", steun + "volwassenen;status;vog;gesprek_op;huisbezoek_op;huisregels_op;referenties;", goed + "2;beschikbaar;\"Anja 2026-01-15, Piet 2026-01-15\";2026-02-01;2026-02-02;2026-02-03;buurvrouw, collega;", "zei_ja", "Nog niet elke volwassene zei zelf ja."},
		{"vraaggezinnen", vraag + "id;", good + "12;", "id", "Laat de cel leeg"},
		{"vraaggezinnen", vraag + "id;", good + gid.New(gid.Steungezin).String() + ";", "id", "Laat de cel leeg"},
		{"steungezinnen", steun + "leeftijd_van;leeftijd_tot;", goed + "9;8;", "leeftijd_tot", "De eerste leeftijd is hoger dan de tweede."},
		{"steungezinnen", steun + "capaciteit;", goed + "0;", "capaciteit", "Kies een getal van 1 tot 9."},
		{"steungezinnen", steun + "max_reis_minuten;", goed + "999;", "max_reis_minuten", "Kies een getal van 0 tot 180."},
		{"steungezinnen", steun + "vog;", goed + "Anja;", "vog", "Schrijf elke VOG zo: Anja 2026-01-15."},
		{"steungezinnen", steun + "vog;", goed + "Anja 2099-01-01;", "vog", "Deze dag is nog niet geweest."},
		{"steungezinnen", steun + "status;", goed + "beschikbaar;", "vog", "Bekijk nog de VOG van elke volwassene."},
		{"steungezinnen", steun + "status;vog;gesprek_op;huisbezoek_op;huisregels_op;referenties;", goed + "beschikbaar;Anja 2026-01-15;2026-02-01;2026-02-02;2026-02-03;buurvrouw, collega (nee);", "referenties", "Spreek eerst 2 mensen"},
		{"steungezinnen", steun + "status;vog;gesprek_op;huisbezoek_op;huisregels_op;referenties;", goed + "pauze;Anja 2026-01-15;2026-02-01;;2026-02-03;buurvrouw, collega;", "huisbezoek_op", "Er is nog geen huisbezoek geweest."},
		{"meetups", meetup, ";Het Trefpunt;2026-11-26 10:00;2026-11-26 12:00;", "titel", "Vul in hoe de ontmoeting heet."},
		{"meetups", meetup, "Koffie;De Maan;2026-11-26 10:00;2026-11-26 12:00;", "plek", "Deze plek kennen we niet."},
		{"meetups", meetup, "Koffie;Het Trefpunt;donderdag;2026-11-26 12:00;", "begint", "Dit tijdstip klopt niet."},
		{"meetups", meetup, "Koffie;Het Trefpunt;2026-11-26 12:00;2026-11-26 10:00;", "eindigt", "Het einde is eerder dan het begin."},
		{"meetups", meetup + "plekken;", koffie + "5000;", "plekken", "Kies een getal van 0 tot 1000."},
		{"meetups", meetup + "leeftijd_van;", koffie + "40;", "leeftijd_van", "Kies van 0 tot 23 jaar."},
		{"meetups", meetup + "thema;", koffie + "voetbal;", "thema", "Kies uit: koffie, slapen"},
	}
	each(t, func(t *testing.T, v *village) {
		ctx := storetest.Context()
		v.db.Client.Place.Create().SetRegion(v.Region).SetName("Het Trefpunt").SetPostcode("3273").SetVillage("Westmaas").SetLat(51.79).SetLon(4.47).SaveX(ctx)
		before := v.families()
		for _, c := range cases {
			r := v.imports(c.kind, c.names+"\n"+c.row+"\n", exchange.Options{Region: v.Region, By: v.Matcher.User.ID, DryRun: true})
			if c.says == "" {
				if len(r.Problems) > 0 {
					t.Errorf("%s: %v", c.row, r.Problems)
				}
				continue
			}
			at := slices.IndexFunc(r.Problems, func(p sheet.Problem) bool {
				return p.Row == 2 && p.Column == c.column && strings.Contains(p.Message, c.says)
			})
			if at < 0 {
				t.Errorf("%s %s: said %v, want %q at %s", c.kind, c.row, r.Problems, c.says, c.column)
			}
			for _, p := range r.Problems {
				if p.Column == "" || strings.Contains(p.Message, "Er ging iets mis") {
					t.Errorf("%s: a problem without a place: %v", c.row, p)
				}
			}
		}
		if after := v.families(); after != before || v.db.Client.Meetup.Query().CountX(ctx) != 0 {
			t.Errorf("%d families became %d", before, after)
		}
	})
}

// One row that is not in order, and not one row is written; three problems, and three
// are told.
func TestAllOrNothing(t *testing.T) {
	each(t, func(t *testing.T, v *village) {
		const head = "naam;telefoon;postcode;kinderen;soorten;toestemming\n"
		table := head + "A;0612345671;3273AB;4;opvang;ja\nB;0612345672;3273AB;4;opvang;ja\nC;12;1;4;opvang;ja\nD;0612345674;3273AB;4;opvang;ja\nE;0612345675;3273AB;44;opvang;ja\n"
		r := v.imports("vraaggezinnen", table, v.options())
		if r.Written || r.Rows != 5 || fmt.Sprint(rowsOf(r)) != "[4 4 6]" || v.families() != 0 {
			t.Errorf("%+v, %d families", r, v.families())
		}
		table = strings.Replace(strings.Replace(table, "C;12;1;", "C;0612345673;3273AB;", 1), "44", "4", 1)
		dry := v.options()
		dry.DryRun = true
		if r := v.imports("vraaggezinnen", table, dry); r.Written || len(r.Problems) > 0 || v.families() != 0 {
			t.Errorf("a rehearsal: %+v, %d families", r, v.families())
		}
		if r := v.imports("vraaggezinnen", table, v.options()); !r.Written || v.families() != 5 {
			t.Errorf("%+v, %d families", r, v.families())
		}
		// The same file once more is noticed, row by row.
		if r := v.imports("vraaggezinnen", table, v.options()); r.Written || len(r.Problems) != 5 || r.Problems[0].Column != "telefoon" ||
			!strings.Contains(r.Problems[0].Message, "Er is al een gezin met dit nummer") || v.families() != 5 {
			t.Errorf("once more: %+v, %d families", r, v.families())
		}
		if r := v.imports("vraaggezinnen", v.exports("vraaggezinnen"), v.options()); r.Written || len(r.Problems) != 5 || r.Problems[0].Column != "id" || v.families() != 5 {
			t.Errorf("its own export: %+v, %d families", r, v.families())
		}
	})
}

func rowsOf(r *exchange.Report) (rows []int) {
	for _, p := range r.Problems {
		rows = append(rows, p.Row)
	}
	return rows
}

// A VOG needs somebody who vouches for it.
func TestByWhom(t *testing.T) {
	each(t, func(t *testing.T, v *village) {
		const table = "naam;telefoon;postcode;toestemming;vog\nAnja;0612345672;3271AB;ja;Anja 2026-01-15\n"
		r := v.imports("steungezinnen", table, exchange.Options{Region: v.Region})
		if r.Written || len(r.Problems) != 1 || r.Problems[0].Column != "vog" || !strings.Contains(r.Problems[0].Message, "--by") {
			t.Errorf("%+v", r)
		}
		if r := v.imports("steungezinnen", table, v.options()); !r.Written {
			t.Fatalf("%+v", r)
		}
		if seen := v.db.Client.Vog.Query().OnlyX(storetest.Context()); seen.GezienDoorID != v.Matcher.User.ID || seen.Functieaspect != "84" {
			t.Errorf("%+v", seen)
		}
	})
}

// Who said yes travels with the day and the text, each person apart; a child of 12 or older
// is told by its name, and stays a child.
func TestEachPersonsYes(t *testing.T) {
	each(t, func(t *testing.T, v *village) {
		const table = "naam;telefoon;postcode;kinderen;soorten;toestemming;zei_ja;status;gesprekken;gezag\n" +
			"Marloes;0612345671;3264AB;Thijs 2012-03;opvang;ja;Marloes 15-1-2026 (2024-03), Thijs (ouder) 2026-01-17, Thijs 2026-01-18 (kind);wachtend;2;beide\n"
		if r := v.imports("vraaggezinnen", table, v.options()); !r.Written || len(r.Problems) > 0 {
			t.Fatalf("%+v", r)
		}
		got := ""
		all := v.db.Client.Toestemming.Query().Where(toestemming.DoelEQ(term.DoelMatchen)).Order(toestemming.ByGivenAt()).AllX(storetest.Context())
		for _, y := range all {
			got += fmt.Sprintf("%s %s %s %t;", y.Giver, sheet.Day(y.GivenAt), y.TextVersion, y.ChildID != nil)
		}
		if want := "Marloes 2026-01-15 2024-03 false;Thijs 2026-01-17 overgenomen false;Thijs 2026-01-18 kind true;"; got != want {
			t.Errorf("kept %s", got)
		}
		out := v.exports("vraaggezinnen")
		if !strings.Contains(out, `Marloes 2026-01-15 (2024-03), Thijs (ouder) 2026-01-17 (overgenomen), Thijs 2026-01-18 (kind)`) {
			t.Errorf("exported\n%s", out)
		}
		for _, y := range all[1:2] { // what was taken back is no yes
			v.db.Client.Toestemming.UpdateOne(y).SetWithdrawnAt(v.Now).ExecX(storetest.Context())
		}
		if out := v.exports("vraaggezinnen"); strings.Contains(out, "ouder") {
			t.Errorf("exported\n%s", out)
		}
	})
}

// A table of one region never holds a family of another, and care facts in none.
func TestExportHoldsOnlyItsOwn(t *testing.T) {
	each(t, func(t *testing.T, v *village) {
		here, there := v.Vraag(), v.Vraag(world.In(v.Elsewhere), world.Village("4001", "Elders"))
		v.Allergie(here.Family, term.DierKat)
		v.Note(here.Family, "vertrouwelijk")
		out := v.exports("vraaggezinnen")
		if !strings.Contains(out, here.Row.ID.String()) || strings.Contains(out, there.Row.ID.String()) || strings.Contains(out, "vertrouwelijk") {
			t.Errorf("exported\n%s", out)
		}
		if strings.Contains(out, ";kat;") {
			t.Error("a care fact was exported")
		}
		r := v.imports("vraaggezinnen", "naam;telefoon;postcode;kinderen;soorten;toestemming;id\nS;0612345671;4001AB;4;opvang;ja;"+there.Row.ID.String()+"\n", v.options())
		if r.Written || len(r.Problems) != 1 || r.Problems[0].Message != "Dit is al gebruikt. Begin opnieuw." {
			t.Errorf("an id of another region: %+v", r)
		}
	})
}

func TestUnknownKind(t *testing.T) {
	db := storetest.SQLite(t)
	if _, err := exchange.Export(t.Context(), db, "notes", gid.New(gid.Region)); err != exchange.ErrNoKind {
		t.Error(err)
	}
	if _, err := exchange.Import(t.Context(), db, "notes", io.LimitReader(nil, 0), exchange.Options{}); err != exchange.ErrNoKind {
		t.Error(err)
	}
}
