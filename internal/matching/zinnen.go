package matching

// zin is a sentence for a matcher: plain Dutch, never a name, never more precise than
// a band, and nothing about somebody's health. What stands in braces is filled in.
type zin string

// Questions more than one judgement may ask; people see each once.
const (
	vraagPlaats        zin = "Vraag waar ze wonen. De postcode is nog niet bekend."
	vraagReis          zin = "Vraag hoe het gezin reist en hoe lang dat duurt."
	vraagLeeftijd      zin = "Vraag hoeveel kinderen er komen en hoe oud ze zijn."
	vraagDieren        zin = "Vraag welke dieren het steungezin heeft."
	vraagDagdelenVraag zin = "Vraag het vraaggezin wanneer het past."
	vraagDagdelenSteun zin = "Vraag het steungezin wanneer het kan."
	vraagHulpGezocht   zin = "Vraag het vraaggezin welke hulp het zoekt."
	vraagHulpGeboden   zin = "Vraag het steungezin welke hulp het wil geven."
	vraagTalenVraag    zin = "Vraag welke talen het vraaggezin spreekt."
	vraagTalenSteun    zin = "Vraag welke talen het steungezin spreekt."
)

// Hard constraints.
const (
	h1Ja              zin = "Dit steungezin is beschikbaar. De screening is klaar en de VOG is goed."
	h1NietBeschikbaar zin = "Dit steungezin is nu niet beschikbaar."
	h1Screening       zin = "De screening van dit steungezin is nog niet klaar."
	h1Vog             zin = "Dit steungezin heeft een nieuwe VOG nodig."
	h1VraagNog        zin = "Vraag of het aanbod van dit steungezin nog klopt."
	h1VraagScreening  zin = "Kijk of de screening klaar is en of de VOG nog goed is."

	h2Ja    zin = "Dit steungezin heeft plek."
	h2Vol   zin = "Dit steungezin heeft nu geen plek."
	h2Vraag zin = "Vraag hoeveel gezinnen dit steungezin kan helpen."

	h3Ja          zin = "Er is geen reden bekend om ze uit elkaar te houden."
	h3Zelfde      zin = "Dit is hetzelfde gezin."
	h3Geblokkeerd zin = "Deze gezinnen houden we uit elkaar. Dat is eerder zo afgesproken."
	h3Afgewezen   zin = "Een van beide gezinnen zei eerder nee. Schrijf op wat er nu anders is."

	h4Ja     zin = "Het dorp past bij wat ze vroegen."
	h4Zelfde zin = "Ze wonen in hetzelfde dorp. Een van beide gezinnen wil dat liever niet."

	h5Ja             zin = "Het huis en de dieren passen, en de hulp die een kind nodig heeft ook."
	h5Dier           zin = "In dit huis is een dier dat hier niet kan."
	h5Roken          zin = "In dit huis wordt gerookt. Dat kan hier niet."
	h5Huis           zin = "Dit huis is niet goed toegankelijk voor dit gezin."
	h5Zorgtaak       zin = "Dit steungezin kan niet alles doen wat een kind nodig heeft."
	h5Bang           zin = "In dit huis is een dier waar een kind bang voor is. De ouder beslist."
	h5VraagZorg      zin = "Praat met het vraaggezin over gezondheid en zorg, voordat er een kind komt."
	h5VraagAnderDier zin = "Vraag om welk ander dier het gaat, bij beide gezinnen."
	h5VraagRoken     zin = "Vraag of er in huis gerookt wordt."
	h5VraagHuis      zin = "Vraag of het huis goed toegankelijk is."
	h5VraagZorgtaak  zin = "Vraag wat het steungezin voor een kind wil doen aan zorg."

	h6Ja     zin = "Ze kunnen samen op {dagdelen}{weken}."
	h6Geen   zin = "Er is geen moment waarop ze allebei kunnen."
	h6Weken  zin = "De een kan in de even weken, de ander in de oneven weken."
	h6Minder zin = "Ze kunnen samen minder vaak dan gevraagd is."

	h7Ja        zin = "De reis is niet te lang."
	h7TeLang    zin = "De reis is langer dan een van beide gezinnen wil."
	h7GeenAuto  zin = "Er is geen auto en een kind is jonger dan 10. Spreek af wie haalt en brengt."
	h7VraagAuto zin = "Vraag of er een auto is, of wie er haalt en brengt."

	h8Ja         zin = "De leeftijd en het aantal kinderen passen."
	h8Leeftijd   zin = "Dit steungezin past beter bij kinderen van een andere leeftijd."
	h8Aantal     zin = "Zoveel kinderen tegelijk is voor dit steungezin te veel."
	h8VraagSteun zin = "Vraag welke leeftijd en hoeveel kinderen bij het steungezin passen."

	h9Ja  zin = "Dit steungezin wil helpen met {soorten}."
	h9Nee zin = "Dit steungezin geeft andere hulp dan gevraagd is."

	h10Ja   zin = "De ouders spreken allebei {talen}."
	h10Tolk zin = "Er gaat een tolk of een taalmaatje mee."
	h10Nee  zin = "De ouders spreken geen taal samen. Zoek een tolk of een taalmaatje."

	h11NietGevraagd zin = "Logeren is niet gevraagd."
	h11Later        zin = "Logeren kan hier, na de proefperiode."
	h11AndereHulp   zin = "Logeren kan hier niet. Andere hulp die gevraagd is wel."
	h11Nee          zin = "Er is logeren gevraagd en dat kan hier niet."
	h11Vraag        zin = "Vraag het steungezin of logeren later kan."

	h12Ja         zin = "Beide gezinnen zeiden ja tegen het zoeken en het gezag is duidelijk."
	h12Vraag      zin = "Het vraaggezin zei nee tegen het zoeken."
	h12Steun      zin = "Het steungezin zei nee tegen het zoeken."
	h12Gezag      zin = "Iemand met gezag over een kind is het er niet mee eens."
	h12VraagVraag zin = "Vraag het vraaggezin of we mogen zoeken."
	h12VraagSteun zin = "Vraag het steungezin of we mogen zoeken."
	h12VraagGezag zin = "Vraag wie het gezag over de kinderen heeft."

	nietBekeken zin = "Dit is nog niet bekeken."
)

