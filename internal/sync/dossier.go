package sync

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/checkin"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/meegenomen"
	"buurtdorp/ent/note"
	"buurtdorp/ent/steungezin"
	"buurtdorp/ent/vraaggezin"
	"buurtdorp/ent/zorgfeit"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/term"
)

// Which fields of a dossier go along on a phone: this is the whole list, and phone.go has
// which dossiers. Read under the viewer's own rights. What the other family of a
// koppeling said, who spoke for a family, and what came of a screening are not in it.

// How much of what grows goes along.
const (
	notesAlong    = 50
	checkInsAlong = 20
)

// dossierStamp changes whenever a field of the document may.
const dossierStamp = `t.version || '.' || (SELECT f.version FROM families f WHERE f.id = t.family_id)
	|| '.' || coalesce((SELECT max(x.version) FROM contactgegevens x WHERE x.family_id = t.family_id), 0)
	|| '.' || coalesce((SELECT sum(x.version) FROM vraaggezinnen x WHERE x.family_id = t.family_id), 0)
	|| '.' || coalesce((SELECT sum(x.version) FROM steungezinnen x WHERE x.family_id = t.family_id), 0)
	|| '.' || (SELECT count(*) || ' ' || coalesce(CAST(max(x.updated_at) AS text), '') FROM children x WHERE x.family_id = t.family_id)
	|| '.' || (SELECT count(*) || ' ' || coalesce(CAST(max(x.updated_at) AS text), '') FROM zorg_feiten x WHERE x.family_id = t.family_id)
	|| '.' || (SELECT count(*) || ' ' || coalesce(CAST(max(x.updated_at) AS text), '') FROM notes x WHERE x.family_id = t.family_id)
	|| '.' || (SELECT count(*) || ' ' || coalesce(CAST(max(x.updated_at) AS text), '') FROM check_ins x JOIN koppelingen k ON k.id = x.koppeling_id
		WHERE k.vraaggezin_id IN (SELECT v.id FROM vraaggezinnen v WHERE v.family_id = t.family_id)
		OR k.steungezin_id IN (SELECT s.id FROM steungezinnen s WHERE s.family_id = t.family_id))`

func dossiers(ctx context.Context, c *ent.Client, ids []uuid.UUID) (map[uuid.UUID]*DossierDoc, error) {
	rows, err := c.Meegenomen.Query().Where(meegenomen.IDIn(ids...)).All(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	of := make([]uuid.UUID, len(rows))
	for i, m := range rows {
		of[i] = m.FamilyID
	}
	houses, err := households(ctx, c, of)
	if err != nil {
		return nil, err
	}
	notes, err := notesOf(ctx, c, of)
	if err != nil {
		return nil, err
	}
	moments, err := checkInsOf(ctx, c, of)
	if err != nil {
		return nil, err
	}
	out := make(map[uuid.UUID]*DossierDoc, len(rows))
	for _, m := range rows {
		f := houses[m.FamilyID]
		if f == nil { // not hers any more, and this not yet put back: it is gone for her
			out[m.ID] = &DossierDoc{ID: m.ID, Deleted: true}
			continue
		}
		out[m.ID] = dossierOf(m, f, notes[f.ID], moments[f.ID])
	}
	return out, nil
}

func households(ctx context.Context, c *ent.Client, of []uuid.UUID) (map[uuid.UUID]*ent.Family, error) {
	rows, err := c.Family.Query().Where(family.IDIn(of...)).WithChildren().WithContactgegevens().
		WithZorgFeiten(func(q *ent.ZorgFeitQuery) { q.Order(zorgfeit.ByID()) }).
		WithVraaggezinnen(func(q *ent.VraaggezinQuery) { q.Order(vraaggezin.ByID()) }).
		WithSteungezinnen(func(q *ent.SteungezinQuery) { q.Order(steungezin.ByID()) }).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading what goes along: %w", err)
	}
	out := make(map[uuid.UUID]*ent.Family, len(rows))
	for _, f := range rows {
		out[f.ID] = f
	}
	return out, nil
}

type childAlong struct {
	FirstName string `json:"firstName"`
	Age       int    `json:"age"`
}

type zorgAlong struct {
	Kind        term.ZorgKind `json:"kind"`
	Toelichting string        `json:"toelichting"`
}

type noteAlong struct {
	ID        uuid.UUID     `json:"id"`
	Kind      term.NoteKind `json:"kind"`
	Text      string        `json:"text"`
	Author    string        `json:"author"`
	CreatedAt time.Time     `json:"createdAt"`
}

type checkInAlong struct {
	Kant        term.Kant   `json:"kant"`
	Smiley      term.Smiley `json:"smiley"`
	Toelichting string      `json:"toelichting"`
	VanKind     bool        `json:"vanKind"`
	CreatedAt   time.Time   `json:"createdAt"`
}

