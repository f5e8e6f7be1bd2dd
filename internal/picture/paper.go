package picture

import (
	"image"
	"image/color"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/inconsolata"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// paper is what is drawn on; the first error stays.
type paper struct {
	*image.RGBA // drawn on as itself: the fast ways know only that type
	err         error
	faces       map[cut]font.Face
}

// cut is a letter at a size.
type cut struct {
	bold bool
	size float64
}

func (p *paper) face(of cut) font.Face {
	if f, ok := p.faces[of]; ok {
		return f
	}
	f, err := of.open()
	if err != nil {
		p.err = err
		f = inconsolata.Regular8x16 // the error is told at the end; until then anything will do
	}
	if p.faces == nil {
		p.faces = map[cut]font.Face{}
	}
	p.faces[of] = f
	return f
}

// fill draws a shape with straight sides, by its corners.
func (p *paper) fill(of color.Color, xy ...float64) {
	box := image.Rect(int(xy[0]), int(xy[1]), int(xy[0]), int(xy[1]))
	for i := 0; i+1 < len(xy); i += 2 {
		x, y := int(xy[i]), int(xy[i+1])
		box = image.Rect(min(box.Min.X, x), min(box.Min.Y, y), max(box.Max.X, x+1), max(box.Max.Y, y+1))
	}
	box = box.Intersect(p.Bounds())
	at := func(i int) (float32, float32) {
		return float32(xy[i] - float64(box.Min.X)), float32(xy[i+1] - float64(box.Min.Y))
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	r.MoveTo(at(0))
	for i := 2; i+1 < len(xy); i += 2 {
		r.LineTo(at(i))
	}
	r.ClosePath()
	r.Draw(p.RGBA, box, image.NewUniform(of), image.Point{})
}

// write puts a line of text on its baseline.
func (p *paper) write(of cut, c color.Color, x, y float64, text string) {
	d := font.Drawer{Dst: p.RGBA, Src: image.NewUniform(c), Face: p.face(of), Dot: fixed.Point26_6{X: fixed.Int26_6(x * 64), Y: fixed.Int26_6(y * 64)}}
	d.DrawString(text)
}

func (p *paper) width(of cut, text string) float64 {
	return float64(font.MeasureString(p.face(of), text)) / 64
}

func (p *paper) centre(of cut, c color.Color, x, y float64, text string) {
	p.write(of, c, x-p.width(of, text)/2, y, text)
}

// lines writes a text over at most so many lines, each no wider than it may be, and tells
// where the next baseline is. What does not fit ends in three dots.
func (p *paper) lines(of cut, c color.Color, x, y, wide float64, text string, most int) float64 {
	for _, line := range p.wrap(of, wide, text, most) {
		y += of.size * 1.18
		p.write(of, c, x, y, line)
	}
	return y
}

func (p *paper) wrap(of cut, wide float64, text string, most int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && p.width(of, line+" "+word) <= wide {
			line += " " + word
			continue
		}
		if line != "" {
			out = append(out, line)
		}
		line = p.shorten(of, wide, word, "")
	}
	if line != "" {
		out = append(out, line)
	}
	if len(out) > most {
		out = out[:most]
		out[most-1] = p.shorten(of, wide, out[most-1], "…")
	}
	return out
}

// shorten takes letters off the end until a text and its end fit.
func (p *paper) shorten(of cut, wide float64, text, end string) string {
	if p.width(of, text+end) <= wide {
		return text + end
	}
	r := []rune(text)
	for len(r) > 1 && p.width(of, string(r)+"…") > wide {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}
