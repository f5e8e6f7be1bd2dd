// Package page writes pages that work without the app: for a phone that is too old, for
// who has no account, for a search engine, and for paper.
package page

import (
	"embed"
	"html/template"
	"io"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/dutch"
	"buurtdorp/internal/term"
)

// CSS is the one style sheet.
//
//go:embed blad.css
var CSS []byte

//go:embed *.tmpl
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{"day": dutch.Day, "hour": dutch.Hour, "stamp": stamp, "icon": icon, "note": Note, "spoken": dutch.Phone, "code": code}).ParseFS(files, "*.tmpl"))

// View is a page, ready to be written.
type View struct {
	name string
	data any
}

// Write writes it.
func (v View) Write(w io.Writer) error { return templates.ExecuteTemplate(w, v.name, v.data) }

// Notice is a page with one thing to say.
func Notice(title, text string) View {
	return View{"notice.tmpl", map[string]string{"Title": title, "Text": text}}
}

// Signup is what somebody has of her sign-up, with the button that cancels it. The
// meetup has to be there with its place.
func Signup(su *ent.Signup) View {
	m := su.Edges.Meetup
	titles := map[term.SignupState]string{
		term.SignupAangemeld: "Je komt", term.SignupGeweest: "Je was er", term.SignupNietGeweest: "Het is al geweest",
		term.SignupWachtlijst: "Je staat op de lijst", term.SignupAangeboden: "Er is plek voor je", term.SignupAfgemeld: "Je komt niet", term.SignupVerlopen: "Je komt niet",
	}
	comes := su.State == term.SignupAangemeld || su.State == term.SignupWachtlijst || su.State == term.SignupAangeboden
	title := titles[su.State]
	if m.CancelledAt != nil {
		title = "Het gaat niet door"
	}
	return View{"signup.tmpl", map[string]any{
		"Title": title, "Signup": su, "Meetup": m, "Place": m.Edges.Place,
		"Open": comes && m.CancelledAt == nil && clock.Now().Before(m.EndsAt), "Gone": su.State == term.SignupAfgemeld,
	}}
}
