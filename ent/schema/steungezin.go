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

// Steungezin is what a family offers.
type Steungezin struct{ ent.Schema }

// Mixin of a noun, with the shared wishes.
func (Steungezin) Mixin() []ent.Mixin { return append(noun(gid.Steungezin), Wens{}) }

// Fields of a steungezin.
func (Steungezin) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("family_id", uuid.UUID{}).Immutable(),
		field.UUID("matcher_id", uuid.UUID{}).Optional().Nillable(),
		field.Enum("state").GoType(term.SteungezinState("")).Default(string(term.SteunAangemeld)),
		field.Int("capaciteit").Default(1).Min(1).Max(9).Comment("how many vraaggezinnen at once"),
		field.Bool("haalt").Default(false).Comment("fetches and brings the child"),
		field.Int("leeftijd_van").Optional().Nillable().Min(0).Max(23),
		field.Int("leeftijd_tot").Optional().Nillable().Min(0).Max(23),
		field.Int("max_kinderen").Default(0).NonNegative().Max(12),
		field.JSON("dieren", []term.Dier{}).Default([]term.Dier{}),
		field.Bool("dieren_bekend").Default(false),
		field.Bool("rookt").Optional().Nillable(),
		field.Bool("toegankelijk").Optional().Nillable(),
		field.JSON("zorgtaken", []term.Zorgtaak{}).Default([]term.Zorgtaak{}),
		field.Bool("zorgtaken_bekend").Default(false),
		field.Bool("tuin").Optional().Nillable(),
		field.Bool("rustig").Optional().Nillable(),
		field.Time("aangemeld_op"),
		field.Time("beschikbaar_sinds").Optional().Nillable(),
		field.Time("bevestigd_op").Optional().Nillable(),
		field.Time("pauze_tot").Optional().Nillable(),
	}
}

// Edges of a steungezin.
func (Steungezin) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("family", Family.Type).Field("family_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("matcher", User.Type).Field("matcher_id").Unique(),
		edge.From("koppelingen", Koppeling.Type).Ref("steungezin"),
		edge.To("screening", Screening.Type).Unique().Annotations(cascade()),
	}
}

// Indexes of a steungezin: one active per family.
func (Steungezin) Indexes() []ent.Index {
	return []ent.Index{
		uniqueWhere("state IN ('AANGEMELD', 'KENNISMAKINGSGESPREK', 'SCREENING', 'BESCHIKBAAR', 'PAUZE', 'BEVESTIGEN', 'SLAPEND', 'OPGESCHORT')", "steungezin_one_active", "family_id"),
		index.Fields("region_id", "state", "aangemeld_op"),
		index.Fields("family_id"),
	}
}

// Policy names the rule.
func (Steungezin) Policy() ent.Policy { return policy.Ref("Steungezin") }

// Annotations spells the table.
func (Steungezin) Annotations() []schema.Annotation {
	return append(table("steungezinnen", map[string]string{
		"steungezin_state":       words("state", term.SteungezinState("").Values()),
		"steungezin_leeftijd":    "leeftijd_van IS NULL OR leeftijd_tot IS NULL OR leeftijd_van <= leeftijd_tot",
		"steungezin_beschikbaar": "state <> 'BESCHIKBAAR' OR beschikbaar_sinds IS NOT NULL",
	}), entgql.RelayConnection())
}
