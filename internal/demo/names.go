package demo

// The names are invented combinations of common ones. First names come in groups, so
// that a family that speaks Polish at home has Polish names.

// culture is where a family's names and languages come from.
type culture struct {
	talen    []string // ISO 639-1, spoken at home
	women    []string
	men      []string
	children []string
	surnames []string
}

var netherlands = culture{
	talen: []string{"nl"},
	women: []string{"Anouk", "Marieke", "Linda", "Wilma", "Sanne", "Ilse", "Carla", "Monique", "Esther", "Jolanda", "Suzanne", "Astrid",
		"Tineke", "Marloes", "Nicole", "Renate", "Yvonne", "Judith", "Karin", "Mieke", "Bregje", "Gerrie", "Heleen", "Annemiek"},
	men: []string{"Bas", "Remco", "Kees", "Arjan", "Dennis", "Leen", "Marco", "Jeroen", "Huib", "Rinus", "Wouter", "Stefan", "Bram", "Gijs"},
	children: []string{"Daan", "Emma", "Sem", "Julia", "Finn", "Tess", "Luuk", "Saar", "Mees", "Evi", "Bram", "Noor", "Jesse", "Fleur",
		"Thijs", "Lieke", "Ties", "Roos", "Guus", "Fenna", "Jurre", "Isa", "Stijn", "Maud"},
	surnames: []string{"De Jong", "Bakker", "Visser", "Smit", "Mulder", "Van Dijk", "Kok", "De Groot", "Van der Meer", "Dekker", "Brouwer",
		"Van Leeuwen", "De Bruin", "Schouten", "Verhoeven", "Van Beek", "Hoekstra", "Koster", "Prins", "Blom", "Kuipers", "Veenstra", "Willems", "Postma"},
}

var cultures = []culture{
	{talen: []string{"tr", "nl"}, women: []string{"Elif", "Fatma", "Emine", "Sevgi", "Hatice"}, men: []string{"Emre", "Mustafa", "Erdal"},
		children: []string{"Defne", "Kerem", "Yusuf", "Azra", "Mert"}, surnames: []string{"Yılmaz", "Demir", "Kaya", "Çelik", "Aydın"}},
	{talen: []string{"pl", "nl"}, women: []string{"Katarzyna", "Monika", "Ewa", "Justyna"}, men: []string{"Piotr", "Marek", "Paweł"},
		children: []string{"Zuzanna", "Jakub", "Maja", "Antoni", "Oliwia"}, surnames: []string{"Nowak", "Kowalska", "Wójcik", "Mazur", "Zając"}},
	{talen: []string{"ar", "nl"}, women: []string{"Rania", "Hiba", "Noura", "Dina"}, men: []string{"Omar", "Khaled", "Bilal"},
		children: []string{"Adam", "Lina", "Zakaria", "Salma", "Ilyas"}, surnames: []string{"Haddad", "Mansour", "El Amrani", "Nasser", "Khalil"}},
	{talen: []string{"nl", "hi"}, women: []string{"Cynthia", "Marlène", "Ingrid", "Sharda"}, men: []string{"Winston", "Roy", "Orlando"},
		children: []string{"Jaydi", "Quincy", "Naomi", "Romano", "Shania"}, surnames: []string{"Doelwijt", "Ramdin", "Pinas", "Wijngaarde", "Biharie"}},
	{talen: []string{"uk"}, women: []string{"Iryna", "Natalia", "Halyna", "Tetiana"}, men: []string{"Andriy", "Mykola"},
		children: []string{"Danylo", "Daryna", "Maksym", "Polina", "Artem"}, surnames: []string{"Melnyk", "Shevchuk", "Bondarenko", "Kravets"}},
	{talen: []string{"ti", "nl"}, women: []string{"Letebrhan", "Rahel", "Mebrat"}, men: []string{"Tesfay", "Yonas"},
		children: []string{"Natnael", "Hermela", "Abel", "Eden"}, surnames: []string{"Haile", "Tesfamariam", "Kidane", "Weldu"}},
	{talen: []string{"en", "nl"}, women: []string{"Grace", "Abena", "Blessing"}, men: []string{"Kwame", "Daniel"},
		children: []string{"Joel", "Ama", "Ethan", "Precious"}, surnames: []string{"Mensah", "Owusu", "Okafor", "Boateng"}},
	{talen: []string{"fa", "nl"}, women: []string{"Shirin", "Parisa", "Zahra"}, men: []string{"Reza", "Navid"},
		children: []string{"Arman", "Yasmin", "Dara", "Kian"}, surnames: []string{"Rahimi", "Ahmadi", "Karimi", "Sadeghi"}},
}

// culture of a family: two in three are Dutch.
func (b *book) culture() culture {
	if b.chance(66) {
		return netherlands
	}
	return one(b, cultures)
}

// streets exist in no village that we know of.
var streets = []string{"Zilverschoonpad", "Kievitsbloemlaan", "Rietgorzenhof", "Watermuntstraat", "Grienduilweg", "Slikgroenlaan", "Lepelaarzicht",
	"Oude Wielkade", "Krabbenscheerstraat", "Bietenpad", "Vlaslandweg", "Schorrenkruidhof", "Meidoornsluis", "Karekietdreef", "Blauwe Reigerlaan", "Dotterbloempad"}

// letters of an invented postcode. In villages the post has not come nearly so far in
// the alphabet, so the address is nobody's.
var letters = []string{"ZT", "ZV", "ZW", "ZX", "ZZ"}

// relaties are ways in which somebody knows a steungezin; never who it is.
var relaties = []string{"Buurvrouw, al twaalf jaar", "Leerkracht van hun dochter", "Trainer van de voetbalclub", "Vriendin van de familie",
	"Collega van vroeger", "Leidster van de peutergroep", "Buurman van de overkant", "Vrijwilliger van dezelfde vereniging"}
