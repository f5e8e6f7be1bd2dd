package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
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
		field.Int("check_in_months").Default(6).Range(1, 24).Comment("how long a koppeling is asked each month how it goes"),
		field.Int("terugblik_months").Default(6).Range(3, 12).Comment("how far the terugblikken are apart"),
		field.Int("asked_per_week").Default(5).Range(1, 20).Comment("how many proposals a steungezin gets in a week, at most"),
		field.Int("vog_years").Default(3).Positive().Comment("how long a seen VOG counts"),
		field.Bool("steun_first").Default(true).Comment("who is asked first; steun by default, so that a tired family gets no false hope"),
	}
}

// Policy names the rule.
func (Region) Policy() ent.Policy { return policy.Ref("Region") }

// Annotations spells the table.
func (Region) Annotations() []schema.Annotation {
	return append(table("regions", nil), entgql.RelayConnection())
}