func dossierOf(m *ent.Meegenomen, f *ent.Family, notes []noteAlong, moments []checkInAlong) *DossierDoc {
	d := &DossierDoc{ID: m.ID, Version: m.Version, FamilyID: &f.ID, Tot: &m.Tot, Name: &f.Name, Village: &f.Village, Adults: &f.Adults,
		Talen: list(f.Talen), Notes: list(notes), CheckIns: list(moments)}
	kids, facts, now := []childAlong{}, []zorgAlong{}, clock.Now()
	for _, k := range f.Edges.Children {
		kids = append(kids, childAlong{k.FirstName, clock.Age(k.BirthMonth, now)})
	}
	for _, z := range f.Edges.ZorgFeiten {
		facts = append(facts, zorgAlong{z.Kind, z.Toelichting})
	}
	d.Children, d.Zorg = list(kids), list(facts)
	if g := f.Edges.Contactgegevens; g != nil {
		d.LastName, d.Phone, d.Email, d.Street, d.HouseNumber, d.Postcode, d.BereikVia = &g.LastName, &g.Phone, &g.Email, &g.Street, &g.HouseNumber, &g.Postcode, &g.BereikVia
	}
	if all := f.Edges.Vraaggezinnen; len(all) > 0 { // the last one is what she asks now
		v := all[len(all)-1]
		d.Vraag = &DossierVraag{ID: v.ID, State: v.State, Soorten: *list(v.Soorten), Dagdelen: *list(v.Dagdelen), MaxReisMinuten: v.MaxReisMinuten,
			Maanden: v.Maanden, EigenWoorden: v.EigenWoorden, Gesprekken: v.Gesprekken, VolgendeDatum: v.VolgendeDatum}
	}
	if all := f.Edges.Steungezinnen; len(all) > 0 {
		s := all[len(all)-1]
		d.Steun = &DossierSteun{ID: s.ID, State: s.State, Soorten: *list(s.Soorten), Dagdelen: *list(s.Dagdelen), MaxReisMinuten: s.MaxReisMinuten,
			Capaciteit: s.Capaciteit, MaxKinderen: s.MaxKinderen, Dieren: *list(s.Dieren), Rookt: s.Rookt, EigenWoorden: s.EigenWoorden, VolgendeDatum: s.VolgendeDatum}
	}
	return d
}

func notesOf(ctx context.Context, c *ent.Client, of []uuid.UUID) (map[uuid.UUID][]noteAlong, error) {
	rows, err := c.Note.Query().Where(note.FamilyIDIn(of...)).Order(note.ByID(sql.OrderDesc())).WithAuthor().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading notes to take along: %w", err)
	}
	out := map[uuid.UUID][]noteAlong{}
	for _, n := range rows {
		if len(out[n.FamilyID]) == notesAlong {
			continue
		}
		a := noteAlong{ID: n.ID, Kind: n.Kind, Text: n.Text, CreatedAt: n.CreatedAt}
		if n.Edges.Author != nil {
			a.Author = n.Edges.Author.FirstName
		}
		out[n.FamilyID] = append(out[n.FamilyID], a)
	}
	return out, nil
}

// checkInsOf are what a family itself said, and its child.
func checkInsOf(ctx context.Context, c *ent.Client, of []uuid.UUID) (map[uuid.UUID][]checkInAlong, error) {
	sideOf := func(kant term.Kant) func(*sql.Selector) {
		if kant == term.KantVraag {
			return checkin.And(checkin.KantEQ(kant), checkin.HasKoppelingWith(koppeling.HasVraaggezinWith(vraaggezin.FamilyIDIn(of...))))
		}
		return checkin.And(checkin.KantEQ(kant), checkin.HasKoppelingWith(koppeling.HasSteungezinWith(steungezin.FamilyIDIn(of...))))
	}
	rows, err := c.CheckIn.Query().Where(checkin.Or(sideOf(term.KantVraag), sideOf(term.KantSteun))).Order(checkin.ByID(sql.OrderDesc())).
		WithKoppeling(func(q *ent.KoppelingQuery) { q.WithVraaggezin().WithSteungezin() }).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading check-ins to take along: %w", err)
	}
	out := map[uuid.UUID][]checkInAlong{}
	for _, ci := range rows {
		k := ci.Edges.Koppeling
		if k == nil || k.Edges.Vraaggezin == nil || k.Edges.Steungezin == nil {
			continue
		}
		home := k.Edges.Vraaggezin.FamilyID
		if ci.Kant == term.KantSteun {
			home = k.Edges.Steungezin.FamilyID
		}
		if len(out[home]) < checkInsAlong {
			out[home] = append(out[home], checkInAlong{ci.Kant, ci.Smiley, ci.Toelichting, ci.VanKind, ci.CreatedAt})
		}
	}
	return out, nil
}

// list is a list as a text.
func list[T any](v []T) *string {
	if v == nil {
		v = []T{}
	}
	raw, err := json.Marshal(v)
	if err != nil { // words, numbers and times: there is nothing that cannot be written
		panic(err)
	}
	s := string(raw)
	return &s
}
