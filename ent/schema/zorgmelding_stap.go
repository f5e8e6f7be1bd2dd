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
	"buurtdorp/internal/term"
)

// ZorgmeldingStap is what a matcher did with a worry: seen, weighed, Veilig Thuis called
// or not and why, closed. For the matchers only, and never changed once written.
type ZorgmeldingStap struct{ ent.Schema }

// Mixin of a noun.
func (ZorgmeldingStap) Mixin() []ent.Mixin { return noun(gid.ZorgmeldingStap) }

// Fields of a step.
func (ZorgmeldingStap) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("zorgmelding_id", uuid.UUID{}).Immutable(),
		field.UUID("actor_id", uuid.UUID{}).Immutable(),
		field.Enum("stap").GoType(term.ZorgStap("")).Immutable(),
		field.String("toelichting").Default("").MaxRuneLen(2000).Immutable(),
	}
}

// Edges of a step.
func (ZorgmeldingStap) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("zorgmelding", Zorgmelding.Type).Field("zorgmelding_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("actor", User.Type).Field("actor_id").Unique().Required().Immutable(),
	}
}

// Indexes of a step: in order, and closed once.
func (ZorgmeldingStap) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("zorgmelding_id", "id"),
		uniqueWhere("stap = 'GESLOTEN'", "zorgmelding_closed_once", "zorgmelding_id"),
	}
}

// Policy names the rule.
func (ZorgmeldingStap) Policy() ent.Policy { return policy.Ref("ZorgmeldingStap") }

// Annotations spells the table.
func (ZorgmeldingStap) Annotations() []schema.Annotation {
	return append(table("zorgmelding_stappen", map[string]string{
		"zorgmelding_stap": words("stap", term.ZorgStap("").Values()),
	}), entgql.RelayConnection())
}
