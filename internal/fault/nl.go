package fault

// dutch is the first language. Rules (a test holds them): je-form, short
// sentences, one idea each, and none of the words that tell people off.
// {names} are filled from Error.Args.
var dutch = catalogue{
	codes: map[Code]string{
		Unauthenticated:      "Log eerst in. Dan kun je verder.",
		NotFound:             "We kunnen dit niet vinden.",
		Required:             "Vul dit nog in.",
		Invalid:              "Dit klopt niet. Kijk nog eens.",
		TooLong:              "Dit is te lang. Maak het wat korter.",
		TooMany:              "Dit zijn er te veel. Kies er minder.",
		Exists:               "Dit is er al.",
		Conflict:             "Iemand anders heeft dit ook veranderd. Kijk welke goed is.",
		State:                "Dit kan nu niet. Kijk hoe het er nu voor staat.",
		Guard:                "Er moet eerst nog iets gebeuren.",
		Constraint:           "Deze gezinnen kunnen nu niet samen. Kijk naar wat niet past.",
		Full:                 "Het is vol. Je kunt wel op de lijst.",
		Capacity:             "Dit steungezin heeft nu geen plek.",
		Expired:              "Dit is te oud. Vraag een nieuwe.",
		IdempotencyKeyReused: "Dit is al eens verstuurd, met andere antwoorden. Begin opnieuw.",
		Retryable:            "Het lukt nu niet. Probeer het zo nog eens.",
		RateLimited:          "Je gaat erg snel. Wacht even en probeer het dan opnieuw.",
		Internal:             "Er ging iets mis. Probeer het later opnieuw.",
	},
	keys: map[string]string{
		// any text or list
		"tekst.lang":   "Dit is te lang. Gebruik hoogstens {max} tekens.",
		"aantal.veel":  "Dit zijn er te veel. Kies er hoogstens {max}.",
		"keuze.leeg":   "Kies wat bij je past. Weet je het niet? Kies dan \"Ik weet het nog niet\".",
		"keuze.vreemd": "Deze keuze kennen we niet. Kies iets uit de lijst.",
		"datum.vorm":   "Deze datum klopt niet. Schrijf hem zo: 2026-11-26.",
		"datum.later":  "Deze dag is nog niet geweest. Kies een dag tot en met vandaag.",
		"datum.eerder": "Deze dag is al geweest. Kies een latere dag.",
		"tijd.volgorde": "Het einde is eerder dan het begin. " +
			"Kijk nog eens naar de tijden.",

		// who you are and how to reach you
		"voornaam.leeg": "Vul je voornaam in. Dan weten we hoe we je noemen.",
		"naam.leeg":     "Vul een naam in.",
		"gezin.naam":    "Vul de naam van je gezin in.",
		"postcode.leeg": "Vul je postcode in. Of kies je dorp.",
		"postcode.vreemd": "Deze postcode kennen we niet. " +
			"Kijk nog eens: 4 cijfers en 2 letters, zoals 3273 AB. Of kies je dorp.",
		"postcode.postbus":   "Dit is een postbus. Vul de postcode in van waar je woont.",
		"plaats.vreemd":      "Dit dorp kennen we niet. Kies een dorp uit de lijst.",
		"telefoon.vorm":      "Dit nummer klopt niet. Een mobiel nummer heeft 10 cijfers en begint met 06.",
		"telefoon.leeg":      "Vul je telefoonnummer in. Dan kunnen we je bellen.",
		"email.vorm":         "Dit e-mailadres klopt niet. Kijk of er een @ in staat.",
		"email.leeg":         "Vul je e-mailadres in. Daar sturen we de code naartoe.",
		"contact.leeg":       "Vul een telefoonnummer of e-mailadres in. Dan kunnen we je bereiken.",
		"toestemming.nodig":  "Mogen we dit lezen en je bellen? Zeg eerst ja.",
		"leeftijd.kind":      "Deze leeftijd klopt niet. Vul een leeftijd in van 0 tot 18.",
		"kinderen.aantal":    "Vul in hoeveel kinderen er zijn. Dat mag van 1 tot {max}.",
		"volwassenen.aantal": "Vul in hoeveel grote mensen er komen. Dat mag tot {max}.",
		"gezin.dubbel":       "Je staat al aangemeld. Log in om verder te gaan.",

		// signing in
		"code.klopt.niet":  "Deze code klopt niet. Vraag een nieuwe code.",
		"code.oud":         "Deze code is te oud. We sturen een nieuwe.",
		"sessie.voorbij":   "Je bent een tijd weg geweest. Log opnieuw in.",
		"inlog.wachten":    "Je hebt het vaak geprobeerd. Wacht {minuten} minuten.",
		"stroom.veel":      "Deze app staat op te veel plekken open. Sluit er een.",
		"server.herstart":  "We zijn even bezig. Je bent zo weer verbonden.",
		"versie.veranderd": "Iemand anders heeft dit ook veranderd. Kijk welke goed is.",

		// koppeling
		"stap.past.niet":      "Deze stap kan nu niet. Kijk hoe het er nu voor staat.",
		"stap.niet.jouw":      "Deze stap is niet aan jou.",
		"voorstel.verlopen":   "Dit voorstel is verlopen. Je hoort van ons.",
		"steungezin.vol":      "Dit steungezin heeft nu geen plek.",
		"steungezin.screened": "Dit steungezin is nog niet klaar met de takenlijst.",
		"koppeling.bestaat":   "Deze gezinnen hebben al een voorstel.",
		"reden.leeg":          "Kies een reden. Dan leren we ervan.",

		// meetups
		"meetup.vol":        "Het is vol. Je kunt wel op de lijst.",
		"meetup.voorbij":    "Deze ontmoeting is al geweest.",
		"meetup.afgelast":   "Deze ontmoeting gaat niet door.",
		"aanmelding.dubbel": "Je staat al op de lijst. Tot dan!",
		"aanmelding.leeg":   "Met wie kom je? Kies ten minste 1 persoon.",
	},
}
