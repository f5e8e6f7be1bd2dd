package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
	"buurtdorp/internal/term"
)

// Closing is what hosts tell about a meetup that is over: what it was about, and a
// note for colleagues. No names: a test of the room looks for numbers, people do the rest.
type Closing struct{ ent.Schema }

// Mixin of a noun.
func (Closing) Mixin() []ent.Mixin { return noun(gid.Closing) }

// Fields of it.
func (Closing) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("meetup_id", uuid.UUID{}).Unique().Immutable(),
		field.String("note").Default("").MaxRuneLen(1000),
		field.JSON("themas", []term.Thema{}).Default([]term.Thema{}).Comment("what people talked about, for the year figures"),
	}
}

// Edges of it.
func (Closing) Edges() []ent.Edge {
	return []ent.Edge{edge.From("meetup", Meetup.Type).Ref("closing").Field("meetup_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll))}
}

// Policy names the rule.
func (Closing) Policy() ent.Policy { return policy.Ref("Closing") }

// Annotations spells the table.
func (Closing) Annotations() []schema.Annotation {
	return append(table("closings", nil), entgql.RelayConnection())
}
