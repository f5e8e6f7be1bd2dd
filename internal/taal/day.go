package taal

import (
	"fmt"
	"time"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/dutch"
)

// almanac is how a language names days and months (CLDR 48, "wide"; months as they stand
// behind a day), and in what order a day is said: of its weekday, number and month.
type almanac struct {
	order    string
	weekdays [7]string // from Sunday
	months   [12]string
}

var almanacs = map[string]almanac{
	"en": {"%[1]s %[2]d %[3]s",
		[7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		[12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}},
	"ar": {"%[1]s %[2]d %[3]s",
		[7]string{"الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"},
		[12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}},
	"tr": {"%[2]d %[3]s %[1]s",
		[7]string{"Pazar", "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi"},
		[12]string{"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"}},
	"pl": {"%[1]s, %[2]d %[3]s",
		[7]string{"niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"},
		[12]string{"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"}},
	"uk": {"%[1]s, %[2]d %[3]s",
		[7]string{"неділя", "понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота"},
		[12]string{"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"}},
}

// Day is the day at t in the Netherlands: "woensdag 2 december", "2 Aralık Çarşamba".
func Day(code string, t time.Time) string {
	a, ok := almanacs[code]
	if !ok {
		return dutch.Day(t)
	}
	t = t.In(clock.Amsterdam)
	return fmt.Sprintf(a.order, a.weekdays[t.Weekday()], t.Day(), a.months[t.Month()-1])
}

// Hour is the hour at t in the Netherlands: "9.30" in Dutch, "09:30" in another language.
func Hour(code string, t time.Time) string {
	if _, ok := almanacs[code]; !ok {
		return dutch.Hour(t)
	}
	return t.In(clock.Amsterdam).Format("15:04")
}

// Clock is Hour as it stands in a sentence: "9.30 uur" in Dutch.
func Clock(code string, t time.Time) string {
	if _, ok := almanacs[code]; !ok {
		return dutch.Hour(t) + " uur"
	}
	return Hour(code, t)
}
