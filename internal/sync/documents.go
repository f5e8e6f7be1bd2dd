package sync

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/afspraken"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/koppelinganswer"
	"buurtdorp/ent/meetup"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Which fields a device gets: the other half of phone.go. Everything is read under the
// viewer's own rights, in the transaction that decided which rows; the one exception is
// the first name and the initial on the list of who comes (calling.go).

func meetups(ctx context.Context, c *ent.Client, ids []uuid.UUID) (map[uuid.UUID]*MeetupDoc, error) {
	rows, err := c.Meetup.Query().Where(meetup.IDIn(ids...)).WithPlace(placeOf).All(ctx)
	out := make(map[uuid.UUID]*MeetupDoc, len(rows))
	for _, m := range rows {
		d := &MeetupDoc{ID: m.ID, Version: m.Version, Title: &m.Title, Description: &m.Description, Thema: &m.Thema, Kind: &m.Kind,
			StartsAt: &m.StartsAt, EndsAt: &m.EndsAt, PlaceID: &m.PlaceID, Capacity: &m.Capacity, WithChildren: &m.WithChildren,
			AgeFrom: m.AgeFrom, AgeTo: m.AgeTo, CancelledAt: m.CancelledAt}
		languages, groups := strings.Join(m.Languages, " "), make([]string, len(m.Doelgroepen))
		for i, g := range m.Doelgroepen {
			groups[i] = string(g)
		}
		doelgroepen := strings.Join(groups, " ")
		d.Languages, d.Doelgroepen = &languages, &doelgroepen
		if p := m.Edges.Place; p != nil {
			d.PlaceName, d.Street, d.Postcode, d.Village, d.Lat, d.Lon = &p.Name, &p.Street, &p.Postcode, &p.Village, &p.Lat, &p.Lon
			d.Access = &p.Access
		}
		if m.Capacity > 0 {
			free := max(m.Capacity-m.Taken, 0)
			d.FreePlaces = &free
		}
		out[m.ID] = d
	}
	return out, err
}

