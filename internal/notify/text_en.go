package notify

var english = book{
	subject:     "You have a message",
	codeSubject: "Your code is {{.Code}}",
	frame: `Hi{{with .Naam}} {{.}}{{end}},

{{template "body" .}}
{{.Link}}
{{with .Telefoon}}
Would you rather call? {{with $.Contact}}{{.}} is there for you: {{end}}{{.}}
{{end}}
Best wishes,
Buurtdorp
`,
	at:   "%s at %s",
	more: "and %d more",
	bodies: map[Kind]string{
		signinCode: `Your code is {{.Code}}.

The code works for 10 minutes.
Did you not ask for a code? Then you need to do nothing.

Fill it in here:`,

		VraagRegistered: `We have your request. Good that you asked.
{{with .Dag}}We call you before {{.}}.
{{end}}
Here you can see how it is going:`,
		SteunRegistered: `How nice that you want to help.
{{with .Dag}}We call you before {{.}}.
{{end}}
Here you can see how it is going:`,
		IntakePlanned: `We would like to talk with you. That is on {{.Dag}} at {{.Tijd}}.
Does that day not fit? Just call us.

Here you can see it again:`,
		GesprekPlanned: `We would like to talk with you. That is on {{.Dag}} at {{.Tijd}}.
Does that day not fit? Just call us.

Here you can see it again:`,
		SteunApproved: `Everything is ready. Good that you join in.
Do we know a family that fits yours? Then you hear it at once.

Here you can see how it is going:`,

		StillRight: `Is everything we know about you still right?
Have a look. One tap is enough.

You can look here:`,
		NewMatcher: `Somebody else helps you now. They know how it is going.
You need to do nothing.

Here you can see who it is:`,

		ProposalWaiting: `There is a family that fits yours.
{{with .Dag}}Can you let us know before {{.}}?
{{end}}
Would you like to meet this family? Look here:`,
		ProposalGone: `This proposal is over. That is not because of you.
We keep looking.

Here you can see how it is going:`,
		BothYes: `You would both like to meet each other.
We call you to choose a day.

Here you can see how it is going:`,
		KennismakingPlanned: `You meet each other on {{.Dag}} at {{.Tijd}}.
Does that day not fit? Just call us.

Here you can see where it is:`,
		TrialStarted: `You are going to try it together.
{{with .Dag}}It begins on {{.}}.
{{end}}
Here you can see what you agreed:`,
		KoppelingStarted: `You go on together. How lovely.

Here you can see what you agreed:`,
		KoppelingStopped: `You do not go on together. We call you about it.

Here you can see how it is going:`,

		FarewellPlanned: `You are going to say goodbye together.
{{with .Dag}}We talk about it together on {{.}}.
{{end}}Take your time. Make it a good moment.

Here you can write something to each other:`,
		KoppelingClosed: `Your time together is over. Thank you.
Do you want us to look again? You decide.

Here you can see what happens next:`,
		ReopenAsked: `Do you want to go on together again?
{{with .Dag}}Can you let us know before {{.}}?
{{end}}
Tell us here:`,
		ReopenGone: `You do not go on together again now. That is not because of you.

Here you can see how it is going:`,
		Reopened: `You go on together again. How nice.

Here you can see what you agreed:`,

		HowIsIt: `How is it going together?

Tap a face:`,
		LookBack: `How was it, these last weeks?
We ask you three short questions.

Look back here:`,
		VisitSkipped: `It does not fit the other family on {{.Dag}}.
That happens. The time after that just goes on.

Here you can see what you agreed:`,

		SignedUp: `You come on {{.Dag}} at {{.Tijd}}. Great!
{{.Titel}}
{{.Plek}}

Can you not come after all? Cancel here:`,
		OnTheList: `It is full on {{.Dag}}. You are on the list.
{{.Titel}}
{{.Plek}}
Is there a place? Then you hear it at once.

Do you not want to come any more? Leave the list here:`,
		MovedUp: `There is a place. You come on {{.Dag}} at {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Can you not come after all? Cancel here:`,
		Offered: `There is a place on {{.Dag}} at {{.Tijd}}.
{{.Titel}}
{{.Plek}}
Will you come? The place is yours until {{.Tot}}.

Tell us here:`,
		OfferGone: `We have no answer from you. Your place on {{.Dag}} went to another family.
{{.Titel}}
{{.Plek}}

Do you want to come after all? Sign up again here:`,
		Passed: `There is room on {{.Dag}}. It is not enough for all of you.
{{.Titel}}
{{.Plek}}
So a smaller family goes first. You keep your place on the list.

Here you can see how it is going:`,
		Changed: `Please note: something has changed. It is now on {{.Dag}} at {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Can you not come then? Cancel here:`,
		Reminder: `You come on {{.Dag}} at {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Can you not come after all? Cancel here:`,

		TakenOff: `We cancelled your place on {{.Dag}} at {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Do you want to come after all? Sign up again here:`,
		SeriesChanged: `Please note: something has changed.
{{.Titel}}
{{.Plek}}
{{with .Komt}}
You come on:
{{range .}}- {{.}}
{{end}}{{end}}{{with .Lijst}}
You are on the list for:
{{range .}}- {{.}}
{{end}}{{end}}{{with .Uit}}
This is cancelled:
{{range .}}- {{.}}
{{end}}{{end}}
{{if or .Komt .Lijst}}Can you not come once? Cancel here:{{else}}Here you can find other meetups:{{end}}`,
		CalledOff: `It is cancelled on {{.Dag}} at {{.Tijd}}.
{{.Titel}}
{{.Plek}}

Here you can find other meetups:`,
	},
	shorts: map[Kind]string{
		signinCode: `Your code is {{.Code}}. The code works for 10 minutes.`,
		Reminder:   `You come on {{.Dag}} at {{.Tijd}}. {{.Plek}}. Can you not come after all? Cancel here: {{.Link}}`,
		Offered:    `There is a place on {{.Dag}} at {{.Tijd}}. {{.Plek}}. Will you come? Tell us before {{.Tot}}: {{.Link}}`,
		MovedUp:    `There is a place. You come on {{.Dag}} at {{.Tijd}}. {{.Plek}}. {{.Link}}`,
		Changed:    `Please note: it is now on {{.Dag}} at {{.Tijd}}. {{.Plek}}. {{.Link}}`,
		CalledOff:  `It is cancelled on {{.Dag}} at {{.Tijd}}. {{.Plek}}.`,
	},
}
