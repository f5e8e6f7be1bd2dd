package page

import (
	"testing"
	"time"

	"buurtdorp/internal/term"
)

// Every word of the closed lists has a name on a page.
func TestWordsAreNamed(t *testing.T) {
	for _, v := range term.All[term.Thema]() {
		if _, ok := themas[v]; !ok {
			t.Errorf("%s has no name", v)
		}
	}
	for _, v := range term.All[term.Doelgroep]() {
		if doelgroepen[v] == "" {
			t.Errorf("%s has no name", v)
		}
	}
}

func TestTile(t *testing.T) {
	for at, want := range map[string]string{"2026-03-28T23:30:00Z": "zo 29 mrt", "2026-05-05T10:00:00Z": "di 5 mei", "2026-12-31T22:59:00Z": "do 31 dec"} {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		weekday, day, month := Tile(when)
		if got := weekday + " " + day + " " + month; got != want {
			t.Errorf("%s is %s, want %s", at, got, want)
		}
	}
}
