// Package page writes pages that work without the app: for a phone that is too old, for
// who has no account, for a search engine, and for paper. Each in the language of who reads.
package page

import (
	"embed"
	"html/template"
	"io"
	"net/url"
	"time"

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

var templates = template.Must(template.New("").Funcs(template.FuncMap{"stamp": stamp, "icon": icon, "spoken": dutch.Phone, "code": code}).ParseFS(files, "*.tmpl"))

// View is a page, ready to be written.
type View struct {
	name string
	data any
}

// Write writes it.
func (v View) Write(w io.Writer) error { return templates.ExecuteTemplate(w, v.name, v.data) }

// Wrong is a page with what did not work, in a sentence; none is a matter of ours, and of now.
func Wrong(r Reader, sentence string) View {
	title := r.Say("no")
	if sentence == "" {
		title, sentence = r.Say("later"), r.Say("again")
	}
	return View{"notice.tmpl", map[string]any{"R": r, "Title": title, "Text": sentence}}
}

// stands says in a word how it is with a sign-up.
var stands = map[term.SignupState]string{
	term.SignupAangemeld: "meet.youCome", term.SignupGeweest: "was", term.SignupNietGeweest: "over",
	term.SignupWachtlijst: "meet.youWaitNoPlace", term.SignupAangeboden: "meet.offered", term.SignupAfgemeld: "not", term.SignupVerlopen: "not",
}

// Signup is what somebody has of her sign-up, with the button that cancels it. The
// meetup has to be there with its place.
func Signup(r Reader, su *ent.Signup) View {
	m := su.Edges.Meetup
	comes := su.State == term.SignupAangemeld || su.State == term.SignupWachtlijst || su.State == term.SignupAangeboden
	title := stands[su.State]
	if m.CancelledAt != nil {
		title = "off"
	}
	return View{"signup.tmpl", map[string]any{
		"R": r, "Title": r.Say(title), "Signup": su, "Meetup": m, "Place": m.Edges.Place,
		"Open": comes && m.CancelledAt == nil && clock.Now().Before(m.EndsAt), "Gone": su.State == term.SignupAfgemeld,
	}}
}

// Come is the form with which somebody comes without an account and without JavaScript.
type Come struct {
	Meetup           *ent.Meetup
	ID, Secret       string // made for this form, so that twice is once
	Name             string
	Adults, Children int
	Wrong            string
}

// Page is the form.
func (c Come) Page(r Reader) View {
	return View{"come.tmpl", map[string]any{"R": r, "Title": r.Say("meet.comes"), "Meetup": c.Meetup, "Place": c.Meetup.Edges.Place, "ID": c.ID, "Secret": c.Secret,
		"Name": c.Name, "Adults": c.Adults, "Children": c.Children, "Wrong": c.Wrong}}
}

// code writes a postcode as people do: 3273 AB.
func code(postcode string) string {
	if len(postcode) == 6 {
		return postcode[:4] + " " + postcode[4:]
	}
	return postcode
}

// icon is one of the app's own pictures; beside the app, where they are not, it is nothing.
func icon(name string) template.HTML {
	return template.HTML(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-` + url.PathEscape(name) + `"/></svg>`) //nolint:gosec // our own names
}

func stamp(t time.Time) string { return t.In(clock.Amsterdam).Format(time.RFC3339) }
