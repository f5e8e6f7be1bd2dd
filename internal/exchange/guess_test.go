package exchange_test

import (
	"slices"
	"strings"
	"testing"

	"buurtdorp/internal/exchange"
	"buurtdorp/internal/sheet"
)

// What coordinators write above their columns is understood; what is not clear is left
// to the person.
func TestGuess(t *testing.T) {
	for kind, c := range map[string]struct{ names, want string }{
		"vraaggezinnen": {"Nr.|Naam ouder|Familienaam|Tel.|E-mailadres|Woonplaats|Leeftijd kinderen|Hulpvraag|Wanneer?|Coördinator|Datum aanmelding|Kleur|Telefoon werk|",
			"huisnummer,naam,achternaam,telefoon,email,dorp,kinderen,soorten,dagdelen,matcher,aangemeld_op,,,"},
		"steungezinnen": {"NAAM|telefoon ouder 1|Huisdieren|VOG|Getekend door|Huisbezoek|Max. leeftijd|status", "naam,telefoon,dieren,vog,zei_ja,huisbezoek_op,leeftijd_tot,status"},
		"meetups":       {"Activiteit|Locatie|Begintijd|Eindtijd|Onderwerp", "titel,plek,begint,eindigt,thema"},
	} {
		columns, err := exchange.Columns(kind)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(exchange.Guess(columns, strings.Split(c.names, "|")), ","); got != c.want {
			t.Errorf("%s: %s, want %s", kind, got, c.want)
		}
		var own []string
		for _, col := range columns {
			own = append(own, col.Name)
		}
		if got := exchange.Guess(columns, own); !slices.Equal(got, own) {
			t.Errorf("%s: our own names are %v", kind, got)
		}
	}
}

// The same list with some rows more brings those; a meetup is known by its name, place
// and moment.
func TestSkipKnown(t *testing.T) {
	each(t, func(t *testing.T, v *village) {
		const vraag = "naam;telefoon;postcode;kinderen;soorten;toestemming\nA;0612345671;3273AB;4;opvang;ja\n"
		place := v.World.Place().Name
		meetup := "titel;plek;begint;eindigt\nKoffie;" + place + ";2026-11-26 10:00;2026-11-26 12:00\n"
		opt := v.options()
		opt.SkipKnown = true
		for kind, table := range map[string]string{"vraaggezinnen": vraag, "meetups": meetup} {
			for i, known := range []int{0, 1} {
				if r := v.imports(kind, table, opt); !r.Written || r.Known != known || len(r.Problems) != 0 {
					t.Errorf("%s, time %d: %+v", kind, i+1, r)
				}
			}
			if r := v.imports(kind, v.exports(kind), opt); r.Known != 1 || len(r.Problems) != 0 {
				t.Errorf("%s, its own export: %+v", kind, r)
			}
		}
		done := []int{}
		opt.Progress = func(n, of int) { done = append(done, n, of) }
		lines, wrong, err := sheet.Open(strings.NewReader("Wie;Mobiel;Plaats;Leeftijd;Hulp;AVG\nB;0612345672;Westmaas;5;opvang;ja\nC;0612345673;Westmaas;5;opvang;ja\n"))
		if err != nil || len(wrong) > 0 {
			t.Fatal(err, wrong)
		}
		columns, _ := exchange.Columns("vraaggezinnen")
		r, err := exchange.ImportLines(t.Context(), v.db, "vraaggezinnen", lines, exchange.Guess(columns, lines.Names), opt)
		if err != nil || !r.Written || r.Rows != 2 || !slices.Equal(done[len(done)-4:], []int{1, 2, 2, 2}) {
			t.Errorf("%+v %v %v", r, err, done)
		}
	})
}
