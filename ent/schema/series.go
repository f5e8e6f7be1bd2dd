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
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/term"
)

// Series is a meetup that comes back. It is a plan: its meetups are rows of their own,
// made some months ahead, so that each can be moved, filled and called off by itself.
type Series struct{ ent.Schema }

// Mixin of a noun.
func (Series) Mixin() []ent.Mixin { return noun(gid.Series) }

// Fields of a series; all of them public. Days are dates in the Netherlands
// (2026-01-05) and times are what the clock there shows (09:30).
func (Series) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("place_id", uuid.UUID{}),
		field.String("title").NotEmpty().MaxRuneLen(120),
		field.String("description").Default("").MaxRuneLen(2000),
		field.Enum("thema").GoType(term.Thema("")).Default(string(term.ThemaKoffie)),
		field.Enum("kind").GoType(term.MeetupKind("")).Default(string(term.MeetupKindAanmelden)),
		field.Int("capacity").NonNegative().Default(0).Comment("people, 0 is no limit"),
		field.Bool("with_children").Default(true),
		field.Int("age_from").Optional().Nillable(),
		field.Int("age_to").Optional().Nillable(),
		field.Strings("languages").Default([]string{"nl"}),
		field.JSON("doelgroepen", []term.Doelgroep{}).Default([]term.Doelgroep{}),
		field.JSON("rule", rhythm.Rule{}).Annotations(entgql.Skip(entgql.SkipAll)),
		field.String("from_day").MaxLen(10),
		field.String("until_day").Default("").MaxLen(10).Comment("the last day, or none"),
		field.Int("count").NonNegative().Default(0).Comment("so many meetups, or no end"),
		field.Strings("skip_days").Default([]string{}),
		field.Bool("school_gaps").Default(false).Comment("not in the school holidays of the region"),
		field.String("at").MaxLen(5),
		field.Int("minutes").Positive().Max(24 * 60),
		field.String("made_until").Default("").MaxLen(10).Comment("its meetups are there until this day").Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

// Edges of a series.
func (Series) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("place", Place.Type).Field("place_id").Unique().Required(),
		edge.From("meetups", Meetup.Type).Ref("series").Annotations(entgql.Skip(entgql.SkipAll)),
		edge.From("signups", SeriesSignup.Type).Ref("series").Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

// Indexes finds those that need their next meetups.
func (Series) Indexes() []ent.Index { return []ent.Index{index.Fields("made_until", "id")} }

// Policy names the rule.
func (Series) Policy() ent.Policy { return policy.Ref("Series") }

// Annotations spells the table.
func (Series) Annotations() []schema.Annotation {
	return append(table("series", map[string]string{
		"series_kind":  words("kind", term.MeetupKind("").Values()),
		"series_thema": words("thema", term.Thema("").Values()),
		"series_end":   "count = 0 OR until_day = ''",
	}), entgql.RelayConnection())
}
