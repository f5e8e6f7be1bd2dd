package picture_test

import (
	"bytes"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"

	"buurtdorp/internal/picture"
)

var card = picture.Card{Weekday: "di", Day: "24", Month: "nov", Title: "Koffie en spelen", When: "dinsdag 24 november, 9.30 tot 11.00 uur", Where: "De Drie Lelies, Westmaas"}

// A card has the measures that are asked for, and words on it: other words, other pixels.
func TestCard(t *testing.T) {
	was := map[string]string{}
	for name, change := range map[string]func(*picture.Card){
		"plain": func(*picture.Card) {}, "title": func(c *picture.Card) { c.Title = "Samen eten" }, "day": func(c *picture.Card) { c.Day = "25" },
		"note":  func(c *picture.Card) { c.Note = "Gaat niet door" },
		"long":  func(c *picture.Card) { c.Title = strings.Repeat("Een heel lange naam van een ontmoeting ", 4) },
		"words": func(c *picture.Card) { c.Title = strings.Repeat("Aaneengeschreven", 8) },
		"empty": func(c *picture.Card) { *c = picture.Card{} },
		"signs": func(c *picture.Card) { c.Title = "Çay en börek: één kop تعال" },
	} {
		c := card
		change(&c)
		raw, err := c.Draw()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		img, err := png.Decode(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if b := img.Bounds(); b.Dx() != picture.Width || b.Dy() != picture.Height {
			t.Errorf("%s is %v", name, b)
		}
		for _, x := range []int{1150, 1190} { // words keep away from the edge
			for y := 200; y < 480; y++ {
				if img.At(x, y) != (color.RGBA{0x0A, 0x5A, 0x48, 0xFF}) {
					t.Fatalf("%s: something at %d,%d", name, x, y)
				}
			}
		}
		for other, w := range was {
			if w == string(raw) {
				t.Errorf("%s and %s look the same", name, other)
			}
		}
		was[name] = string(raw)
		if dir := os.Getenv("BUURTDORP_TEST_PICTURES"); dir != "" {
			if err := os.WriteFile(dir+"/card-"+name+".png", raw, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestGalleryKeeps(t *testing.T) {
	g := &picture.Gallery{}
	first, err := g.Of(card)
	if err != nil {
		t.Fatal(err)
	}
	again, err := g.Of(card)
	if err != nil || &first[0] != &again[0] {
		t.Error("drawn twice")
	}
}

func BenchmarkCard(b *testing.B) {
	for b.Loop() {
		if _, err := card.Draw(); err != nil {
			b.Fatal(err)
		}
	}
}
