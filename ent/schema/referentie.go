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

// Referentie is a talk with somebody who knows the steungezin.
type Referentie struct{ ent.Schema }

// Mixin of a noun.
func (Referentie) Mixin() []ent.Mixin { return noun(gid.Referentie) }

// Fields of a reference: how they know each other, never a name or number of the third person.
func (Referentie) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("screening_id", uuid.UUID{}).Immutable(),
		field.String("relatie").NotEmpty().MaxRuneLen(120).Immutable(),
		field.Bool("positief").Immutable(),
		field.Time("gesproken_op").Immutable(),
		field.UUID("gesproken_door_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of a reference.
func (Referentie) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("screening", Screening.Type).Field("screening_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("gesproken_door", User.Type).Field("gesproken_door_id").Unique().Required().Immutable(),
	}
}

// Indexes of a reference.
func (Referentie) Indexes() []ent.Index { return []ent.Index{index.Fields("screening_id")} }

// Policy names the rule.
func (Referentie) Policy() ent.Policy { return policy.Ref("Referentie") }

// Annotations spells the table.
func (Referentie) Annotations() []schema.Annotation {
	return append(table("referenties", nil), entgql.RelayConnection())
}
