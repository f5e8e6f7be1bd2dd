package page

import (
	"fmt"
	"html/template"
	"strings"

	"buurtdorp/ent"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/taal"
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
func Meetup(r Reader, m *ent.Meetup, a Around) (head, main View) {
	over := !clock.Now().Before(m.EndsAt)
	open := m.CancelledAt == nil && !over
	full := m.Capacity > 0 && m.Taken >= m.Capacity
	note := r.Note(m)
	if note == "" && over {
		note = strings.TrimSuffix(r.Say("meetup.past"), ".")
	}
	summary := fmt.Sprintf("%s. %s, %s.", r.When(m), m.Edges.Place.Name, m.Edges.Place.Village)
	if note != "" && !(full && open) {
		summary = note + ". " + summary
	}
	data := map[string]any{
		"R": r, "First": first{r, m.Title, r.Day(m.StartsAt)}, "Title": m.Title, "Short": r.Day(m.StartsAt), "Summary": summary, "Hidden": over,
		"URL": a.Base + "/ontmoeten/" + m.ID.String(), "Picture": a.Picture, "JSONLD": template.JS(a.JSONLD), //nolint:gosec // escaped where it is written
		"Meetup": m, "Place": m.Edges.Place, "Region": m.Edges.Region, "Note": note,
		"Thema": r.thema(m.Thema), "Kids": r.kids(m), "Whom": r.whom(m.Doelgroepen), "Languages": r.languages(m.Languages),
		"Access": r.access(m.Edges.Place), "Room": r.room(m, open && !full), "Open": open,
		"WalkIn": m.Kind == term.MeetupKindInloop, "SignUp": m.Kind != term.MeetupKindInloop && !full,
		"List":  full && m.Kind == term.MeetupKindAanmelden,
		"Route": fmt.Sprintf("https://www.openstreetmap.org/directions?to=%v%%2C%v", m.Edges.Place.Lat, m.Edges.Place.Lon),
	}
	return View{"meetup.head", data}, View{"meetup.main", data}
}

// Meetups is the plain list; next is the address of the rest of it, if there is more.
func Meetups(r Reader, list []*ent.Meetup, a Around, next string, narrowed bool) (head, main View) {
	data := map[string]any{"R": r, "First": first{r, r.Say("meetups.title"), r.Say("meetups.lead")}, "URL": a.Base + "/ontmoeten",
		"Picture": a.Picture, "Meetups": list, "Next": next, "Hidden": narrowed}
	return View{"meetups.head", data}, View{"meetups.main", data}
}

// Gone is for what is not there, and for what is not for everybody: these look the same.
func Gone(r Reader) (head, main View) {
	data := map[string]any{"R": r, "First": first{r, r.Say("error.notFound.title"), ""}}
	return View{"gone.head", data}, View{"gone.main", data}
}

// first is the head of a page.
type first struct {
	R           Reader
	Title, Lead string
}

func (r Reader) room(m *ent.Meetup, open bool) string {
	if !open || m.Capacity == 0 || m.Kind == term.MeetupKindInloop {
		return ""
	}
	return r.Say("meet.free", "n", m.Capacity-m.Taken)
}

func (r Reader) thema(t term.Thema) string {
	if t == term.ThemaAnders || t == "" {
		return ""
	}
	return r.Say("thema." + string(t))
}

func (r Reader) kids(m *ent.Meetup) string {
	switch {
	case !m.WithChildren:
		return ""
	case m.AgeFrom != nil && m.AgeTo != nil:
		return r.Say("meetup.ages", "from", *m.AgeFrom, "to", *m.AgeTo)
	}
	return r.Say("meet.kids")
}

func (r Reader) whom(list []term.Doelgroep) string {
	var out []string
	for _, d := range list {
		out = append(out, taal.Lower(r.Lang(), r.Say("whom."+string(d))))
	}
	if out == nil {
		return ""
	}
	return r.Say("meetup.whom", "who", r.and(out))
}

// access is whether one gets in well: in the words of a host, and what is known.
type access struct{ Typed, Known string }

func (r Reader) access(p *ent.Place) *access {
	var known []string
	for _, a := range []struct {
		name  string
		value *bool
	}{{"stepFree", p.StepFree}, {"pram", p.Pram}, {"toilet", p.Toilet}} {
		if a.value != nil {
			known = append(known, r.Say("access."+a.name+map[bool]string{true: ".yes", false: ".no"}[*a.value])+".")
		}
	}
	typed := strings.TrimRight(strings.TrimSpace(p.Access), ".")
	if typed == "" && known == nil {
		return nil
	}
	if typed != "" {
		typed += "."
	}
	return &access{typed, strings.Join(known, " ")}
}

func (r Reader) languages(codes []string) string {
	var out []string
	for _, c := range codes {
		out = append(out, taal.Language(r.Lang(), c))
	}
	return r.and(out)
}
