package schema

import (
	"context"
	"time"

	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
	"buurtdorp/internal/term"
)

// Meetup is one meeting at a place. Public, but for the hosts' closing note and
// counts, which leave through reports only.
type Meetup struct{ ent.Schema }

// Mixin of a noun.
func (Meetup) Mixin() []ent.Mixin { return noun(gid.Meetup) }

// Fields of a meetup.
func (Meetup) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("place_id", uuid.UUID{}),
		field.UUID("series_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.String("series_day").Default("").MaxLen(10).Immutable().Comment("the day of the series it was made for, 2026-01-05; stays when it is moved").Annotations(entgql.Skip(entgql.SkipAll)),
		field.String("title").NotEmpty().MaxRuneLen(120),
		field.String("description").Default("").MaxRuneLen(2000),
		field.Enum("thema").GoType(term.Thema("")).Default(string(term.ThemaKoffie)),
		field.Enum("kind").GoType(term.MeetupKind("")).Default(string(term.MeetupKindAanmelden)),
		field.Time("starts_at").Annotations(entgql.OrderField("STARTS_AT")),
		field.Time("ends_at"),
		field.Bool("evening").Default(false).Comment("begins at 17.00 or later in the Netherlands; a hook keeps it, so that both databases can filter on it").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Int("capacity").NonNegative().Default(0).Comment("people, 0 is no limit"),
		field.Int("taken").NonNegative().Default(0).Comment("people who come; only the meetup room writes it").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Int("waiting").NonNegative().Default(0).Comment("households on the waiting list").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Bool("with_children").Default(true),
		field.Int("age_from").Optional().Nillable(),
		field.Int("age_to").Optional().Nillable(),
		field.Strings("languages").Default([]string{"nl"}),
		field.JSON("doelgroepen", []term.Doelgroep{}).Default([]term.Doelgroep{}),
		field.Int("sequence").NonNegative().Default(0).Comment("how often what is in people's calendars changed (RFC 5545)").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Time("revised_at").Default(clock.Now).Comment("when it did so last").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Time("cancelled_at").Optional().Nillable(),
		field.Int("walk_in_adults").NonNegative().Default(0).Annotations(entgql.Skip(entgql.SkipAll)),
		field.Int("walk_in_children").NonNegative().Default(0).Annotations(entgql.Skip(entgql.SkipAll)),
		field.Time("closed_at").Optional().Nillable().Comment("the host is done").Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

// Edges of a meetup.
func (Meetup) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("place", Place.Type).Field("place_id").Unique().Required(),
		edge.To("series", Series.Type).Field("series_id").Unique().Immutable(),
		edge.From("signups", Signup.Type).Ref("meetup"),
		edge.From("walk_ins", WalkIn.Type).Ref("meetup"),
		edge.To("closing", Closing.Type).Unique().Annotations(cascade()),
	}
}

// Indexes of a meetup.
func (Meetup) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("starts_at", "id"),
		index.Fields("region_id", "starts_at"),
		index.Fields("place_id", "starts_at"),
		index.Fields("series_id", "series_day").Unique(),
	}
}

// Hooks keeps evening true to starts_at on every path.
func (Meetup) Hooks() []ent.Hook {
	return []ent.Hook{func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			if v, ok := m.(interface {
				StartsAt() (time.Time, bool)
				SetEvening(bool)
			}); ok {
				if at, set := v.StartsAt(); set {
					v.SetEvening(at.In(clock.Amsterdam).Hour() >= 17)
				}
			}
			return next.Mutate(ctx, m)
		})
	}}
}

// Policy names the rule.
func (Meetup) Policy() ent.Policy { return policy.Ref("Meetup") }

// Annotations spells the table; never overbooked, on any path.
func (Meetup) Annotations() []schema.Annotation {
	return append(table("meetups", map[string]string{
		"meetup_not_overbooked": "taken >= 0 AND (capacity = 0 OR taken <= capacity)",
		"meetup_ends":           "ends_at > starts_at",
		"meetup_kind":           words("kind", term.MeetupKind("").Values()),
		"meetup_thema":          words("thema", term.Thema("").Values()),
	}), entgql.RelayConnection())
}