// Signups reads sign-ups as documents, under the viewer's own rights.
func Signups(ctx context.Context, c *ent.Client, ids []uuid.UUID) (map[uuid.UUID]*SignupDoc, error) {
	rows, err := c.Signup.Query().Where(signup.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	v := viewer.FromContext(ctx)
	out, others := make(map[uuid.UUID]*SignupDoc, len(rows)), make([]uuid.UUID, 0, len(rows))
	for _, s := range rows {
		if s.FamilyID != nil && *s.FamilyID != v.FamilyID {
			others = append(others, *s.FamilyID)
		}
	}
	names, err := CallingNames(ctx, c, others)
	if err != nil {
		return nil, err
	}
	for _, s := range rows {
		d := &SignupDoc{ID: s.ID, Version: s.Version, MeetupID: &s.MeetupID, State: &s.State, Adults: &s.Adults, Children: &s.Children,
			PresentAdults: s.PresentAdults, PresentChildren: s.PresentChildren}
		if s.State == term.SignupWachtlijst {
			d.WaitingPlace = &s.QueueNumber
		}
		name := s.GuestName
		if s.FamilyID != nil {
			name = names[*s.FamilyID]
		}
		if name != "" {
			d.Name = &name
		}
		out[s.ID] = d
	}
	return out, nil
}

func families(ctx context.Context, c *ent.Client, ids []uuid.UUID) (map[uuid.UUID]*FamilyDoc, error) {
	rows, err := c.Family.Query().Where(family.IDIn(ids...)).
		WithVraaggezinnen(func(q *ent.VraaggezinQuery) { q.Order(ent.Asc(vraaggezin.FieldID)) }).
		WithSteungezinnen(func(q *ent.SteungezinQuery) { q.Order(ent.Asc(steungezin.FieldID)) }).All(ctx)
	out := make(map[uuid.UUID]*FamilyDoc, len(rows))
	for _, f := range rows {
		d := &FamilyDoc{ID: f.ID, Version: f.Version}
		for _, x := range f.Edges.Vraaggezinnen {
			d.Vraag = &x.State
		}
		for _, x := range f.Edges.Steungezinnen {
			d.Steun = &x.State
		}
		out[f.ID] = d
	}
	return out, err
}

func koppelingen(ctx context.Context, c *ent.Client, ids []uuid.UUID) (map[uuid.UUID]*KoppelingDoc, error) {
	rows, err := c.Koppeling.Query().Where(koppeling.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	v := viewer.FromContext(ctx)
	out := make(map[uuid.UUID]*KoppelingDoc, len(rows))
	for _, k := range rows {
		out[k.ID] = &KoppelingDoc{ID: k.ID, Version: k.Version, State: &k.State, VerlooptOp: k.VerlooptOp, KennismakingOp: k.KennismakingOp,
			KennismakingPlaats: &k.KennismakingPlaats, ProefVan: k.ProefVan, ProefTot: k.ProefTot, PauzeTot: k.PauzeTot}
	}
	if v.FamilyID == uuid.Nil {
		return out, nil
	}
	return out, withSides(ctx, c, v, rows, out)
}

// withSides adds what a family has of its own koppelingen: which side it is, who the
// others are, and the afspraken, each as far as the rules open it to her.
func withSides(ctx context.Context, c *ent.Client, v *viewer.Viewer, rows []*ent.Koppeling, docs map[uuid.UUID]*KoppelingDoc) error {
	sys := rule.System(ctx)
	var asking, helping, own []uuid.UUID
	for _, k := range rows {
		asking, helping = append(asking, k.VraaggezinID), append(helping, k.SteungezinID)
	}
	vragen, err := c.Vraaggezin.Query().Where(vraaggezin.IDIn(asking...)).Select(vraaggezin.FieldID, vraaggezin.FieldFamilyID).All(sys)
	if err != nil {
		return err
	}
	steunen, err := c.Steungezin.Query().Where(steungezin.IDIn(helping...)).Select(steungezin.FieldID, steungezin.FieldFamilyID).All(sys)
	if err != nil {
		return err
	}
	familyOf := map[uuid.UUID]uuid.UUID{}
	for _, x := range vragen {
		familyOf[x.ID] = x.FamilyID
	}
	for _, x := range steunen {
		familyOf[x.ID] = x.FamilyID
	}
	others := map[uuid.UUID]string{}
	for _, k := range rows {
		kant, other := term.KantVraag, familyOf[k.SteungezinID]
		switch v.FamilyID {
		case familyOf[k.VraaggezinID]:
		case familyOf[k.SteungezinID]:
			kant, other = term.KantSteun, familyOf[k.VraaggezinID]
		default:
			continue
		}
		docs[k.ID].Kant = &kant
		others[other], own = "", append(own, k.ID)
	}
	names, err := c.Family.Query().Where(family.IDIn(keys(others)...)).Select(family.FieldID, family.FieldName).All(ctx)
	if err != nil {
		return err
	}
	for _, f := range names {
		others[f.ID] = f.Name
	}
	for _, k := range rows {
		d := docs[k.ID]
		if d.Kant == nil {
			continue
		}
		other := familyOf[k.SteungezinID]
		if *d.Kant == term.KantSteun {
			other = familyOf[k.VraaggezinID]
		}
		if name := others[other]; name != "" {
			d.AndereNaam = &name
		}
	}
	if err := withProfielen(ctx, c, docs); err != nil {
		return err
	}
	return withAfspraken(ctx, c, own, docs)
}

// withAfspraken adds the afspraken that hold, and what this side has said itself.
func withAfspraken(ctx context.Context, c *ent.Client, own []uuid.UUID, docs map[uuid.UUID]*KoppelingDoc) error {
	holds, err := Geldig(ctx, c, own)
	if err != nil {
		return err
	}
	rows, err := c.Afspraken.Query().Where(afspraken.KoppelingIDIn(own...)).All(ctx)
	if err != nil {
		return err
	}
	for _, a := range rows {
		if d := docs[a.KoppelingID]; a.Nummer == holds[a.KoppelingID] {
			d.Afspraken, d.Wanneer, d.HalenBrengen, d.Eten, d.Telefoon = &a.Nummer, &a.Wanneer, &a.HalenBrengen, &a.Eten, &a.Telefoon
			d.Allergie, d.Noodnummer, d.Overig = &a.Allergie, &a.Noodnummer, &a.Overig
		}
	}
	said, err := c.KoppelingAnswer.Query().Where(koppelinganswer.KoppelingIDIn(own...)).All(ctx)
	for _, id := range own {
		d := docs[id]
		d.VoorstelGezegd, d.KennismakingGezegd, d.AfsprakenGezegd = new(bool), new(bool), new(bool)
	}
	for _, a := range said {
		switch d := docs[a.KoppelingID]; {
		case d.Kant == nil || a.Kant != *d.Kant: // who is staff too sees the other side's
		case a.Kind == term.AnswerVoorstel:
			*d.VoorstelGezegd = true
		case a.Kind == term.AnswerKennismaking:
			*d.KennismakingGezegd = true
		case a.Kind == term.AnswerAfspraken && a.Antwoord == term.AntwoordJa && d.Afspraken != nil && a.Ronde == *d.Afspraken:
			*d.AfsprakenGezegd = true
		}
	}
	return err
}

func keys[V any](m map[uuid.UUID]V) []uuid.UUID {
	out := make([]uuid.UUID, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out
}
