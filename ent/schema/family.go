package schema

import (
	"context"

	"entgo.io/contrib/entgql"
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/policy"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// Family is a household. What it asks is its Vraaggezin, what it offers its
// Steungezin. Address, phone and e-mail are Contactgegevens, health is ZorgFeit:
// types of their own, because others may see less of those.
type Family struct{ ent.Schema }

// Mixin of a noun.
func (Family) Mixin() []ent.Mixin { return noun(gid.Family) }

// Fields of a family.
func (Family) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").NotEmpty().MaxRuneLen(80).Comment("how the family calls itself: first names, not a surname"),
		field.String("zoeknaam").Default("").Comment("the name as people search for it; follows it by itself").Annotations(entgql.Skip(entgql.SkipAll)),
		field.String("pc4").MaxRuneLen(4).Comment("for matching; people see the village").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Bool("pc4_known").Default(true).Annotations(entgql.Skip(entgql.SkipAll)),
		field.String("village").Default("").MaxRuneLen(80),
		field.Strings("talen").Default([]string{}).Comment("ISO 639-1"),
		field.Int("adults").Default(1).Min(1).Max(12),
		field.JSON("vervoer", []term.Vervoer{}).Default([]term.Vervoer{}),
		field.Time("confirmed_at").Optional().Nillable().Comment("when the family last said: klopt nog"),
		field.Time("asked_at").Optional().Nillable().Comment("when we last asked: klopt dit nog?").Annotations(entgql.Skip(entgql.SkipAll)),
		field.Time("wissen_op").Optional().Nillable().Comment("the family asked to be forgotten: on this day it is; until then it can take that back"),
		field.Time("anonymised_at").Optional().Nillable().Annotations(entgql.Skip(entgql.SkipAll)),
	}
}

// Hooks keeps zoeknaam in step with the name, so that nobody can forget it.
func (Family) Hooks() []ent.Hook {
	return []ent.Hook{func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			if f, ok := m.(interface {
				Name() (string, bool)
				SetZoeknaam(string)
			}); ok {
				if name, set := f.Name(); set {
					f.SetZoeknaam(text.Fold(name))
				}
			}
			return next.Mutate(ctx, m)
		})
	}}
}

// Edges of a family.
func (Family) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("members", User.Type).Ref("family").Annotations(entgql.Skip(entgql.SkipAll)),
		edge.From("children", Child.Type).Ref("family"),
		edge.From("vraaggezinnen", Vraaggezin.Type).Ref("family"),
		edge.From("steungezinnen", Steungezin.Type).Ref("family"),
		edge.To("contactgegevens", Contactgegevens.Type).Unique().Annotations(cascade()),
		edge.From("zorg_feiten", ZorgFeit.Type).Ref("family"),
		edge.From("toestemmingen", Toestemming.Type).Ref("family"),
		edge.From("notes", Note.Type).Ref("family"),
		edge.From("signups", Signup.Type).Ref("family"),
	}
}

// Indexes of a family.
func (Family) Indexes() []ent.Index {
	return []ent.Index{index.Fields("region_id", "pc4"), index.Fields("wissen_op")}
}

// Policy names the rule.
func (Family) Policy() ent.Policy { return policy.Ref("Family") }

// Annotations spells the table.
func (Family) Annotations() []schema.Annotation {
	return append(table("families", nil), entgql.RelayConnection())
}
