package demo

import "buurtdorp/internal/term"

// themes are what a meetup is called, and what the poster says.
var themes = map[term.Thema]struct{ title, text string }{
	term.ThemaKoffie:    {"Koffie-ochtend", "Kom koffie drinken met andere ouders. Je kinderen kunnen spelen. Je hoeft niets mee te nemen."},
	term.ThemaSlapen:    {"Praten over slapen", "Slaapt je kind slecht? Dat is zwaar. We praten samen over wat helpt."},
	term.ThemaEten:      {"Samen eten", "We koken samen en eten samen. Er is altijd iets zonder vlees. Meehelpen mag, hoeft niet."},
	term.ThemaOpvoeden:  {"Praten over opvoeden", "Luisteren, belonen, grenzen stellen. Hoe doe jij dat? We leren van elkaar."},
	term.ThemaScheiding: {"Praten over scheiden", "Voor ouders die uit elkaar zijn of gaan. Wat je zegt, blijft hier."},
	term.ThemaPuberteit: {"Praten over pubers", "Je kind wordt groot. Wat verandert er? En wat blijft hetzelfde?"},
	term.ThemaWonen:     {"Praten over wonen", "Te klein, te duur of te vol? Iemand van de woningbouw denkt met je mee."},
	term.ThemaSpelen:    {"Spelen in de gymzaal", "Rennen, klimmen en ballen. Trek gymschoenen aan. Er is limonade en koffie."},
	term.ThemaTaal:      {"Taalcafé", "Oefen je Nederlands met een kop thee erbij. Alle talen zijn welkom."},
	term.ThemaAnders:    {"Samen wandelen", "Een rondje door de polder. De kinderwagen kan mee. Bij regen blijven we binnen."},
}

// talked is what people talked about where something was the theme: rarely that alone.
var talked = map[term.Thema][]term.Thema{
	term.ThemaKoffie:    {term.ThemaSlapen, term.ThemaOpvoeden},
	term.ThemaEten:      {term.ThemaEten, term.ThemaWonen},
	term.ThemaSpelen:    {term.ThemaSpelen, term.ThemaOpvoeden},
	term.ThemaPuberteit: {term.ThemaPuberteit, term.ThemaSlapen},
	term.ThemaScheiding: {term.ThemaScheiding, term.ThemaWonen},
}
