// Package testschema is a small schema that answers, fails, waits and streams on
// demand, so that graph/wire can be tested without the product's own.
package testschema

//go:generate sh -c "cd ../../../.. && go tool gqlgen generate --config graph/wire/internal/testschema/gqlgen.yml"
