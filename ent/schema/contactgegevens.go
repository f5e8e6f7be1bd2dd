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

// Contactgegevens is how and where a family is reached. The other family of a
// koppeling sees it from the trial on, never before both said yes.
type Contactgegevens struct{ ent.Schema }

// Mixin of a noun.
func (Contactgegevens) Mixin() []ent.Mixin { return noun(gid.Contactgegevens) }

// Fields of contactgegevens.
func (Contactgegevens) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("family_id", uuid.UUID{}).Unique().Immutable(),
		field.String("last_name").Default("").MaxRuneLen(80),
		field.String("email").Default("").MaxRuneLen(254).Comment("lower case"),
		field.String("phone").Default("").MaxRuneLen(20).Comment("E.164"),
		field.String("street").Default("").MaxRuneLen(120),
		field.String("house_number").Default("").MaxRuneLen(20),
		field.String("postcode").Default("").MaxRuneLen(6).Comment("PC4 or PC6 without a space"),
		field.Enum("bereik_via").GoType(term.BereikVia("")).Default(string(term.BereikViaBellen)),
		field.JSON("bereik_op", []term.Moment{}).Default([]term.Moment{}),
		field.Time("confirmed_at").Optional().Nillable(),
	}
}

// Edges of contactgegevens.
func (Contactgegevens) Edges() []ent.Edge {
	return []ent.Edge{edge.From("family", Family.Type).Ref("contactgegevens").Field("family_id").Unique().Required().Immutable()}
}

// Indexes finds a family by address at first sign-in.
func (Contactgegevens) Indexes() []ent.Index {
	return []ent.Index{index.Fields("email")}
}

// Policy names the rule.
func (Contactgegevens) Policy() ent.Policy { return policy.Ref("Contactgegevens") }

// Annotations spells the table.
func (Contactgegevens) Annotations() []schema.Annotation {
	return append(table("contactgegevens", map[string]string{"contact_email_lower": "email = lower(email)"}), entgql.RelayConnection())
}
