package page

import (
	"fmt"

	"buurtdorp/ent"
	"buurtdorp/internal/taal"
)

// said is what the small pages say, in the languages of the app: coming without an
// account, cancelling from a reminder, and what went wrong. A test holds them together.
var said = map[string]map[string]string{
	"nl": {
		"comes": "Je komt", "was": "Je was er", "over": "Het is al geweest", "waits": "Je staat op de lijst", "offered": "Er is plek voor je",
		"not": "Je komt niet", "off": "Het gaat niet door",
		"where": "Waar", "adults": "Grote mensen", "children": "Kinderen", "until": "%s, %s tot %s uur",
		"cannot": "Kun je toch niet? Dat geeft niet. Je hoeft niet te zeggen waarom.", "cancel": "Ik kom niet",
		"thanks": "Dank je dat je het zegt. Een ander gezin kan nu komen.", "more": "Meer over deze ontmoeting", "all": "Alle ontmoetingen", "back": "Terug",
		"come": "Ik kom", "name": "Hoe heet je?", "how.adults": "Hoeveel grote mensen?", "how.children": "Hoeveel kinderen?",
		"only": "Alleen je voornaam. Een tijdje later vergeten we die.", "yes": "Ja, ik kom",
		"no": "Dat lukt niet", "later": "Het lukt nu niet", "again": "Probeer het zo nog eens.",
	},
	"en": {
		"comes": "You are coming", "was": "You were there", "over": "It is over", "waits": "You are on the list", "offered": "There is a place for you",
		"not": "You are not coming", "off": "It is cancelled",
		"where": "Where", "adults": "Grown-ups", "children": "Children", "until": "%s, %s to %s",
		"cannot": "Can you not come after all? That is fine. You need not say why.", "cancel": "I am not coming",
		"thanks": "Thank you for telling us. Another family can come now.", "more": "More about this meetup", "all": "All meetups", "back": "Back",
		"come": "I am coming", "name": "What is your name?", "how.adults": "How many grown-ups?", "how.children": "How many children?",
		"only": "Only your first name. After a while we forget it.", "yes": "Yes, I am coming",
		"no": "That does not work", "later": "This does not work now", "again": "Try again in a moment.",
	},
	"ar": {
		"comes": "حضورك مسجّل", "was": "سجّلنا حضورك", "over": "انتهى هذا اللقاء", "waits": "اسمك في قائمة الانتظار", "offered": "يوجد مكان لكم",
		"not": "حضورك ملغى", "off": "لن يُعقد هذا اللقاء",
		"where": "المكان", "adults": "الكبار", "children": "الأطفال", "until": "%s، %s – %s",
		"cannot": "ألا يناسبك الحضور؟ لا بأس. لا حاجة إلى ذكر السبب.", "cancel": "لن أحضر",
		"thanks": "شكرًا لك. جيد أنك أخبرتنا. يمكن الآن أن تحضر عائلة أخرى.", "more": "المزيد عن هذا اللقاء", "all": "كل اللقاءات", "back": "رجوع",
		"come": "سأحضر", "name": "ما اسمك؟", "how.adults": "كم عدد الكبار؟", "how.children": "كم عدد الأطفال؟",
		"only": "الاسم الأول فقط. وبعد مدة نمحوه.", "yes": "نعم، سأحضر",
		"no": "لم ينجح ذلك", "later": "لم ينجح ذلك الآن", "again": "يمكنك المحاولة بعد قليل.",
	},
	"tr": {
		"comes": "Geliyorsun", "was": "Oradaydın", "over": "Buluşma bitti", "waits": "Listedesin", "offered": "Size yer açıldı",
		"not": "Gelmiyorsun", "off": "Buluşma yapılmayacak",
		"where": "Nerede", "adults": "Yetişkinler", "children": "Çocuklar", "until": "%s, %s – %s",
		"cannot": "Gelemiyor musun? Sorun değil. Nedenini söylemen gerekmez.", "cancel": "Gelmiyorum",
		"thanks": "Haber verdiğin için teşekkürler. Şimdi başka bir aile gelebilir.", "more": "Bu buluşma hakkında daha fazla", "all": "Bütün buluşmalar", "back": "Geri",
		"come": "Geliyorum", "name": "Adın ne?", "how.adults": "Kaç yetişkin?", "how.children": "Kaç çocuk?",
		"only": "Sadece adın. Bir süre sonra onu sileriz.", "yes": "Evet, geliyorum",
		"no": "Olmadı", "later": "Bu şimdi olmuyor", "again": "Birazdan yine dene.",
	},
	"pl": {
		"comes": "Przyjdziesz", "was": "Twoja obecność jest zapisana", "over": "To spotkanie już było", "waits": "Jesteś na liście", "offered": "Jest miejsce dla was",
		"not": "Nie przyjdziesz", "off": "Spotkanie się nie odbędzie",
		"where": "Gdzie", "adults": "Dorośli", "children": "Dzieci", "until": "%s, %s–%s",
		"cannot": "Jednak nie możesz? Nic się nie stało. Nie musisz mówić dlaczego.", "cancel": "Nie przyjdę",
		"thanks": "Dziękujemy, że nam mówisz. Teraz może przyjść inna rodzina.", "more": "Więcej o tym spotkaniu", "all": "Wszystkie spotkania", "back": "Wróć",
		"come": "Przyjdę", "name": "Jak masz na imię?", "how.adults": "Ilu dorosłych?", "how.children": "Ile dzieci?",
		"only": "Tylko imię. Po pewnym czasie je zapominamy.", "yes": "Tak, przyjdę",
		"no": "To się nie udało", "later": "Teraz się nie udało", "again": "Spróbuj za chwilę.",
	},
	"uk": {
		"comes": "Ти прийдеш", "was": "Твоя присутність записана", "over": "Ця зустріч уже минула", "waits": "Ти в списку", "offered": "Для вас є місце",
		"not": "Ти не прийдеш", "off": "Зустріч не відбудеться",
		"where": "Де", "adults": "Дорослі", "children": "Діти", "until": "%s, %s–%s",
		"cannot": "Усе ж не виходить? Нічого страшного. Не треба казати чому.", "cancel": "Я не прийду",
		"thanks": "Дякуємо. Добре, що ти нам кажеш. Тепер може прийти інша сімʼя.", "more": "Більше про цю зустріч", "all": "Усі зустрічі", "back": "Назад",
		"come": "Я прийду", "name": "Як тебе звати?", "how.adults": "Скільки дорослих?", "how.children": "Скільки дітей?",
		"only": "Лише імʼя. Згодом ми його забудемо.", "yes": "Так, я прийду",
		"no": "Не вийшло", "later": "Зараз не виходить", "again": "Спробуй трохи пізніше.",
	},
}

// written is what a page is written in: its language, from which side that is read, its
// words, and a moment in them.
func written(code string, more map[string]any) map[string]any {
	code = taal.Ours(code)
	more["Lang"], more["Dir"], more["T"] = code, "ltr", said[code]
	if taal.RightToLeft(code) {
		more["Dir"] = "rtl"
	}
	return more
}

// from says when something is: "woensdag 2 december, 9.30 tot 11.00 uur".
func from(code string, m *ent.Meetup) string {
	return fmt.Sprintf(said[taal.Ours(code)]["until"], taal.Day(code, m.StartsAt), taal.Hour(code, m.StartsAt), taal.Hour(code, m.EndsAt))
}