// Preferences.
const (
	reisDorp zin = "Ze wonen in hetzelfde dorp."
	reisBand zin = "Over de weg is het {band}."
	reisLang zin = "Over de weg is het {band}. De reis duurt best lang."
	reisTijd zin = "De reistijd is bekend, de afstand nog niet."

	momentOver   zin = "Ze kunnen samen op {dagdelen}{weken}. Er is een moment over voor als het niet lukt."
	momentGenoeg zin = "Ze kunnen samen op {dagdelen}{weken}. Dat is vaak genoeg."
	momentMinder zin = "Ze kunnen samen op {dagdelen}{weken}. Dat is minder vaak dan gevraagd."
	momentGeen   zin = "Er is geen moment waarop ze allebei kunnen."

	hulpJa             zin = "Dit steungezin wil helpen met {soorten}, zo vaak als gevraagd is."
	hulpMinder         zin = "Dit steungezin wil helpen met {soorten}, maar minder vaak dan gevraagd is."
	hulpAnders         zin = "Dit steungezin geeft andere hulp dan gevraagd is."
	hulpVraagVaakVraag zin = "Vraag het vraaggezin hoe vaak het hulp zoekt."
	hulpVraagVaakSteun zin = "Vraag het steungezin hoe vaak het kan helpen."

	kindSamen           zin = "Er is in huis een kind van ongeveer dezelfde leeftijd."
	kindDeels           zin = "Niet voor elk kind is er een kind van dezelfde leeftijd."
	kindAlleen          zin = "Er is in huis geen kind van ongeveer dezelfde leeftijd."
	kindRust            zin = "Er zijn geen kinderen in huis. Dat geeft rust."
	kindGeenRust        zin = "Er zijn kinderen in huis, en er is juist rust gevraagd."
	kindMaaktNietUit    zin = "Of er kinderen in huis zijn, maakt hier niet uit."
	kindVraagGezelschap zin = "Vraag of het kind graag samen speelt of liever rust heeft."
	kindVraagEigen      zin = "Vraag of er kinderen zijn in het steungezin."

	taalThuis      zin = "Ze spreken thuis allebei {thuistalen}."
	taalNederlands zin = "Ze spreken samen Nederlands, maar niet de taal van thuis."
	taalGeen       zin = "Ze spreken geen taal samen."

	opvoedingSamen      zin = "Ze vinden allebei {opvoeding} belangrijk."
	opvoedingAnders     zin = "Ze noemen in de opvoeding andere dingen belangrijk."
	opvoedingVraagVraag zin = "Vraag wat het vraaggezin belangrijk vindt in de opvoeding."
	opvoedingVraagSteun zin = "Vraag wat het steungezin belangrijk vindt in de opvoeding."

	duurJa         zin = "Dit steungezin wil helpen zo lang als nodig is."
	duurKorter     zin = "Dit steungezin wil minder lang helpen dan gevraagd is."
	duurVraagVraag zin = "Vraag hoe lang het vraaggezin hulp zoekt."
	duurVraagSteun zin = "Vraag hoe lang het steungezin wil helpen."

	hobbySamen      zin = "Ze houden allebei van {interesses}."
	hobbyAnders     zin = "Ze houden van andere dingen."
	hobbyVraagVraag zin = "Vraag waar het kind van houdt."
	hobbyVraagSteun zin = "Vraag wat het steungezin graag doet met een kind."

	ervaringSamen      zin = "Het steungezin voelt zich prettig bij {ervaring}."
	ervaringAnders     zin = "Het steungezin noemt andere ervaring dan gevraagd is."
	ervaringVraagVraag zin = "Vraag welke ervaring het vraaggezin fijn zou vinden."
	ervaringVraagSteun zin = "Vraag waar het steungezin zich prettig bij voelt."

	huisJa         zin = "Het huis is zoals het kind graag heeft."
	huisDeels      zin = "Het huis past voor een deel bij wat het kind fijn vindt."
	huisAnders     zin = "Het huis is anders dan het kind fijn vindt."
	huisVraagVraag zin = "Vraag wat het kind fijn vindt in een huis."
	huisVraagSteun zin = "Vraag hoe het in huis is bij het steungezin."

	beurtLang     zin = "Dit steungezin wacht al een tijd."
	beurtKort     zin = "Dit steungezin wacht nog niet lang."
	beurtOnbekend zin = "Sinds wanneer dit steungezin wacht, is niet bekend."
)
