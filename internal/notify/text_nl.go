package notify

// nederlands is the first language, and the only one of what goes to colleagues. Plain:
// je-form, short sentences, one idea each. A test reads it all.
var nederlands = book{
	subject:     "Je hebt een bericht",
	codeSubject: "Je code is {{.Code}}",
	frame: `Hoi{{with .Naam}} {{.}}{{end}},

{{template "body" .}}
{{.Link}}
{{with .Telefoon}}
Liever bellen? {{with $.Contact}}{{.}} is er voor je: {{end}}{{.}}
{{end}}
Groet,
Buurtdorp
`,
	at:   "%s om %s",
	more: "en nog %d keer",
	bodies: map[Kind]string{
		signinCode: `Je code is {{.Code}}.

De code werkt 10 minuten.
Heb je geen code gevraagd? Dan hoef je niets te doen.

Vul hem hier in:`,

		VraagRegistered: `We hebben je vraag gekregen. Fijn dat je hem stelt.
{{with .Dag}}We bellen je voor {{.}}.
{{end}}
Hier zie je hoe het ermee staat:`,
		SteunRegistered: `Wat fijn dat je wilt helpen.
{{with .Dag}}We bellen je voor {{.}}.
{{end}}
Hier zie je hoe het ermee staat:`,
		IntakePlanned: `We praten graag met je. Dat doen we op {{.Dag}} om {{.Tijd}}.
Kun je dan niet? Bel ons even.

Hier zie je het nog eens:`,
		GesprekPlanned: `We praten graag met je. Dat doen we op {{.Dag}} om {{.Tijd}}.
Kun je dan niet? Bel ons even.

Hier zie je het nog eens:`,
		SteunApproved: `Alles is rond. Fijn dat je meedoet.
Weten we een gezin dat bij je past? Dan hoor je het meteen.

Hier zie je hoe het ermee staat:`,

		StillRight: `Klopt alles nog wat we van jullie weten?
Kijk even. Eén tik is genoeg.

Hier kun je kijken:`,
		NewMatcher: `Er is iemand anders die jullie helpt. Die weet hoe het gaat.
Jij hoeft niets te doen.

Hier zie je wie het is:`,

		ProposalWaiting: `Er is een gezin dat bij jullie past.
{{with .Dag}}Laat je het weten voor {{.}}?
{{end}}
Wil je dit gezin leren kennen?`,
		ProposalGone: `Het voorstel gaat niet door. Dat ligt niet aan jou.
We zoeken verder.

Hier zie je hoe het ermee staat:`,
		BothYes: `Jullie willen elkaar allebei leren kennen.
We bellen je om een dag te kiezen.

Hier zie je hoe het ermee staat:`,
		KennismakingPlanned: `Jullie leren elkaar kennen op {{.Dag}} om {{.Tijd}}.
Kun je dan niet? Bel ons even.

Hier zie je waar het is:`,
		TrialStarted: `Jullie gaan het samen proberen.
{{with .Dag}}Het begint op {{.}}.
{{end}}
Hier staat wat jullie afspraken:`,
		KoppelingStarted: `Jullie gaan samen verder. Wat mooi.

Hier staat wat jullie afspraken:`,
		KoppelingStopped: `Jullie gaan niet samen verder. We bellen je hierover.

Hier zie je hoe het ermee staat:`,

		FarewellPlanned: `Jullie gaan samen afscheid nemen.
{{with .Dag}}Op {{.}} praten we er samen over.
{{end}}Neem de tijd. Maak er een mooi moment van.

Hier schrijf je een woord voor elkaar:`,
		KoppelingClosed: `Jullie tijd samen is klaar. Dank je wel.
Wil je dat we opnieuw zoeken? Dat zeg je zelf.

Hier zie je hoe het verder gaat:`,
		ReopenAsked: `Willen jullie weer samen verder?
{{with .Dag}}Laat je het weten voor {{.}}?
{{end}}
Zeg het hier:`,
		ReopenGone: `Jullie gaan nu niet weer samen verder. Dat ligt niet aan jou.

Hier zie je hoe het ermee staat:`,
		Reopened: `Jullie gaan weer samen verder. Wat fijn.

Hier zie je wat jullie afspraken:`,

		HowIsIt: `Hoe gaat het met jullie samen?

Tik op een gezichtje:`,
		LookBack: `Hoe was het, de laatste tijd?
We stellen je drie korte vragen.

Hier kijk je terug:`,
		VisitSkipped: `Op {{.Dag}} komt het andere gezin een keer niet uit.
Dat gebeurt. De keer daarna gaat gewoon door.

Hier staat wat jullie afspraken:`,

		LateYes: `Een gezin zei toch nog ja op een voorstel.
Het voorstel was al verlopen. Bel je het gezin even?

Op je werkplek zie je welk gezin het is:`,
		ChangeAsked: `Een gezin wil graag iets anders afspreken.

Op je werkplek zie je wat het is:`,
		ProposalYes: `Een gezin zei ja op een voorstel.

Op je werkplek zie je wat je nu kunt doen:`,
		ProposalNo: `Een gezin zei nee op een voorstel.

Op je werkplek zie je wat je nu kunt doen:`,
		ProposalExpired: `Een voorstel is verlopen. Er kwam geen antwoord.
Bel je het gezin even?

Op je werkplek zie je welk gezin het is:`,
		Frown: `Een gezin is niet blij met hoe het gaat.
Bel je het gezin even?

Op je werkplek zie je welk gezin het is:`,

		ZorgShared: `Er is een bericht voor jou.
Lees het vandaag.

Op je werkplek lees je het:`,

		SignedUp: `Je komt op {{.Dag}} om {{.Tijd}}. Leuk!
{{.Titel}}
{{.Plek}}

Kun je toch niet? Meld je hier af:`,
		OnTheList: `Het is vol op {{.Dag}}. Je staat op de lijst.
{{.Titel}}
{{.Plek}}
Komt er plek? Dan hoor je het meteen.

Wil je niet meer? Ga hier van de lijst:`,
		MovedUp: `Er is plek. Je komt op {{.Dag}} om {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Kun je toch niet? Meld je hier af:`,
		Offered: `Er is plek op {{.Dag}} om {{.Tijd}}.
{{.Titel}}
{{.Plek}}
Kom je? De plek is voor jullie tot {{.Tot}}.

Zeg het hier:`,
		OfferGone: `We hoorden niets van je. De plek van {{.Dag}} is nu voor een ander gezin.
{{.Titel}}
{{.Plek}}

Wil je toch komen? Meld je hier weer aan:`,
		Passed: `Er is plek op {{.Dag}}, maar niet voor jullie allemaal.
{{.Titel}}
{{.Plek}}
Een kleiner gezin gaat daarom voor. Jullie houden je plaats op de lijst.

Hier zie je hoe het ermee staat:`,
		Changed: `Let op: er is iets veranderd. Het is nu op {{.Dag}} om {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Kun je dan niet? Meld je hier af:`,
		Reminder: `Je komt op {{.Dag}} om {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Kun je toch niet? Meld je hier af:`,

		TakenOff: `We hebben je afgemeld voor {{.Dag}} om {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Wil je toch komen? Meld je hier weer aan:`,
		SeriesChanged: `Let op: er is iets veranderd.
{{.Titel}}
{{.Plek}}
{{with .Komt}}
Je komt op:
{{range .}}- {{.}}
{{end}}{{end}}{{with .Lijst}}
Hiervoor sta je op de lijst:
{{range .}}- {{.}}
{{end}}{{end}}{{with .Uit}}
Dit gaat niet door:
{{range .}}- {{.}}
{{end}}{{end}}
{{if or .Komt .Lijst}}Kun je een keer niet? Meld je hier af:{{else}}Hier vind je andere ontmoetingen:{{end}}`,
		CalledOff: `Het gaat niet door op {{.Dag}} om {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Hier vind je andere ontmoetingen:`,
	},
	shorts: map[Kind]string{
		signinCode: "Je code is {{.Code}}. De code werkt 10 minuten.",
		Reminder:   "Je komt op {{.Dag}} om {{.Tijd}}. {{.Plek}}. Kun je toch niet? Meld je hier af: {{.Link}}",
		Offered:    "Er is plek op {{.Dag}} om {{.Tijd}}. {{.Plek}}. Kom je? Zeg het voor {{.Tot}}: {{.Link}}",
		MovedUp:    "Er is plek. Je komt op {{.Dag}} om {{.Tijd}}. {{.Plek}}. {{.Link}}",
		Changed:    "Let op: het is nu op {{.Dag}} om {{.Tijd}}. {{.Plek}}. {{.Link}}",
		CalledOff:  "Het gaat niet door op {{.Dag}} om {{.Tijd}}. {{.Plek}}.",
	},
}
