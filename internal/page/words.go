package page

import "buurtdorp/internal/term"

// What the closed lists are called on a page. A test holds them to the lists.
var themas = map[term.Thema]string{
	term.ThemaKoffie: "Koffie", term.ThemaSlapen: "Slapen", term.ThemaEten: "Eten", term.ThemaOpvoeden: "Opvoeden",
	term.ThemaScheiding: "Uit elkaar", term.ThemaPuberteit: "Puberteit", term.ThemaWonen: "Wonen", term.ThemaSpelen: "Spelen",
	term.ThemaTaal: "Taal", term.ThemaAnders: "",
}

var doelgroepen = map[term.Doelgroep]string{
	term.DoelgroepVrouwen: "vrouwen", term.DoelgroepMannen: "mannen", term.DoelgroepGrootouders: "opa’s en oma’s",
	term.DoelgroepJongeOuders: "jonge ouders", term.DoelgroepAlleenstaand: "ouders alleen",
}
