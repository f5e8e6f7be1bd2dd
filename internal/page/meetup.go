package page

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"
	"time"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/dutch"
	"buurtdorp/internal/term"
)

// Around is what a public page needs beside its meetup.
type Around struct {
	Base    string // of the app
	JSONLD  []byte // of the meetup, escaped for a script element
	Picture string
}

// Meetup is the public page of a meetup, for the app's head and for the place of the app.
// Its place and region have to be there. Nobody's name is on it but who answers the phone.
func Meetup(m *ent.Meetup, a Around) (head, main View) {
	over := !clock.Now().Before(m.EndsAt)
	open := m.CancelledAt == nil && !over
	full := m.Capacity > 0 && m.Taken >= m.Capacity
	where := m.Edges.Place.Name + ", " + m.Edges.Place.Village
	note := Note(m)
	if note == "" && over {
		note = "Deze ontmoeting is al geweest"
	}
	summary := fmt.Sprintf("%s, %s tot %s uur. %s.", dutch.Day(m.StartsAt), dutch.Hour(m.StartsAt), dutch.Hour(m.EndsAt), where)
	if note != "" && !(full && open) {
		summary = note + ". " + summary
	}
	data := map[string]any{
		"First": first{m.Title, dutch.Day(m.StartsAt)}, "Title": m.Title, "Short": dutch.Day(m.StartsAt), "Summary": summary, "Hidden": over,
		"URL": a.Base + "/ontmoeten/" + m.ID.String(), "Picture": a.Picture, "JSONLD": template.JS(a.JSONLD), //nolint:gosec // escaped where it is written
		"Meetup": m, "Place": m.Edges.Place, "Region": m.Edges.Region, "Note": note,
		"Thema": themas[m.Thema], "Kids": kids(m), "Whom": whom(m.Doelgroepen), "Languages": languages(m.Languages),
		"Access": access(m.Edges.Place), "Room": room(m, open && !full), "Open": open,
		"WalkIn": m.Kind == term.MeetupKindInloop, "SignUp": m.Kind != term.MeetupKindInloop && !full,
		"List":  full && m.Kind == term.MeetupKindAanmelden,
		"Route": fmt.Sprintf("https://www.openstreetmap.org/directions?to=%v%%2C%v", m.Edges.Place.Lat, m.Edges.Place.Lon),
	}
	return View{"meetup.head", data}, View{"meetup.main", data}
}

// Meetups is the plain list; next is the address of the rest of it, if there is more.
func Meetups(list []*ent.Meetup, a Around, next string, narrowed bool) (head, main View) {
	data := map[string]any{"First": first{"Ontmoeten", "Samen met andere ouders. Bij jou in de buurt."}, "URL": a.Base + "/ontmoeten",
		"Picture": a.Picture, "Meetups": list, "Next": next, "Hidden": narrowed}
	return View{"meetups.head", data}, View{"meetups.main", data}
}

// Gone is for what is not there, and for what is not for everybody: these look the same.
func Gone() (head, main View) {
	data := map[string]any{"First": first{"Die is er niet", ""}, "Text": "Deze ontmoeting kunnen we niet vinden."}
	return View{"gone.head", data}, View{"gone.main", data}
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
func (c Come) Page(code string) View {
	return View{"come.tmpl", written(code, map[string]any{"Meetup": c.Meetup, "Place": c.Meetup.Edges.Place, "When": from(code, c.Meetup), "ID": c.ID, "Secret": c.Secret,
		"Name": c.Name, "Adults": c.Adults, "Children": c.Children, "Wrong": c.Wrong})}
}

// first is the head of a page.
type first struct{ Title, Lead string }

// Note is what must not be missed about a meetup.
func Note(m *ent.Meetup) string {
	switch {
	case m.CancelledAt != nil:
		return "Gaat niet door"
	case m.Capacity > 0 && m.Taken >= m.Capacity:
		return "Het is vol"
	}
	return ""
}

func room(m *ent.Meetup, open bool) string {
	switch free := m.Capacity - m.Taken; {
	case !open || m.Capacity == 0 || m.Kind == term.MeetupKindInloop:
		return ""
	case free == 1:
		return "Nog 1 plek"
	default:
		return fmt.Sprintf("Nog %d plekken", free)
	}
}

func kids(m *ent.Meetup) string {
	switch {
	case !m.WithChildren:
		return ""
	case m.AgeFrom != nil && m.AgeTo != nil:
		return fmt.Sprintf("Voor kinderen van %d tot %d jaar", *m.AgeFrom, *m.AgeTo)
	}
	return "Kinderen mogen mee"
}

func whom(list []term.Doelgroep) string {
	var out []string
	for _, d := range list {
		out = append(out, doelgroepen[d])
	}
	if out == nil {
		return ""
	}
	return "Vooral voor " + dutch.And(out)
}

func access(p *ent.Place) string {
	var out []string
	for _, a := range []struct {
		value   *bool
		yes, no string
	}{
		{p.StepFree, "geen drempel", "er is een drempel"},
		{p.Pram, "ruimte voor een kinderwagen", "weinig ruimte voor een kinderwagen"},
		{p.Toilet, "een toilet", "geen toilet"},
	} {
		if a.value != nil {
			out = append(out, map[bool]string{true: a.yes, false: a.no}[*a.value])
		}
	}
	if p.Access != "" {
		out = append([]string{strings.TrimRight(p.Access, ".")}, out...)
	}
	return capital(strings.Join(out, ", "))
}

func languages(codes []string) string {
	var out []string
	for _, c := range codes {
		if name, known := dutch.Language(c); known {
			out = append(out, name)
		} else {
			out = append(out, strings.ToUpper(c))
		}
	}
	return dutch.And(out)
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
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
