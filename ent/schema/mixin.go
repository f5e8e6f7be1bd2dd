package schema

import (
	"context"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"entgo.io/ent/schema/mixin"
	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
)

// ID is the id mixin: a UUIDv7 whose last byte tells the kind.
type ID struct {
	mixin.Schema
	Kind gid.Kind
}

// Fields gives the id.
func (m ID) Fields() []ent.Field {
	return []ent.Field{field.UUID("id", uuid.UUID{}).Default(gid.Maker(m.Kind)).Immutable()}
}

// Times keeps when a row was made and last changed, in UTC.
type Times struct{ mixin.Schema }

// Fields gives created_at and updated_at.
func (Times) Fields() []ent.Field {
	return []ent.Field{
		field.Time("created_at").Default(clock.Now).Immutable(),
		field.Time("updated_at").Default(clock.Now).UpdateDefault(clock.Now),
	}
}

// Version counts the writes of a row, for baseVersion (optimistic locking).
type Version struct{ mixin.Schema }

// Fields gives version.
func (Version) Fields() []ent.Field {
	return []ent.Field{field.Int("version").Default(1).NonNegative()}
}

// Hooks raises version with every update, so that nobody can forget it.
func (Version) Hooks() []ent.Hook {
	return []ent.Hook{func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			if m.Op().Is(ent.OpUpdate | ent.OpUpdateOne) {
				if v, ok := m.(interface{ AddVersion(int) }); ok {
					v.AddVersion(1)
				}
			}
			return next.Mutate(ctx, m)
		})
	}}
}

// InRegion ties a row to its region. Every table that grows has one; no query
// crosses regions but reports.
type InRegion struct{ mixin.Schema }

// Fields gives region_id.
func (InRegion) Fields() []ent.Field {
	return []ent.Field{field.UUID("region_id", uuid.UUID{}).Immutable()}
}

// Edges gives region.
func (InRegion) Edges() []ent.Edge {
	return []ent.Edge{edge.To("region", Region.Type).Field("region_id").Unique().Required().Immutable()}
}

// Indexes finds the rows of a region, newest last.
func (InRegion) Indexes() []ent.Index { return []ent.Index{index.Fields("region_id", "id")} }

// noun is what every noun of the programme mixes in.
func noun(k gid.Kind) []ent.Mixin {
	return []ent.Mixin{ID{Kind: k}, Times{}, Version{}, InRegion{}}
}

// plumbing is for rows that are nobody's business but the server's.
func plumbing(k gid.Kind) []ent.Mixin { return []ent.Mixin{ID{Kind: k}, Times{}} }

func table(name string, checks map[string]string) []schema.Annotation {
	a := []schema.Annotation{entsql.Table(name)}
	if len(checks) > 0 {
		a = append(a, entsql.Checks(checks))
	}
	return a
}

// uniqueWhere is a partial unique index; the text has to parse in both databases.
func uniqueWhere(where, name string, fields ...string) ent.Index {
	return index.Fields(fields...).Unique().StorageKey(name).Annotations(entsql.IndexWhere(where))
}

// cascade removes rows with their parent; used where a row has no meaning alone.
func cascade() entsql.Annotation { return entsql.Annotation{OnDelete: entsql.Cascade} }
