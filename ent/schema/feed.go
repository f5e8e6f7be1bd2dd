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
)

// Feed counts the commits that changed something in a region. The counter is taken as
// the last thing in a transaction (internal/store), so that its order is the order of
// the commits.
type Feed struct{ ent.Schema }

// Mixin of a feed.
func (Feed) Mixin() []ent.Mixin { return []ent.Mixin{ID{Kind: gid.Feed}, InRegion{}} }

// Fields of a feed.
func (Feed) Fields() []ent.Field { return []ent.Field{field.Int64("seq").Default(0)} }

// Indexes of a feed: one per region.
func (Feed) Indexes() []ent.Index { return []ent.Index{index.Fields("region_id").Unique()} }

// Policy names the rule.
func (Feed) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (Feed) Annotations() []schema.Annotation {
	return append(table("feeds", nil), entgql.Skip(entgql.SkipAll))
}

// Replica is what one device keeps of one kind of thing, as far as we sent it. Its
// rows are Holdings.
type Replica struct{ ent.Schema }

// Mixin of plumbing.
func (Replica) Mixin() []ent.Mixin { return plumbing(gid.Replica) }

// Fields of a replica.
func (Replica) Fields() []ent.Field {
	return []ent.Field{
		field.String("viewer").Immutable().Comment("viewer.Key()"),
		field.Int("kind").Immutable().Comment("gid.Kind of what it keeps"),
		field.Int64("n").Default(0).Comment("pages sent"),
		field.Int64("seen_seq").Default(0).Comment("the region's feed when it last had everything"),
		field.String("seen_as").Default("").Comment("who asked and when, as far as it decides what she sees; empty: there is more to send"),
	}
}

// Edges of a replica.
func (Replica) Edges() []ent.Edge {
	return []ent.Edge{edge.From("holdings", Holding.Type).Ref("replica")}
}

// Indexes of a replica.
func (Replica) Indexes() []ent.Index {
	return []ent.Index{index.Fields("viewer", "kind", "updated_at"), index.Fields("updated_at")}
}

// Policy names the rule.
func (Replica) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (Replica) Annotations() []schema.Annotation {
	return append(table("replicas", nil), entgql.Skip(entgql.SkipAll))
}

// Holding is one row that a device holds, or was told to forget.
type Holding struct{ ent.Schema }

// Mixin of a holding.
func (Holding) Mixin() []ent.Mixin { return []ent.Mixin{ID{Kind: gid.Holding}} }

// Fields of a holding.
func (Holding) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("replica_id", uuid.UUID{}).Immutable(),
		field.UUID("node_id", uuid.UUID{}).Immutable(),
		field.String("stamp").Comment("what of it was sent; empty: that it is gone"),
		field.Int64("sent_in").Comment("the page it was sent in"),
	}
}

// Edges of a holding.
func (Holding) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("replica", Replica.Type).Field("replica_id").Unique().Required().Immutable().Annotations(cascade()),
	}
}

// Indexes of a holding: a row once per replica.
func (Holding) Indexes() []ent.Index {
	return []ent.Index{index.Fields("replica_id", "node_id").Unique()}
}

// Policy names the rule.
func (Holding) Policy() ent.Policy { return policy.Ref("Plumbing") }

// Annotations spells the table and keeps it out of GraphQL.
func (Holding) Annotations() []schema.Annotation {
	return append(table("holdings", nil), entgql.Skip(entgql.SkipAll))
}
