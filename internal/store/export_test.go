package store

import (
	"context"
	"io"
	"io/fs"
)

// MigrateFiles is Migrate with other files, up to a version.
func MigrateFiles(ctx context.Context, url string, files fs.FS, upTo int64) (int, error) {
	return migrate(ctx, url, files, upTo)
}

// RestoreFiles is Restore into a program with other migrations.
func RestoreFiles(ctx context.Context, url string, files fs.FS, r io.Reader) (*Dumped, error) {
	return restore(ctx, url, files, r)
}

// PostgresAddress is what Open makes of an address.
func PostgresAddress(url string) (string, error) { return postgresDSN(url, ordinary) }

// Retries is how often WithTx tries again.
const Retries = retries
