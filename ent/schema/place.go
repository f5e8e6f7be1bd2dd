package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
)

// Place is an ontmoetingsplek.
type Place struct{ ent.Schema }

// Mixin of a noun.
func (Place) Mixin() []ent.Mixin { return noun(gid.Place) }

// Fields of a place; all of them public.
func (Place) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").NotEmpty().MaxRuneLen(120).Annotations(entgql.OrderField("NAME")),
		field.String("street").Default("").MaxRuneLen(120),
		field.String("postcode").MaxRuneLen(6).Comment("PC4, or PC6 without a space"),
		field.String("village").NotEmpty(),
		field.Float("lat"),
		field.Float("lon"),
		field.String("access").Default("").MaxRuneLen(300).Comment("steps, pram, toilet: in plain words"),
		field.Bool("step_free").Optional().Nillable().Comment("without steps; nobody said is nil"),
		field.Bool("pram").Optional().Nillable().Comment("room for a pram"),
		field.Bool("toilet").Optional().Nillable().Comment("one to get into with a wheelchair or a child"),
		field.Strings("languages").Default([]string{}).Comment("ISO 639-1, spoken by the hosts"),
		field.JSON("host_ids", []uuid.UUID{}).Default([]uuid.UUID{}).Comment("who receives people here; a person who has left is just not found").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Bool("active").Default(true),
	}
}

// Edges of a place.
func (Place) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("meetups", Meetup.Type).Ref("place").Annotations(entgql.Skip(entgql.SkipAll)),
		edge.From("series", Series.Type).Ref("place").Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

// Indexes of a place.
func (Place) Indexes() []ent.Index { return []ent.Index{index.Fields("region_id", "name").Unique()} }

// Policy names the rule.
func (Place) Policy() ent.Policy { return policy.Ref("Place") }

// Annotations spells the table.
func (Place) Annotations() []schema.Annotation {
	return append(table("places", nil), entgql.RelayConnection())
}
