package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
	"buurtdorp/internal/term"
)

// Region is a municipality or a partnership: its villages, its waters, its terms.
type Region struct{ ent.Schema }

// Mixin gives a region its id, times and version; it is itself the region.
func (Region) Mixin() []ent.Mixin { return []ent.Mixin{ID{Kind: gid.Region}, Times{}, Version{}} }

// Fields of a region.
func (Region) Fields() []ent.Field {
	return []ent.Field{
		field.String("key").Unique().Immutable().Comment("names the region's data in internal/geo, e.g. hoeksche-waard"),
		field.String("name"),
		field.String("phone").Default("").Comment("the number families call, E.164"),
		field.String("contact_name").Default("").Comment("who answers that number, a first name"),
		field.Int("reservation_days").Default(5).Positive().Comment("working days a proposal holds a plek"),
		field.Int("trial_weeks").Default(6).Min(4).Max(8),
		field.Int("vog_years").Default(3).Positive().Comment("how long a seen VOG counts"),
		field.Enum("vakantieregio").GoType(term.Vakantieregio("")).Default(string(term.VakantieregioMidden)).Comment("when the schools are out"),
		field.Int("offer_hours").Default(24).Min(1).Max(168).Comment("how long a household on the waiting list has for its answer"),
		field.Int("reminder_days").Default(1).Min(0).Max(7).Comment("how many days before a meetup a reminder goes out"),
		field.String("reminder_at").Default("17:00").MaxLen(5).Comment("and at what time; never in the quiet hours"),
		field.String("quiet_from").Default("21:00").MaxLen(5),
		field.String("quiet_until").Default("08:00").MaxLen(5),
		field.Bool("steun_first").Default(true).Comment("who is asked first; steun by default, so that a tired family gets no false hope"),
	}
}

// Policy names the rule.
func (Region) Policy() ent.Policy { return policy.Ref("Region") }

// Annotations spells the table.
func (Region) Annotations() []schema.Annotation {
	return append(table("regions", map[string]string{"region_vakantieregio": words("vakantieregio", term.Vakantieregio("").Values())}), entgql.RelayConnection())
}
