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

// Note is a matcher's note about a family. Matchers of the region read it, nobody else.
type Note struct{ ent.Schema }

// Mixin of a noun.
func (Note) Mixin() []ent.Mixin { return noun(gid.Note) }

// Fields of a note.
func (Note) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("family_id", uuid.UUID{}).Immutable(),
		field.UUID("author_id", uuid.UUID{}).Immutable(),
		field.Enum("kind").GoType(term.NoteKind("")).Default(string(term.NoteKindAnders)),
		field.String("text").NotEmpty().MaxRuneLen(8000),
	}
}

// Edges of a note.
func (Note) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("family", Family.Type).Field("family_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Indexes of a note.
func (Note) Indexes() []ent.Index { return []ent.Index{index.Fields("family_id", "id")} }

// Policy names the rule.
func (Note) Policy() ent.Policy { return policy.Ref("Note") }

// Annotations spells the table.
func (Note) Annotations() []schema.Annotation {
	return append(table("notes", nil), entgql.RelayConnection())
}
