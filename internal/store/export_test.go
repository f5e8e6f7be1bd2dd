package store

import (
	"context"
	"io/fs"
)

// MigrateFiles is Migrate with other files, up to a version.
func MigrateFiles(ctx context.Context, url string, files fs.FS, upTo int64) (int, error) {
	return migrate(ctx, url, files, upTo)
}

// PostgresAddress is what Open makes of an address.
func PostgresAddress(url string) (string, error) { return postgresDSN(url, ordinary) }

// Retries is how often WithTx tries again.
const Retries = retries
