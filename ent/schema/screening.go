package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
)

// Screening is what was checked of a steungezin: seen on, by whom. No document is
// kept anywhere (domain.md 3: keeping a VOG is usually not necessary, so not allowed).
type Screening struct{ ent.Schema }

// Mixin of a noun.
func (Screening) Mixin() []ent.Mixin { return noun(gid.Screening) }

// Fields of a screening.
func (Screening) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("steungezin_id", uuid.UUID{}).Unique().Immutable(),
		field.Time("gesprek_op").Optional().Nillable(),
		field.Time("huisbezoek_op").Optional().Nillable(),
		field.Time("huisregels_op").Optional().Nillable().Comment("when the family agreed to the house rules"),
		field.Time("training_op").Optional().Nillable(),
	}
}

// Edges of a screening.
func (Screening) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("steungezin", Steungezin.Type).Ref("screening").Field("steungezin_id").Unique().Required().Immutable(),
		edge.From("vogs", Vog.Type).Ref("screening"),
		edge.From("referenties", Referentie.Type).Ref("screening"),
	}
}

// Policy names the rule.
func (Screening) Policy() ent.Policy { return policy.Ref("Screening") }

// Annotations spells the table.
func (Screening) Annotations() []schema.Annotation {
	return append(table("screenings", nil), entgql.RelayConnection())
}
