// Package plan works out the next migration: what ent's schema has and the files
// do not. It replays the files on an empty database and compares; comparing with
// a database that was in use would report changes that are none, because
// PostgreSQL rewrites checks and index predicates.
package plan

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"ariga.io/atlas/sql/migrate"
	atlas "ariga.io/atlas/sql/schema"
	"ariga.io/atlas/sql/sqltool"
	"entgo.io/ent/dialect/sql/schema"

	"buurtdorp/internal/store"
)

// ErrNoPlan says that the files already say all there is to say.
var ErrNoPlan = migrate.ErrNoPlan

// Next returns the SQL that brings the files in folder up to ent's schema, or
// ErrNoPlan. The database is empty, and is filled with the replay.
func Next(ctx context.Context, db *store.DB, folder string) ([]byte, error) {
	goose, err := sqltool.NewGooseDir(folder)
	if err != nil {
		return nil, err
	}
	dir := &caught{GooseDir: goose}
	options := []schema.MigrateOption{
		schema.WithDir(dir), schema.WithFormatter(formatter{}), schema.WithMigrationMode(schema.ModeReplay),
		schema.WithDropColumn(true), schema.WithDropIndex(true), schema.WithErrNoPlan(true),
		schema.WithDiffOptions(atlas.DiffNormalized()), // else a CHECK that says something else under its old name goes unseen
	}
	if db.IsPostgres() {
		options = append(options, schema.WithDiffHook(ourTexts))
	}
	err = db.Client.Schema.NamedDiff(ctx, "next", options...)
	return dir.plan, err
}

// Seal writes atlas.sum, by which an edit of an older file shows.
func Seal(folder string) error {
	dir, err := sqltool.NewGooseDir(folder)
	if err != nil {
		return err
	}
	sum, err := dir.Checksum()
	if err != nil {
		return err
	}
	return migrate.WriteSumFile(dir, sum)
}

// caught keeps the plan instead of writing it: there are two databases, and both
// files are written or none.
type caught struct {
	*sqltool.GooseDir
	plan []byte
}

func (c *caught) WriteFile(name string, b []byte) error {
	if name == planFile {
		c.plan = b
	}
	return nil
}

const planFile = "plan.sql"

// formatter writes what goose reads, without a way down: the one the planner makes
// for a rebuilt SQLite table loses data.
type formatter struct{}

func (formatter) Format(p *migrate.Plan) ([]migrate.File, error) {
	var b bytes.Buffer
	b.WriteString("-- +goose Up\n")
	for _, c := range p.Changes {
		if c.Comment != "" {
			fmt.Fprintf(&b, "-- %s\n", strings.ReplaceAll(c.Comment, "\n", " "))
		}
		fmt.Fprintf(&b, "%s;\n", c.Cmd)
	}
	return []migrate.File{migrate.NewLocalFile(planFile, b.Bytes())}, nil
}
