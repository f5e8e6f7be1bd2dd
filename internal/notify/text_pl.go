package notify

var polish = book{
	subject:     "Masz wiadomość",
	codeSubject: "Twój kod: {{.Code}}",
	frame: `Cześć{{with .Naam}}, {{.}}{{end}}!

{{template "body" .}}
{{.Link}}
{{with .Telefoon}}
Wolisz zadzwonić? {{with $.Contact}}{{.}} jest tu dla ciebie: {{end}}{{.}}
{{end}}
Pozdrawiamy
Buurtdorp
`,
	at:   "%s, godzina %s",
	more: "i jeszcze %d razy",
	bodies: map[Kind]string{
		signinCode: `Twój kod: {{.Code}}.

Kod działa 10 minut.
Nie prosisz o kod? Wtedy nie musisz nic robić.

Wpisz go tutaj:`,

		VraagRegistered: `Mamy twoje zgłoszenie. Dobrze, że jesteś.
{{with .Dag}}Zadzwonimy do ciebie przed tym dniem: {{.}}.
{{end}}
Tutaj zobaczysz, jak to idzie:`,
		SteunRegistered: `Jak miło, że chcesz pomagać.
{{with .Dag}}Zadzwonimy do ciebie przed tym dniem: {{.}}.
{{end}}
Tutaj zobaczysz, jak to idzie:`,
		IntakePlanned: `Chętnie z tobą porozmawiamy. Kiedy: {{.Dag}}, godzina {{.Tijd}}.
Nie możesz wtedy? Po prostu zadzwoń.

Tutaj zobaczysz to jeszcze raz:`,
		GesprekPlanned: `Chętnie z tobą porozmawiamy. Kiedy: {{.Dag}}, godzina {{.Tijd}}.
Nie możesz wtedy? Po prostu zadzwoń.

Tutaj zobaczysz to jeszcze raz:`,
		SteunApproved: `Wszystko gotowe. Super, że jesteś z nami.
Jest rodzina, która do was pasuje? Wtedy od razu damy ci znać.

Tutaj zobaczysz, jak to idzie:`,

		StillRight: `Czy wszystko, co o was wiemy, nadal się zgadza?
Zajrzyj na chwilę. Wystarczy raz nacisnąć.

Sprawdź tutaj:`,
		NewMatcher: `Teraz pomaga wam ktoś inny. Ta osoba wie, jak to idzie.
Nie musisz nic robić.

Tutaj zobaczysz, kto to jest:`,

		ProposalWaiting: `Jest rodzina, która do was pasuje.
{{with .Dag}}Daj nam znać przed tym dniem: {{.}}.
{{end}}
Chcesz poznać tę rodzinę? Zobacz tutaj:`,
		ProposalGone: `Tej propozycji już nie ma. To nie przez ciebie.
Szukamy dalej.

Tutaj zobaczysz, jak to idzie:`,
		BothYes: `Obie rodziny chcą się poznać.
Zadzwonimy do ciebie, żeby wybrać dzień.

Tutaj zobaczysz, jak to idzie:`,
		KennismakingPlanned: `Poznacie się: {{.Dag}}, godzina {{.Tijd}}.
Nie możesz wtedy? Po prostu zadzwoń.

Tutaj zobaczysz, gdzie to jest:`,
		TrialStarted: `Będziecie razem próbować.
{{with .Dag}}Zaczynacie: {{.}}.
{{end}}
Tutaj są wasze ustalenia:`,
		KoppelingStarted: `Idziecie razem dalej. Jak miło.

Tutaj są wasze ustalenia:`,
		KoppelingStopped: `Nie idziecie razem dalej. Zadzwonimy i porozmawiamy o tym.

Tutaj zobaczysz, jak to idzie:`,

		FarewellPlanned: `Niedługo się żegnacie.
{{with .Dag}}Porozmawiamy o tym razem: {{.}}.
{{end}}Macie na to czas. Niech to będzie miła chwila.

Tutaj napiszesz kilka słów dla drugiej rodziny:`,
		KoppelingClosed: `Wasz wspólny czas się skończył. Dziękujemy.
Mamy szukać jeszcze raz? Decydujesz ty.

Tutaj zobaczysz, co będzie dalej:`,
		ReopenAsked: `Chcecie znowu się spotykać?
{{with .Dag}}Daj nam znać przed tym dniem: {{.}}.
{{end}}
Powiedz to tutaj:`,
		ReopenGone: `Teraz nie będziecie się znowu spotykać. To nie przez ciebie.

Tutaj zobaczysz, jak to idzie:`,
		Reopened: `Znowu będziecie się spotykać. Jak miło.

Tutaj są wasze ustalenia:`,

		HowIsIt: `Jak się wam razem układa?

Naciśnij buźkę:`,
		LookBack: `Jak było do tej pory?
Mamy trzy krótkie pytania.

Odpowiesz tutaj:`,
		VisitSkipped: `Drugiej rodzinie ten jeden raz nie pasuje: {{.Dag}}.
Tak czasem bywa. Następny raz będzie jak zawsze.

Tutaj są wasze ustalenia:`,

		SignedUp: `Przyjdziesz: {{.Dag}}, godzina {{.Tijd}}. Super!
{{.Titel}}
{{.Plek}}

Jednak nie możesz? Daj znać tutaj:`,
		OnTheList: `Nie ma już miejsc: {{.Dag}}. Jesteś na liście.
{{.Titel}}
{{.Plek}}
Zwolni się miejsce? Wtedy od razu damy ci znać.

Już nie chcesz? Wypisz się z listy tutaj:`,
		MovedUp: `Jest miejsce. Przyjdziesz: {{.Dag}}, godzina {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Jednak nie możesz? Daj znać tutaj:`,
		Offered: `Jest miejsce: {{.Dag}}, godzina {{.Tijd}}.
{{.Titel}}
{{.Plek}}
Przyjdziesz? Miejsce czeka na was do: {{.Tot}}.

Powiedz to tutaj:`,
		OfferGone: `Nie mamy twojej odpowiedzi. Miejsce ma teraz inna rodzina: {{.Dag}}.
{{.Titel}}
{{.Plek}}

Jednak chcesz przyjść? Zapisz się tutaj jeszcze raz:`,
		Passed: `Jest miejsce: {{.Dag}}. Ale nie starczy dla was wszystkich.
{{.Titel}}
{{.Plek}}
Dlatego dostanie je mniejsza rodzina. Wasz numer na liście się nie zmienia.

Tutaj zobaczysz, jak to idzie:`,
		Changed: `Uwaga: coś się zmieniło. Teraz jest tak: {{.Dag}}, godzina {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Nie możesz wtedy? Daj znać tutaj:`,
		Reminder: `Czekamy na ciebie: {{.Dag}}, godzina {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Jednak nie możesz? Daj znać tutaj:`,

		TakenOff: `Odwołaliśmy twój zapis: {{.Dag}}, godzina {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Jednak chcesz przyjść? Zapisz się tutaj jeszcze raz:`,
		SeriesChanged: `Uwaga: coś się zmieniło.
{{.Titel}}
{{.Plek}}
{{with .Komt}}
Przyjdziesz:
{{range .}}- {{.}}
{{end}}{{end}}{{with .Lijst}}
Tu jesteś na liście:
{{range .}}- {{.}}
{{end}}{{end}}{{with .Uit}}
To się nie odbędzie:
{{range .}}- {{.}}
{{end}}{{end}}
{{if or .Komt .Lijst}}Raz nie możesz? Daj znać tutaj:{{else}}Tutaj są inne spotkania:{{end}}`,
		CalledOff: `Nie odbędzie się: {{.Dag}}, godzina {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Tutaj są inne spotkania:`,
	},
	shorts: map[Kind]string{
		signinCode: `Twój kod: {{.Code}}. Kod działa 10 minut.`,
		Reminder:   `Czekamy na ciebie: {{.Dag}}, godzina {{.Tijd}}. {{.Plek}}. Jednak nie możesz? Daj znać tutaj: {{.Link}}`,
		Offered:    `Jest miejsce: {{.Dag}}, godzina {{.Tijd}}. {{.Plek}}. Przyjdziesz? Miejsce czeka do: {{.Tot}}. Odpowiedz tutaj: {{.Link}}`,
		MovedUp:    `Jest miejsce. Przyjdziesz: {{.Dag}}, godzina {{.Tijd}}. {{.Plek}}. {{.Link}}`,
		Changed:    `Uwaga, coś się zmieniło. Teraz jest tak: {{.Dag}}, godzina {{.Tijd}}. {{.Plek}}. {{.Link}}`,
		CalledOff:  `Nie odbędzie się: {{.Dag}}, godzina {{.Tijd}}. {{.Plek}}.`,
	},
}
