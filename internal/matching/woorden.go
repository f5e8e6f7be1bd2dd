package matching

import (
	"strconv"
	"strings"

	"buurtdorp/internal/dutch"
	"buurtdorp/internal/term"
)

// The words that go into the braces of a zin.

var bandWoord = map[term.Reisband]string{
	term.ReisbandTot5Km:  "hoogstens 5 kilometer",
	term.ReisbandTot10Km: "5 tot 10 kilometer",
	term.ReisbandTot15Km: "10 tot 15 kilometer",
	term.ReisbandVerder:  "meer dan 15 kilometer",
}

var soortWoord = map[term.Soort]string{
	term.SoortOpvang:    "opvang",
	term.SoortSpelen:    "samen spelen",
	term.SoortVervoer:   "vervoer",
	term.SoortLogeren:   "logeren",
	term.SoortHuiswerk:  "huiswerk",
	term.SoortMaatje:    "een maatje voor de ouder",
	term.SoortEropUit:   "samen erop uit gaan",
	term.SoortPraktisch: "praktische dingen",
}

var opvoedingWoord = map[term.Opvoeding]string{
	term.OpvoedingStructuur:    "vaste regels",
	term.OpvoedingBuiten:       "buiten zijn",
	term.OpvoedingWeinigScherm: "weinig schermtijd",
	term.OpvoedingRust:         "rust",
	term.OpvoedingHumor:        "humor",
}

var interesseWoord = map[term.Interesse]string{
	term.InteresseSport:      "sport",
	term.InteresseBuiten:     "buiten zijn",
	term.InteresseDieren:     "dieren",
	term.InteresseKnutselen:  "knutselen",
	term.InteresseMuziek:     "muziek",
	term.InteresseLezen:      "lezen",
	term.InteresseKoken:      "koken",
	term.InteresseTechniek:   "techniek",
	term.InteresseSpelletjes: "spelletjes",
}

var ervaringWoord = map[term.Ervaring]string{
	term.ErvaringBaby:       "baby's",
	term.ErvaringPuber:      "pubers",
	term.ErvaringDrukGedrag: "drukke kinderen",
	term.ErvaringRouw:       "verdriet en rouw",
	term.ErvaringScheiding:  "scheiding",
	term.ErvaringMeertalig:  "meer talen in huis",
}

var wekenWoord = map[term.Weken]string{
	term.WekenEven:   " in de even weken",
	term.WekenOneven: " in de oneven weken",
}

// tekst fills the braces with what the two families share.
func (p *pair) tekst(z zin) string {
	s := string(z)
	for {
		from := strings.IndexByte(s, '{')
		if from < 0 {
			return s
		}
		to := from + strings.IndexByte(s[from:], '}')
		s = s[:from] + p.woord(s[from+1:to]) + s[to+1:]
	}
}

func (p *pair) woord(name string) string {
	v := &p.v
	switch name {
	case "band":
		if p.paar.Geschat {
			return bandWoord[p.paar.Reisband] + " (geschat)"
		}
		return bandWoord[p.paar.Reisband]
	case "dagdelen":
		return momenten(v.dagdelen & p.dagdelen)
	case "weken":
		if elke(v.Weken) != term.WekenElke {
			return wekenWoord[v.Weken]
		}
		return wekenWoord[woordOp(weken, p.weken)]
	case "soorten":
		return lijst(soorten, v.soorten&p.soorten, soortWoord)
	case "opvoeding":
		return lijst(opvoeding, v.opvoeding&p.opvoeding, opvoedingWoord)
	case "interesses":
		return lijst(interesses, v.interesses&p.interesses, interesseWoord)
	case "ervaring":
		return lijst(ervaring, v.ervaring&p.ervaring, ervaringWoord)
	case "talen":
		return p.talen(v.talen)
	case "thuistalen":
		return p.talen(v.thuis)
	}
	return ""
}

func (p *pair) talen(asked []string) string {
	var out []string
	for _, t := range asked {
		if !p.spreekt(t) {
			continue
		}
		w, known := dutch.Language(t)
		if !known {
			w = "een andere taal"
		}
		out = append(out, w)
	}
	return dutch.And(out)
}

func lijst[W ~string](list []W, set uint32, woord map[W]string) string {
	var out []string
	for _, w := range words(list, set) {
		out = append(out, woord[w])
	}
	return dutch.And(out)
}

// momenten names three at most: somebody who can always would read a whole week.
func momenten(set uint32) string {
	parts := [...]string{"ochtend", "middag", "avond"}
	var out []string
	for i := range dagdelen {
		if set&(1<<i) != 0 {
			out = append(out, dutch.Weekdays[i/3]+parts[i%3])
		}
	}
	if more := len(out) - 3; more > 0 {
		last := strconv.Itoa(more) + " andere momenten"
		if more == 1 {
			last = "1 ander moment"
		}
		out = append(out[:3], last)
	}
	return dutch.And(out)
}
