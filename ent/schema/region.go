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
