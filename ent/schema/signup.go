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

// Signup is a household that comes to a meetup, as one unit: all of it or none.
type Signup struct{ ent.Schema }

// Mixin of a noun.
func (Signup) Mixin() []ent.Mixin { return noun(gid.Signup) }

// Fields of a sign-up.
func (Signup) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("meetup_id", uuid.UUID{}).Immutable(),
		field.UUID("family_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.String("guest_name").Default("").MaxRuneLen(40).Comment("a first name, of somebody without an account; forgotten some time after the meetup"),
		field.Bytes("guest_hash").Optional().Nillable().Unique().Immutable().Sensitive().Comment("SHA-256 of the secret in a guest's link").Annotations(entgql.Skip(entgql.SkipAll)),
		field.UUID("series_signup_id", uuid.UUID{}).Optional().Nillable().Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
		field.Enum("state").GoType(term.SignupState("")),
		field.Int("adults").Min(0).Max(12),
		field.Int("children").Min(0).Max(12),
		field.Int("queue_number").NonNegative().Default(0).Comment("place on the waiting list of the meetup: 1, 2, 3 ... without gaps; 0 when not waiting. Only the meetup room writes it").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Time("offered_until").Optional().Nillable(),
		field.Int("passed").NonNegative().Default(0).Comment("how often one further back went first, because all of this household did not fit"),
		field.Int("present_adults").Optional().Nillable().Comment("counted by the host"),
		field.Int("present_children").Optional().Nillable(),
	}
}

// Edges of a sign-up.
func (Signup) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("meetup", Meetup.Type).Field("meetup_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("family", Family.Type).Field("family_id").Unique().Immutable().Annotations(cascade()),
		edge.To("series_signup", SeriesSignup.Type).Field("series_signup_id").Unique().Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
		edge.From("reminders", Reminder.Type).Ref("signup"),
	}
}

// Indexes of a sign-up: a household once per meetup.
func (Signup) Indexes() []ent.Index {
	return []ent.Index{
		uniqueWhere("state <> 'AFGEMELD' AND state <> 'VERLOPEN'", "signup_once", "meetup_id", "family_id"),
		index.Fields("meetup_id", "state", "queue_number"),
		index.Fields("family_id", "id"),
	}
}

// Policy names the rule.
func (Signup) Policy() ent.Policy { return policy.Ref("Signup") }

// Annotations spells the table.
func (Signup) Annotations() []schema.Annotation {
	return append(table("signups", map[string]string{
		"signup_state":  words("state", term.SignupState("").Values()),
		"signup_people": "adults + children >= 1",
		"signup_whose":  "family_id IS NOT NULL AND guest_name = '' AND guest_hash IS NULL OR family_id IS NULL AND guest_name <> '' AND guest_hash IS NOT NULL",
	}), entgql.RelayConnection())
}
