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
	"buurtdorp/internal/taal"
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

// Wrong is a page with what did not work, in a sentence; none is a matter of ours, and of now.
func Wrong(code, sentence string) View {
	words := said[taal.Ours(code)]
	title := words["no"]
	if sentence == "" {
		title, sentence = words["later"], words["again"]
	}
	return View{"notice.tmpl", written(code, map[string]any{"Title": title, "Text": sentence})}
}

// stands says in a word how it is with a sign-up.
var stands = map[term.SignupState]string{
	term.SignupAangemeld: "comes", term.SignupGeweest: "was", term.SignupNietGeweest: "over",
	term.SignupWachtlijst: "waits", term.SignupAangeboden: "offered", term.SignupAfgemeld: "not", term.SignupVerlopen: "not",
}

// Signup is what somebody has of her sign-up, with the button that cancels it. The
// meetup has to be there with its place.
func Signup(code string, su *ent.Signup) View {
	m := su.Edges.Meetup
	comes := su.State == term.SignupAangemeld || su.State == term.SignupWachtlijst || su.State == term.SignupAangeboden
	title := stands[su.State]
	if m.CancelledAt != nil {
		title = "off"
	}
	return View{"signup.tmpl", written(code, map[string]any{
		"Title": said[taal.Ours(code)][title], "Signup": su, "Meetup": m, "Place": m.Edges.Place, "When": from(code, m),
		"Open": comes && m.CancelledAt == nil && clock.Now().Before(m.EndsAt), "Gone": su.State == term.SignupAfgemeld,
	})}
}
