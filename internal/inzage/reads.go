// Package inzage keeps who looked at what of a family, and when (NEN 7513; AVG 15): who
// works with families is seen to, and a family can ask. What was in it is not kept.
package inzage

import (
	"context"
	"sync"

	"entgo.io/ent"
	"github.com/google/uuid"

	gen "buurtdorp/ent"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Reads gathers what one answer shows of families. Several fields may read at once.
type Reads struct {
	mu       sync.Mutex
	families map[uuid.UUID]map[term.Gegeven]bool
	// Of these it is looked up later whose they are: GraphQL reads the columns that were
	// asked for, and a koppeling is of two families.
	rows, koppelingen map[uuid.UUID]bool
}

type key struct{}

// NewContext begins to gather.
func NewContext(ctx context.Context) (context.Context, *Reads) {
	r := &Reads{families: map[uuid.UUID]map[term.Gegeven]bool{}, rows: map[uuid.UUID]bool{}, koppelingen: map[uuid.UUID]bool{}}
	return context.WithValue(ctx, key{}, r), r
}

func from(ctx context.Context) *Reads {
	r, _ := ctx.Value(key{}).(*Reads)
	return r
}

// Unseen is for reading that is shown to nobody.
func Unseen(ctx context.Context) context.Context { return context.WithValue(ctx, key{}, (*Reads)(nil)) }

// Saw adds to what the answer shows: for what is not read as rows.
func Saw(ctx context.Context, family uuid.UUID, what term.Gegeven) {
	if r := from(ctx); r != nil && looks(viewer.FromContext(ctx), family) {
		r.saw(family, what)
	}
}

func (r *Reads) saw(family uuid.UUID, what term.Gegeven) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.add(family, what)
}

// add has the lock.
func (r *Reads) add(family uuid.UUID, what term.Gegeven) {
	if r.families[family] == nil {
		r.families[family] = map[term.Gegeven]bool{}
	}
	r.families[family][what] = true
}

// looks tells whether it counts: somebody who works here, at a family that is not hers.
// Families who see each other do so in a koppeling they both said yes to.
func looks(v *viewer.Viewer, family uuid.UUID) bool {
	return v != nil && !v.IsSystem() && v.UserID != uuid.Nil && v.FamilyID != family &&
		v.Has(term.RoleMatcher, term.RoleHeadMatcher, term.RoleHost, term.RoleProfessional, term.RoleAdmin)
}

// Watch sees every row that is read for somebody, on whatever way: a list, node(id), an
// event. No resolver has to remember it.
func Watch(c *gen.Client) {
	all := ent.InterceptFunc(func(next ent.Querier) ent.Querier {
		return ent.QuerierFunc(func(ctx context.Context, q ent.Query) (ent.Value, error) {
			found, err := next.Query(ctx, q)
			if r := from(ctx); r != nil && err == nil {
				r.see(viewer.FromContext(ctx), found)
			}
			return found, err
		})
	})
	c.Child.Intercept(all)
	c.Contactgegevens.Intercept(all)
	c.ZorgFeit.Intercept(all)
	c.Note.Intercept(all)
	c.Vraaggezin.Intercept(all)
	c.Steungezin.Intercept(all)
	c.KoppelingAnswer.Intercept(all)
	c.CheckIn.Intercept(all)
	c.Terugblik.Intercept(all)
	c.Afspraken.Intercept(all)
	c.Afscheid.Intercept(all)
}

// row is one that was read: whose it is, if that came along.
type row struct{ id, family, koppeling uuid.UUID }

func (r *Reads) see(v *viewer.Viewer, found ent.Value) {
	switch rows := found.(type) {
	case []*gen.Child:
		each(r, v, rows, func(x *gen.Child) row { return row{id: x.ID, family: x.FamilyID} })
	case []*gen.Contactgegevens:
		each(r, v, rows, func(x *gen.Contactgegevens) row { return row{id: x.ID, family: x.FamilyID} })
	case []*gen.ZorgFeit:
		each(r, v, rows, func(x *gen.ZorgFeit) row { return row{id: x.ID, family: x.FamilyID} })
	case []*gen.Note:
		each(r, v, rows, func(x *gen.Note) row { return row{id: x.ID, family: x.FamilyID} })
	case []*gen.Vraaggezin:
		each(r, v, rows, func(x *gen.Vraaggezin) row { return row{id: x.ID, family: x.FamilyID} })
	case []*gen.Steungezin:
		each(r, v, rows, func(x *gen.Steungezin) row { return row{id: x.ID, family: x.FamilyID} })
	case []*gen.KoppelingAnswer:
		each(r, v, rows, func(x *gen.KoppelingAnswer) row { return row{id: x.ID, koppeling: x.KoppelingID} })
	case []*gen.CheckIn:
		each(r, v, rows, func(x *gen.CheckIn) row { return row{id: x.ID, koppeling: x.KoppelingID} })
	case []*gen.Terugblik:
		each(r, v, rows, func(x *gen.Terugblik) row { return row{id: x.ID, koppeling: x.KoppelingID} })
	case []*gen.Afspraken:
		each(r, v, rows, func(x *gen.Afspraken) row { return row{id: x.ID, koppeling: x.KoppelingID} })
	case []*gen.Afscheid:
		each(r, v, rows, func(x *gen.Afscheid) row { return row{id: x.ID, koppeling: x.KoppelingID} })
	}
}

func each[T any](r *Reads, v *viewer.Viewer, rows []*T, of func(*T) row) {
	if len(rows) == 0 || !looks(v, uuid.Max) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, x := range rows {
		switch one := of(x); {
		case one.koppeling != uuid.Nil:
			r.koppelingen[one.koppeling] = true
		case one.family == uuid.Nil:
			r.rows[one.id] = true
		case one.family != v.FamilyID:
			r.add(one.family, about[gid.KindOf(one.id)])
		}
	}
}

// about says what a row of a kind tells of a family.
var about = map[gid.Kind]term.Gegeven{
	gid.Child: term.GegevenKinderen, gid.Contactgegevens: term.GegevenContact, gid.ZorgFeit: term.GegevenZorg,
	gid.Note: term.GegevenNotities, gid.Vraaggezin: term.GegevenVraag, gid.Steungezin: term.GegevenAanbod,
}
