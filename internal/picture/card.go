// Package picture draws what a meetup looks like where somebody shares it: the day as a
// little house, what it is and where. It knows no people.
package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
)

// Width and Height are what the places where people share ask for (Open Graph).
const (
	Width  = 1200
	Height = 630
)

// Card is what is on it. The same card is the same picture.
type Card struct {
	Weekday, Day, Month string // "di", "24", "nov"
	Title               string
	When                string // "dinsdag 24 november, 9.30 tot 11.00 uur"
	Where               string // "De Drie Lelies, Westmaas"
	Note                string // "Gaat niet door"; none is none
}

var (
	dijk  = color.RGBA{0x0A, 0x5A, 0x48, 0xFF}
	dark  = color.RGBA{0x0F, 0x6F, 0x59, 0xFF}
	half  = color.RGBA{0x13, 0x80, 0x6A, 0xFF}
	light = color.RGBA{0xCB, 0xE9, 0xDD, 0xFF}
	zon   = color.RGBA{0xFF, 0xC5, 0x3D, 0xFF}
	white = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
	soft  = color.RGBA{0xE3, 0xF3, 0xEC, 0xFF}
	inkt  = color.RGBA{0x10, 0x22, 0x1C, 0xFF}
	mist  = color.RGBA{0xF1, 0xF5, 0xF3, 0xFF}
)

// Draw gives the card as a PNG.
func (c Card) Draw() ([]byte, error) {
	p := &paper{RGBA: image.NewRGBA(image.Rect(0, 0, Width, Height))}
	draw.Draw(p.RGBA, p.Bounds(), image.NewUniform(dijk), image.Point{}, draw.Src)
	p.village()
	p.tile(c)
	p.write(cut{true, 34}, white, 158, 92, "Buurtdorp")
	p.logo(76, 44, 1.4)
	y := p.lines(cut{true, sizeFor(c.Title)}, white, 392, 206, 740, c.Title, 2)
	y = p.lines(cut{false, 38}, soft, 392, y+22, 740, c.When, 2)
	p.lines(cut{false, 38}, soft, 392, y+4, 740, c.Where, 1)
	if c.Note != "" {
		p.note(c.Note)
	}
	if p.err != nil {
		return nil, p.err
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, p.RGBA); err != nil {
		return nil, fmt.Errorf("drawing a card: %w", err)
	}
	return b.Bytes(), nil
}

// sizeFor makes a long title smaller.
func sizeFor(title string) float64 {
	switch n := len([]rune(title)); {
	case n <= 24:
		return 72
	case n <= 48:
		return 60
	}
	return 48
}

// tile is the day as a house.
func (p *paper) tile(c Card) {
	const x, y, w = 76, 166, 240
	p.fill(white, x+14, y+118, x+w-14, y+118, x+w-14, y+330, x+14, y+330)
	p.fill(zon, x, y+122, x, y+96, x+w/2, y, x+w, y+96, x+w, y+122)
	p.centre(cut{true, 38}, inkt, x+w/2, y+98, c.Weekday)
	p.centre(cut{true, 116}, inkt, x+w/2, y+236, c.Day)
	p.centre(cut{false, 44}, inkt, x+w/2, y+296, c.Month)
}

// note is a word across the corner of the tile, for what must not be missed.
func (p *paper) note(text string) {
	w := p.width(cut{true, 34}, text)
	p.fill(zon, 392, 128, 392+w+48, 128, 392+w+48, 184, 392, 184)
	p.write(cut{true, 34}, inkt, 416, 168, text)
}

// logo: two houses, and where they overlap there is light.
func (p *paper) logo(x, y, s float64) {
	at := func(v ...float64) []float64 {
		out := make([]float64, len(v))
		for i, n := range v {
			out[i] = n*s + []float64{x, y}[i%2]
		}
		return out
	}
	p.fill(white, at(4, 43, 4, 22, 17, 10, 30, 22, 30, 43)...)
	p.fill(color.RGBA{0x9F, 0xDC, 0xC6, 0xFF}, at(20, 43, 20, 27, 32, 16, 44, 27, 44, 43)...)
	p.fill(zon, at(20, 43, 20, 27, 27.7, 19.9, 30, 22, 30, 43)...)
}

// village is the row of houses on the dike.
func (p *paper) village() {
	house := func(of color.Color, x, w, wall, roof float64) {
		const ground = 600
		p.fill(of, x, ground, x, ground-wall, x+w/2, ground-wall-roof, x+w, ground-wall, x+w, ground)
	}
	for _, x := range []float64{430, 690, 960, 1100} {
		house(dark, x, 92, 40, 38)
	}
	house(half, 540, 110, 56, 46)
	house(half, 1020, 84, 44, 38)
	house(light, 780, 84, 52, 40)
	house(white, 860, 70, 40, 34)
	house(light, 620, 76, 44, 36)
	for _, w := range [][2]float64{{580, 548}, {812, 552}, {648, 562}, {1050, 560}} {
		p.fill(zon, w[0], w[1], w[0]+20, w[1], w[0]+20, w[1]+22, w[0], w[1]+22)
	}
	p.fill(mist, 0, 598, 420, 590, 800, 602, Width, 592, Width, Height, 0, Height)
}

// The two letters of the Go project (BSD): they are in a Go module, so a picture looks the
// same on every machine.
var (
	regular = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(goregular.TTF) })
	bold    = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(gobold.TTF) })
)

func (of cut) open() (font.Face, error) {
	parsed := regular
	if of.bold {
		parsed = bold
	}
	f, err := parsed()
	if err != nil {
		return nil, fmt.Errorf("reading a letter: %w", err)
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: of.size, DPI: 72, Hinting: font.HintingNone})
}
