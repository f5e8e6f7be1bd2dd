package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"buurtdorp/internal/storetest"
)

// TestPagesInHerLanguage: each page in the language that the browser asks for, or that was
// chosen by hand; and nobody who keeps pages gives one of another language.
func TestPagesInHerLanguage(t *testing.T) {
	e := newEvening(t, storetest.SQLite(t))
	m := e.plan("Koffie")
	another := map[string]string{"nl": "en", "en": "ar", "ar": "tr", "tr": "pl", "pl": "uk", "uk": "nl"}
	for path, want := range map[string]map[string]string{
		"/ontmoeten":                         {"nl": "Ontmoeten", "en": "Together with other parents", "ar": "لقاءات", "tr": "Buluşmalar", "pl": "Spotkania", "uk": "Зустрічі"},
		"/ontmoeten/" + m.ID.String():        {"nl": "Nog 6 plekken", "en": "6 places left", "ar": "بقيت 6 أماكن", "tr": "6 yer kaldı", "pl": "Jeszcze 6 wolnych miejsc", "uk": "Ще 6 місць"},
		"/ontmoeten/" + e.place.ID.String():  {"nl": "kunnen we niet vinden", "en": "We cannot find this", "ar": "لم نجد هذا", "tr": "Bunu bulamıyoruz", "pl": "Nie możemy tego znaleźć", "uk": "Ми не можемо це знайти"},
		"/aanmelden/" + m.ID.String():        {"nl": "Hoe heet je?", "en": "What is your name?", "ar": "ما اسمك؟", "tr": "Adın ne?", "pl": "Jak masz na imię?", "uk": "Як тебе звати?"},
		"/ik-kom/" + strings.Repeat("a", 32): {"nl": "Dat lukt niet", "en": "That does not work", "ar": "لم ينجح ذلك", "tr": "Olmadı", "pl": "To się nie udało", "uk": "Не вийшло"},
	} {
		seen := map[string]string{}
		for code, words := range want {
			for _, headers := range [][]string{
				{"Accept-Language", code + "-XX," + code + ";q=0.9,nl;q=0.1"},
				{"Accept-Language", "en", "Cookie", "buurtdorp-taal=" + code}, // the choice goes before the browser
			} {
				res, text := fetch(t, e.s, http.MethodGet, path, headers...)
				if !strings.Contains(text, words) || !strings.Contains(text, `<html lang="`+code+`" dir="`) || res.Header.Get("Content-Language") != code {
					t.Errorf("%s with %v in %s:\n%s", path, headers, res.Header.Get("Content-Language"), text)
				}
				vary := strings.Join(res.Header.Values("Vary"), ", ")
				if !strings.Contains(vary, "Accept-Language") || !strings.Contains(vary, "Cookie") || strings.Contains(res.Header.Get("Cache-Control"), "max-age") {
					t.Errorf("%s is kept for others: %q %q", path, vary, res.Header.Get("Cache-Control"))
				}
				etag := res.Header.Get("ETag")
				if etag == "" {
					continue
				}
				if other, taken := seen[etag]; taken && other != code {
					t.Errorf("%s is the same in %s and %s", path, code, other)
				}
				seen[etag] = code
				again, _ := fetch(t, e.s, http.MethodGet, path, append(headers, "If-None-Match", etag)...)
				other, body := fetch(t, e.s, http.MethodGet, path, "Accept-Language", another[code], "If-None-Match", etag)
				if again.StatusCode != http.StatusNotModified || other.StatusCode != http.StatusOK || body == "" {
					t.Errorf("%s in %s again: %d, in another language %d", path, code, again.StatusCode, other.StatusCode)
				}
			}
		}
		for _, none := range []string{"", "ti", "*", "x;q=zo"} {
			if _, text := fetch(t, e.s, http.MethodGet, path, "Accept-Language", none, "Cookie", "buurtdorp-taal=ti"); !strings.Contains(text, want["nl"]) {
				t.Errorf("%s for %q is not Dutch", path, none)
			}
		}
	}
	if res, _ := fetch(t, e.s, http.MethodGet, "/ontmoeten/"+m.ID.String()+"/beeld.png", "Accept-Language", "ar"); res.Header.Get("Vary") != "" {
		t.Errorf("a picture has no language: %q", res.Header.Get("Vary"))
	}
}

// TestChoosingALanguage: it is kept in the browser and not in the address, and leads to no
// other site.
func TestChoosingALanguage(t *testing.T) {
	e := newEvening(t, storetest.SQLite(t))
	choose := func(values url.Values) *http.Response {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, e.s.URL+"/taal", strings.NewReader(values.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res
	}
	res := choose(url.Values{"taal": {"ar"}, "naar": {"/ontmoeten?theme=SLAPEN"}})
	if set := res.Cookies(); res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/ontmoeten?theme=SLAPEN" || len(set) != 1 || set[0].Name != "buurtdorp-taal" || set[0].Value != "ar" || !set[0].Secure {
		t.Errorf("%d %v", res.StatusCode, res.Header)
	}
	for _, bad := range []string{"", "ti", "ar; Domain=example", "nl\r\nX: y"} {
		if res := choose(url.Values{"taal": {bad}, "naar": {"/ontmoeten"}}); len(res.Cookies()) > 0 || res.StatusCode != http.StatusSeeOther {
			t.Errorf("%q is chosen: %v", bad, res.Header)
		}
	}
	for _, away := range []string{"", "https://kwaad.example/", "//kwaad.example", `/\kwaad.example`, "javascript:alert(1)", "ontmoeten", "/\t/kwaad.example"} {
		if res := choose(url.Values{"taal": {"ar"}, "naar": {away}}); res.Header.Get("Location") != "/ontmoeten" {
			t.Errorf("%q leads to %q", away, res.Header.Get("Location"))
		}
	}
	if res, _ := fetch(t, e.s, http.MethodGet, "/ontmoeten?taal=ar", "Accept-Language", "tr"); res.Header.Get("Content-Language") != "tr" {
		t.Error("an address forces a language on who gets it")
	}
}
