//go:build ignore

// Generates ent/ from ent/schema. Run from the root of the project:
// go generate ./... (run from inside ent/, entc forgets scalars every second time).
package main

import (
	"log"

	"entgo.io/contrib/entgql"
	"entgo.io/ent/entc"
	"entgo.io/ent/entc/gen"

	"buurtdorp/ent/harden"
)

func main() {
	// The SDL is written by hand: entgql serves for field collection (no N+1),
	// connections and node(id) only.
	gql, err := entgql.NewExtension(
		entgql.WithRelaySpec(true),
		entgql.WithNodeDescriptor(false),
		entgql.WithWhereInputs(false),
	)
	if err != nil {
		log.Fatal(err)
	}
	err = entc.Generate("./ent/schema", &gen.Config{
		Features: []gen.Feature{
			gen.FeaturePrivacy, gen.FeatureNamedEdges, gen.FeatureSnapshot, gen.FeatureUpsert,
			gen.FeatureLock, gen.FeatureModifier, gen.FeatureExecQuery, gen.FeatureVersionedMigration,
		},
	}, entc.Extensions(gql, harden.Extension{}))
	if err != nil {
		log.Fatal(err)
	}
}
