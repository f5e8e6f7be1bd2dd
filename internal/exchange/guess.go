package exchange

import (
	"slices"
	"strings"
	"unicode"

	"buurtdorp/internal/sheet"
	"buurtdorp/internal/text"
)

// called is what coordinators write above a column, as letters only.
var called = map[string][]string{
	"naam":             {"voornaam", "naamouder", "naamgezin", "gezin", "gezinsnaam", "ouder", "voornaamouder", "contactpersoon", "name", "roepnaam", "wie"},
	"achternaam":       {"familienaam", "naamfamilie", "surname", "lastname"},
	"dorp":             {"woonplaats", "plaats", "kern", "plaatsnaam", "woont", "gemeente", "city"},
	"postcode":         {"pc", "postcodes", "zip", "postalcode"},
	"straat":           {"straatnaam", "adres", "street"},
	"huisnummer":       {"nr", "huisnr", "nummer", "hnr", "huisnummertoevoeging"},
	"telefoon":         {"tel", "telefoonnummer", "telnr", "mobiel", "mobielnummer", "gsm", "telefoonmobiel", "06", "06nummer", "phone", "telefoonnr"},
	"email":            {"mail", "emailadres", "mailadres", "emailaddress"},
	"bereik_via":       {"bereikbaarvia", "hoebereiken", "voorkeurcontact", "contactvia"},
	"bereik_op":        {"bereikbaar", "wanneerbellen", "bereikbaarop", "belmoment"},
	"talen":            {"taal", "thuistaal", "taalthuis", "gesprokentaal", "languages"},
	"volwassenen":      {"aantalvolwassenen", "aantalouders", "ouders", "grotemensen", "adults"},
	"vervoer":          {"vervoermiddel", "vervoersmiddel", "auto", "reizen"},
	"kinderen":         {"kind", "kinderenleeftijd", "leeftijdkinderen", "leeftijdenkinderen", "leeftijden", "leeftijd", "leeftijdkind", "namenkinderen", "kinderennaamenleeftijd", "children"},
	"zei_ja":           {"wiezeija", "jagezegd", "jadoor", "toestemmingdoor", "toestemmingvan", "akkoordvan", "ondertekend", "getekenddoor"},
	"toestemming":      {"akkoord", "avg", "toestemmingavg", "avgtoestemming", "avgakkoord", "privacy", "consent"},
	"soorten":          {"hulpvraag", "vraag", "soort", "soorthulp", "soortsteun", "hulp", "steun", "ondersteuning", "aanbod", "watvoorhulp", "behoefte"},
	"dagdelen":         {"dag", "dagen", "wanneer", "beschikbaarheid", "dagdeel", "voorkeursdagen", "dagentijd", "beschikbaredagen"},
	"keer_per_maand":   {"frequentie", "hoevaak", "permaand"},
	"max_reis_minuten": {"reistijd", "maxreistijd", "reisafstand", "hoever"},
	"maanden":          {"duur", "hoelang", "aantalmaanden"},
	"eigen_woorden":    {"toelichting", "omschrijving", "situatie", "verhaal", "motivatie", "waarom"},
	"status":           {"fase", "stand", "state"},
	"matcher":          {"coordinator", "contactpersoonbuurtgezinnen", "wiematcht", "begeleider", "regiocoordinator"},
	"volgende_stap":    {"actie", "volgendeactie", "todo", "vervolg", "vervolgactie"},
	"volgende_datum":   {"actiedatum", "vervolgdatum", "actievoor"},
	"aangemeld_op":     {"aanmelddatum", "datumaanmelding", "aangemeld", "aanmelding", "datum", "instroom", "datuminstroom"},
	"bevestigd_op":     {"laatstecontact", "laatstgesproken", "datumlaatstecontact"},
	"wachtend_sinds":   {"wachtlijst", "wachtsinds", "oplijstsinds", "datumwachtlijst"},
	"gesprekken":       {"aantalgesprekken", "aantalgesprek"},
	"gezag":            {"ouderlijkgezag", "wieheeftgezag"},
	"urgentie":         {"prioriteit", "spoed", "urgent"},
	"tolk":             {"tolknodig", "taalhulp"},
	"capaciteit":       {"aantalkinderen", "aantalgezinnen", "plekken", "plaatsen"},
	"leeftijd_van":     {"vanleeftijd", "leeftijdvanaf", "minleeftijd"},
	"leeftijd_tot":     {"totleeftijd", "maxleeftijd", "leeftijdtotenmet"},
	"dieren":           {"huisdier", "huisdieren", "dier"},
	"rookt":            {"roken", "rokers", "rookthuis"},
	"haalt":            {"halenenbrengen", "haaltenbrengt", "brengt", "ophalen"},
	"gesprek_op":       {"gesprek", "kennismakingsgesprek", "datumgesprek", "intake", "datumintake"},
	"huisbezoek_op":    {"huisbezoek", "datumhuisbezoek"},
	"huisregels_op":    {"huisregels", "huisregelsgetekend"},
	"training_op":      {"training", "scholing", "datumtraining"},
	"vog":              {"vogafgegeven", "datumvog", "vogs", "vogdatum"},
	"referenties":      {"referentie", "referenten", "referent"},
	"titel":            {"ontmoeting", "activiteit", "bijeenkomst", "title"},
	"plek":             {"locatie", "ontmoetingsplek", "waar", "location"},
	"begint":           {"begin", "van", "start", "datumentijd", "aanvang", "begintijd"},
	"eindigt":          {"einde", "tot", "eind", "eindtijd"},
	"thema":            {"onderwerp"},
}

// Guess gives the column that each of these names means, as far as that is clear; each
// of ours once, the surest first.
func Guess(columns []sheet.Column, names []string) []string {
	out, taken := make([]string, len(names)), map[string]bool{}
	for _, sure := range []func(column, name string) bool{
		func(column, name string) bool { return letters(column) == name },
		func(column, name string) bool { return slices.Contains(called[column], name) },
		func(column, name string) bool { // "Telefoon ouder 1", "Dorp (kern)"
			return len(name) > len(letters(column)) && len(letters(column)) > 3 && strings.HasPrefix(name, letters(column))
		},
	} {
		for i, name := range names {
			name = letters(name)
			if out[i] != "" || name == "" {
				continue
			}
			at := slices.IndexFunc(columns, func(c sheet.Column) bool { return !taken[c.Name] && sure(c.Name, name) })
			if at >= 0 {
				out[i] = columns[at].Name
				taken[out[i]] = true
			}
		}
	}
	return out
}

func letters(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, text.Fold(s))
}
