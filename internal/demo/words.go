package demo

// asking is how vraaggezinnen say it.
var asking = []string{
	"Ik sta er alleen voor. Eén middag in de week even niets hoeven, dat zou heel fijn zijn.",
	"Er is hier veel energie in huis. Lekker buiten spelen helpt, maar ik kom daar niet altijd aan toe.",
	"We wonen hier nog maar kort. We kennen nog weinig mensen.",
	"Thuis is het druk. Een rustige plek voor huiswerk zou helpen.",
	"Ik werk in de zorg, met wisselende diensten. Elke week is een puzzel.",
	"Na de scheiding is het stil in huis. Het is fijn om af en toe bij een ander gezin mee te eten.",
	"Soms ben ik zo moe. Een paar uur hulp maakt al verschil.",
	"Iemand die eens meedenkt over de opvoeding, dat zoek ik.",
	"Mijn familie woont ver weg. Ik mis mensen om op terug te vallen.",
	"Ik ben vaak in het ziekenhuis voor controle. Dan zoek ik iemand die er is.",
}

// offering is how steungezinnen say it.
var offering = []string{
	"Bij ons staat de deur open. Er kan altijd een bord bij.",
	"Onze kinderen zijn het huis uit. We missen de drukte een beetje.",
	"We hebben een grote tuin met kippen en een boomhut. Daar mogen meer kinderen van genieten.",
	"Ik heb zelf hulp gehad toen de mijne klein waren. Nu wil ik iets terugdoen.",
	"We zijn graag buiten: fietsen, vissen, hutten bouwen.",
	"Wij houden van rust en regelmaat. Samen een spelletje, samen koken.",
	"Ik ben net met pensioen en heb weer tijd op woensdag.",
	"Ons gezin is wat lawaaierig, maar wel gezellig.",
	"Ik kan goed helpen met huiswerk. Ik heb jaren voor de klas gestaan.",
}

// talks are matchers' notes after a talk with a vraaggezin.
var talks = []string{
	"Thuis gesproken, rustig gesprek. Het gezin weet goed wat het zoekt. Afgesproken dat we kijken naar een gezin dichtbij.",
	"Kennisgemaakt aan de keukentafel. De kinderen waren erbij en lieten hun kamer zien. Tweede gesprek volgt.",
	"Gebeld om te horen hoe het gaat. Het gaat wisselend. Liever een appje dan bellen, overdag is het druk.",
	"Besproken wat er al is: opa helpt op maandag. Op woensdag is er niemand.",
	"Oma was er ook bij. Ze zijn het eens over wat ze vragen. Vervoer is een punt.",
}

// visits are matchers' notes about a steungezin.
var visits = []string{
	"Huisbezoek gedaan. Ruim huis, hek om de tuin. Ze denken goed mee over wat een kind nodig heeft.",
	"Gesprek gehad over wat ze kunnen geven. Beginnen liever klein: een middag in de twee weken.",
	"Gebeld met beide referenties. Ze noemen dit gezin betrouwbaar en warm.",
	"De huisregels doorgenomen. Vraag over foto's maken besproken.",
	"Alles klopt nog. Ze vragen of ze al iets kunnen doen. Uitgelegd dat we een gezin zoeken dat past.",
}

// places for a kennismaking: neutral ground first.
var neutral = []string{"De Drie Lelies, Westmaas", "Buurthuis De Windroos, Oud-Beijerland", "De Leesplank, Puttershoek", "De Sporthal, Numansdorp"}

// What people answer when somebody asks how it goes.
var (
	wentWell = []string{"", "", "", "Het was gezellig.", "Ze kijkt er de hele week naar uit.", "Het loopt goed.", "We hebben pannenkoeken gebakken."}
	wentSoSo = []string{"", "Het was even wennen.", "De tijd van ophalen is lastig."}
)
