// Package dutch writes what we tell people as Dutch writes it: a day, an hour, a row of
// words, a telephone number, a language. One spelling in letters, on pages and in reasons. Leaf.
package dutch

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"buurtdorp/internal/clock"
)

// Weekdays are the days of a week, from Monday.
var Weekdays = [...]string{"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"}

var months = [...]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}

// Day is the day at t in the Netherlands: "woensdag 2 december".
func Day(t time.Time) string {
	t = t.In(clock.Amsterdam)
	return fmt.Sprintf("%s %d %s", Weekdays[(t.Weekday()+6)%7], t.Day(), months[t.Month()-1])
}

// Hour is the hour at t in the Netherlands: "9.30".
func Hour(t time.Time) string {
	t = t.In(clock.Amsterdam)
	return fmt.Sprintf("%d.%02d", t.Hour(), t.Minute())
}

// Tile is the three words of a date house: "di", "24", "nov".
func Tile(t time.Time) (weekday, date, month string) {
	t = t.In(clock.Amsterdam)
	month = months[t.Month()-1][:3]
	if t.Month() == time.March {
		month = "mrt"
	}
	return Weekdays[(t.Weekday()+6)%7][:2], strconv.Itoa(t.Day()), month
}

// Weekday is the name of a day by its two letters, capitals or not: "maandag" for "MA".
func Weekday(letters string) string {
	for _, name := range Weekdays {
		if strings.EqualFold(name[:2], letters) {
			return name
		}
	}
	return ""
}

// And joins words as people say them: "a, b en c".
func And(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " en " + words[last]
}

// Phone writes a number as people dial it: "0612345678" for "+31612345678"; a foreign one as it is.
func Phone(number string) string {
	if rest, ok := strings.CutPrefix(number, "+31"); ok {
		return "0" + rest
	}
	return number
}

// languages are those most spoken at home in the Netherlands.
var languages = map[string]string{
	"ar": "Arabisch", "bg": "Bulgaars", "de": "Duits", "en": "Engels", "es": "Spaans", "fa": "Perzisch", "fr": "Frans",
	"fy": "Fries", "hi": "Hindi", "hr": "Kroatisch", "hu": "Hongaars", "id": "Indonesisch", "it": "Italiaans", "ku": "Koerdisch",
	"nl": "Nederlands", "pap": "Papiaments", "pl": "Pools", "ps": "Pasjtoe", "pt": "Portugees", "ro": "Roemeens", "ru": "Russisch",
	"so": "Somalisch", "sr": "Servisch", "ti": "Tigrinya", "tr": "Turks", "uk": "Oekraïens", "ur": "Urdu", "vi": "Vietnamees",
	"zgh": "Berbers", "zh": "Chinees",
}

// Language is the name of a language by its code (BCP 47); nothing for one that few people here speak.
func Language(code string) (name string, known bool) {
	name, known = languages[code]
	return name, known
}
