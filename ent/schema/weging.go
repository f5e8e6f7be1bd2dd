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

// Weging is one version of how heavy a region weighs each preference, and why. The
// newest counts; a region without any weighs as the matching does by itself, which is
// number 1. Never changed once written: a proposal names the version it was made with.
type Weging struct{ ent.Schema }

// Mixin of a noun.
func (Weging) Mixin() []ent.Mixin { return noun(gid.Weging) }

// Fields of a weging: the eleven preferences, 100 together, and from which score a pair
// fits.
func (Weging) Fields() []ent.Field {
	fields := []ent.Field{field.Int("nummer").Min(2).Immutable().Comment("2, 3, 4 ... per region; 1 is the standard")}
	for _, name := range []string{"reis", "dagdelen", "hulp", "kind", "taal", "opvoeding", "duur", "interesses", "ervaring", "huis", "beurt", "goed_vanaf", "past_vanaf"} {
		fields = append(fields, field.Int(name).Min(0).Max(100).Immutable())
	}
	return append(fields,
		field.UUID("actor_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.String("reden").NotEmpty().MaxRuneLen(500).Immutable().Comment("the head matcher's own words"))
}

// Edges of a weging.
func (Weging) Edges() []ent.Edge {
	return []ent.Edge{edge.To("actor", User.Type).Field("actor_id").Unique().Immutable()}
}

// Indexes of a weging: two who change it at once do not both become the newest.
func (Weging) Indexes() []ent.Index {
	return []ent.Index{index.Fields("region_id", "nummer").Unique()}
}

// Policy names the rule.
func (Weging) Policy() ent.Policy { return policy.Ref("Weging") }

// Annotations spells the table.
func (Weging) Annotations() []schema.Annotation {
	return append(table("wegingen", map[string]string{
		"weging_som":     "reis + dagdelen + hulp + kind + taal + opvoeding + duur + interesses + ervaring + huis + beurt = 100",
		"weging_banden":  "past_vanaf <= goed_vanaf",
		"weging_nummers": "nummer >= 2",
	}), entgql.RelayConnection())
}
