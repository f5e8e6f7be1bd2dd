package taal

// spoken is what the languages most spoken at home in the Netherlands are called in the
// languages of the app (CLDR 48, and plainer where that is long); in Dutch in internal/dutch.
var spoken = map[string]map[string]string{
	"en": {
		"ar": "Arabic", "bg": "Bulgarian", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "fy": "Frisian",
		"hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ku": "Kurdish", "nl": "Dutch", "pap": "Papiamento",
		"pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "so": "Somali", "sr": "Serbian", "ti": "Tigrinya",
		"tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zgh": "Berber", "zh": "Chinese",
	},
	"ar": {
		"ar": "العربية", "bg": "البلغارية", "de": "الألمانية", "en": "الإنجليزية", "es": "الإسبانية", "fa": "الفارسية", "fr": "الفرنسية", "fy": "الفريزية",
		"hi": "الهندية", "hr": "الكرواتية", "hu": "الهنغارية", "id": "الإندونيسية", "it": "الإيطالية", "ku": "الكردية", "nl": "الهولندية", "pap": "البابيامينتو",
		"pl": "البولندية", "ps": "البشتو", "pt": "البرتغالية", "ro": "الرومانية", "ru": "الروسية", "so": "الصومالية", "sr": "الصربية", "ti": "التغرينية",
		"tr": "التركية", "uk": "الأوكرانية", "ur": "الأوردية", "vi": "الفيتنامية", "zgh": "الأمازيغية", "zh": "الصينية",
	},
	"tr": {
		"ar": "Arapça", "bg": "Bulgarca", "de": "Almanca", "en": "İngilizce", "es": "İspanyolca", "fa": "Farsça", "fr": "Fransızca", "fy": "Frizce",
		"hi": "Hintçe", "hr": "Hırvatça", "hu": "Macarca", "id": "Endonezce", "it": "İtalyanca", "ku": "Kürtçe", "nl": "Felemenkçe", "pap": "Papiamento",
		"pl": "Lehçe", "ps": "Peştuca", "pt": "Portekizce", "ro": "Rumence", "ru": "Rusça", "so": "Somalice", "sr": "Sırpça", "ti": "Tigrinya",
		"tr": "Türkçe", "uk": "Ukraynaca", "ur": "Urduca", "vi": "Vietnamca", "zgh": "Berberice", "zh": "Çince",
	},
	"pl": {
		"ar": "Arabski", "bg": "Bułgarski", "de": "Niemiecki", "en": "Angielski", "es": "Hiszpański", "fa": "Perski", "fr": "Francuski", "fy": "Fryzyjski",
		"hi": "Hindi", "hr": "Chorwacki", "hu": "Węgierski", "id": "Indonezyjski", "it": "Włoski", "ku": "Kurdyjski", "nl": "Niderlandzki", "pap": "Papiamento",
		"pl": "Polski", "ps": "Paszto", "pt": "Portugalski", "ro": "Rumuński", "ru": "Rosyjski", "so": "Somalijski", "sr": "Serbski", "ti": "Tigrinia",
		"tr": "Turecki", "uk": "Ukraiński", "ur": "Urdu", "vi": "Wietnamski", "zgh": "Berberyjski", "zh": "Chiński",
	},
	"uk": {
		"ar": "Арабська", "bg": "Болгарська", "de": "Німецька", "en": "Англійська", "es": "Іспанська", "fa": "Перська", "fr": "Французька", "fy": "Фризька",
		"hi": "Гінді", "hr": "Хорватська", "hu": "Угорська", "id": "Індонезійська", "it": "Італійська", "ku": "Курдська", "nl": "Нідерландська", "pap": "Папʼяменто",
		"pl": "Польська", "ps": "Пушту", "pt": "Португальська", "ro": "Румунська", "ru": "Російська", "so": "Сомалі", "sr": "Сербська", "ti": "Тигринья",
		"tr": "Турецька", "uk": "Українська", "ur": "Урду", "vi": "Вʼєтнамська", "zgh": "Берберська", "zh": "Китайська",
	},
}
