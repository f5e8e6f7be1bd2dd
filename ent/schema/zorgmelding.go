package schema

import (
	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
)

// Zorgmelding is a worry that somebody shares with the matchers of her region, and with
// nobody else. It hangs on no edge that the other family can follow, and writing it
// touches no row that she reads: not even that there is one can be seen.
type Zorgmelding struct{ ent.Schema }

// Mixin of a noun.
func (Zorgmelding) Mixin() []ent.Mixin { return noun(gid.Zorgmelding) }

// Fields of a zorgmelding.
func (Zorgmelding) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("author_id", uuid.UUID{}).Immutable().Comment("a partner of the same household does not read it"),
		field.UUID("family_id", uuid.UUID{}).Immutable().Comment("the author's own"),
		field.UUID("koppeling_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("about whom, if she said so"),
		field.String("tekst").NotEmpty().MaxRuneLen(4000).Immutable(),
		field.Time("gezien_op").Optional().Nillable().Comment("the author may know that somebody read it"),
	}
}

// Edges of a zorgmelding; none back from the koppeling.
func (Zorgmelding) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable().Annotations(entgql.Skip(entgql.SkipAll)),
		edge.To("family", Family.Type).Field("family_id").Unique().Required().Immutable().Annotations(cascade()),
		edge.To("koppeling", Koppeling.Type).Field("koppeling_id").Unique().Immutable().
			Annotations(entsql.Annotation{OnDelete: entsql.SetNull}),
		edge.From("stappen", ZorgmeldingStap.Type).Ref("zorgmelding"),
	}
}

// Indexes of a zorgmelding.
func (Zorgmelding) Indexes() []ent.Index {
	return []ent.Index{index.Fields("author_id"), index.Fields("koppeling_id"), index.Fields("family_id")}
}

// Policy names the rule.
func (Zorgmelding) Policy() ent.Policy { return policy.Ref("Zorgmelding") }

// Annotations spells the table.
func (Zorgmelding) Annotations() []schema.Annotation {
	return append(table("zorgmeldingen", nil), entgql.RelayConnection())
}
