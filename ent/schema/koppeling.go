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

// Koppeling ties one vraaggezin to one steungezin. It holds only what both
// families may see: who said what, and why, is in KoppelingAnswer and
// KoppelingStep, with policies of their own.
type Koppeling struct{ ent.Schema }

// Mixin of a noun.
func (Koppeling) Mixin() []ent.Mixin { return noun(gid.Koppeling) }

// Fields of a koppeling.
func (Koppeling) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("vraaggezin_id", uuid.UUID{}).Immutable(),
		field.UUID("steungezin_id", uuid.UUID{}).Immutable(),
		field.UUID("matcher_id", uuid.UUID{}).Optional().Nillable(),
		field.Enum("state").GoType(term.KoppelingState("")).Default(string(term.KoppelingVerkend)),
		field.Int("plek").Default(1).Min(1).Max(9).Comment("which of the steungezin's places it holds, 1..capaciteit"),
		field.Enum("hervat_als").GoType(term.KoppelingState("")).Optional().Nillable().
			Comment("the state it goes back to after GEPAUZEERD or ONDERBROKEN").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Bool("steun_ziet").Default(false).Comment("the steungezin has been asked").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Bool("vraag_ziet").Default(false).Comment("the vraaggezin has been asked").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Time("verloopt_op").Optional().Nillable().Comment("until when the proposal holds its plek"),
		field.Time("kennismaking_op").Optional().Nillable(),
		field.String("kennismaking_plaats").Default("").MaxRuneLen(200),
		field.Time("proef_van").Optional().Nillable(),
		field.Time("proef_tot").Optional().Nillable(),
		field.Time("actief_sinds").Optional().Nillable(),
		field.Time("pauze_tot").Optional().Nillable(),
		field.Time("afscheid_op").Optional().Nillable().Comment("when the closing talk is, the child's farewell before it"),
		field.Time("afgerond_op").Optional().Nillable(),
		field.Time("heropen_gevraagd_op").Optional().Nillable().Comment("when both families were last asked whether they go on again"),
	}
}

// Edges of a koppeling.
func (Koppeling) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("vraaggezin", Vraaggezin.Type).Field("vraaggezin_id").Unique().Required().Immutable(),
		edge.To("steungezin", Steungezin.Type).Field("steungezin_id").Unique().Required().Immutable(),
		edge.To("matcher", User.Type).Field("matcher_id").Unique(),
		edge.From("steps", KoppelingStep.Type).Ref("koppeling"),
		edge.From("answers", KoppelingAnswer.Type).Ref("koppeling"),
		edge.From("afspraken", Afspraken.Type).Ref("koppeling"),
		edge.From("check_ins", CheckIn.Type).Ref("koppeling"),
		edge.From("terugblikken", Terugblik.Type).Ref("koppeling"),
		edge.From("afscheidswoorden", Afscheid.Type).Ref("koppeling"),
	}
}

// Holding lists the states in which a koppeling holds a plek of its steungezin.
const holding = "'VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG', 'KENNISMAKING', 'PROEFPERIODE', 'ACTIEF', 'GEPAUZEERD', 'ONDERBROKEN', 'AFRONDEN'"

// Indexes make the invariants of the domain true in the database itself.
func (Koppeling) Indexes() []ent.Index {
	return []ent.Index{
		uniqueWhere("state IN ("+holding+")", "koppeling_plek_once", "steungezin_id", "plek"),
		uniqueWhere("state IN ('VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG')", "koppeling_one_proposal_per_steungezin", "steungezin_id"),
		uniqueWhere("state IN ('VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG', 'KENNISMAKING', 'PROEFPERIODE')", "koppeling_one_course_per_vraaggezin", "vraaggezin_id"),
		uniqueWhere("state IN ('VERKEND', "+holding+")", "koppeling_pair_once", "vraaggezin_id", "steungezin_id"),
		index.Fields("region_id", "state"),
		index.Fields("vraaggezin_id"),
		index.Fields("steungezin_id"),
		index.Fields("state", "verloopt_op"),
	}
}

// Policy names the rule.
func (Koppeling) Policy() ent.Policy { return policy.Ref("Koppeling") }

// Annotations spells the table.
func (Koppeling) Annotations() []schema.Annotation {
	return append(table("koppelingen", map[string]string{
		"koppeling_state":    words("state", term.KoppelingState("").Values()),
		"koppeling_voorstel": "state NOT IN ('VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG') OR verloopt_op IS NOT NULL",
		"koppeling_proef":    "state <> 'PROEFPERIODE' OR (proef_van IS NOT NULL AND proef_tot IS NOT NULL)",
		"koppeling_actief":   "state <> 'ACTIEF' OR actief_sinds IS NOT NULL",
		// The outer parentheses are for the planner: it takes "(a) = (b)" for wrapped already.
		"koppeling_hervat": "((state IN ('GEPAUZEERD', 'ONDERBROKEN')) = (hervat_als IS NOT NULL))",
		"koppeling_plek":   "plek >= 1",
	}), entgql.RelayConnection())
}
