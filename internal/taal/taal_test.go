package taal

import (
	"context"
	"testing"
	"time"
)

func TestAccepted(t *testing.T) {
	for header, want := range map[string]string{
		"": "", "ar": "ar", "nl-NL,nl;q=0.9": "nl", "fr-FR,tr;q=0.8,nl;q=0.2": "tr", "uk-UA": "uk", "en-US,en;q=0.9": "en",
		"ti": "", "ti,tr;q=0.5": "tr", "*": "", "; q=zo": "", "pl,": "pl",
	} {
		if got, ok := Accepted(header); got != want || ok != (want != "") {
			t.Errorf("%q is answered in %s, want %s", header, got, want)
		}
	}
	if Ours("ar") != "ar" || Ours("ti") != "nl" || Ours("") != "nl" {
		t.Error("what is not ours is Dutch")
	}
	if got := FromContext(context.Background()); got != "nl" {
		t.Error("nobody asks in", got)
	}
	if got := FromContext(NewContext(context.Background(), "pl")); got != "pl" {
		t.Error("asked in pl, heard", got)
	}
}

func TestDays(t *testing.T) {
	at := time.Date(2026, 12, 2, 8, 30, 0, 0, time.UTC)
	for code, want := range map[string]string{
		"nl": "woensdag 2 december, 9.30 uur", "en": "Wednesday 2 December, 09:30", "ar": "الأربعاء 2 ديسمبر, 09:30",
		"tr": "2 Aralık Çarşamba, 09:30", "pl": "środa, 2 grudnia, 09:30", "uk": "середа, 2 грудня, 09:30", "ti": "woensdag 2 december, 9.30 uur",
	} {
		if got := Day(code, at) + ", " + Clock(code, at); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	for code, a := range almanacs {
		seen := map[string]bool{}
		for _, name := range append(a.weekdays[:], a.months[:]...) {
			if name == "" || seen[name] {
				t.Errorf("%s has %q twice, or a gap", code, name)
			}
			seen[name] = true
		}
	}
	if len(almanacs) != len(Codes)-1 {
		t.Error("a language without its days")
	}
}
