package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"buurtdorp/internal/clock"
)

// A backup is JSON in lines, packed with gzip: a header, then every row of every
// table as a list of values, and last the hash of every table. It says nothing of
// the kind of database it came from, so it can move a region from SQLite to
// PostgreSQL and back. A file that was cut off has no hashes, and is refused.
type dumpHeader struct {
	Kind      string      `json:"kind"`
	Format    int         `json:"format"`
	Program   string      `json:"program"`
	Migration string      `json:"migration"`
	Made      time.Time   `json:"made"`
	Tables    []dumpTable `json:"tables"`
}

type dumpEnd struct {
	Hashes map[string]string `json:"hashes"`
}

const (
	dumpIs     = "buurtdorp backup"
	dumpFormat = 1
)

// Dumped tells what is in a backup.
type Dumped struct {
	Migration string            `json:"migration"`
	Made      time.Time         `json:"made"`
	Tables    int               `json:"tables"`
	Rows      int64             `json:"rows"`
	Hashes    map[string]string `json:"hashes"`
}

// Dump writes all of a database to w, as it was at one moment; others go on reading
// and writing meanwhile.
func Dump(ctx context.Context, databaseURL, program string, w io.Writer) (*Dumped, error) {
	if err := sqliteIsThere(databaseURL); err != nil {
		return nil, err
	}
	db, err := open(ctx, databaseURL, copying)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	migration, err := upToDate(ctx, db)
	if err != nil {
		return nil, err
	}
	tables, err := dumpTables()
	if err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true, Isolation: db.snapshot()})
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }() // it only read
	head := dumpHeader{Kind: dumpIs, Format: dumpFormat, Program: program, Migration: migration, Made: clock.Now(), Tables: tables}
	return head.write(ctx, tx, w)
}

func (head dumpHeader) write(ctx context.Context, db querier, w io.Writer) (*Dumped, error) {
	done := &Dumped{Migration: head.Migration, Made: head.Made, Tables: len(head.Tables), Hashes: map[string]string{}}
	for i := range head.Tables {
		t := &head.Tables[i]
		n, err := t.count(ctx, db)
		if err != nil {
			return nil, fmt.Errorf("count %s: %w", t.Name, err)
		}
		t.Rows = n
		done.Rows += n
	}
	packed := gzip.NewWriter(w)
	out := bufio.NewWriterSize(packed, 64<<10)
	put := func(v any) error {
		line, err := marshal(v)
		if err == nil {
			_, err = out.Write(append(line, '\n'))
		}
		return err
	}
	if err := put(head); err != nil {
		return nil, err
	}
	for _, t := range head.Tables {
		sum, n, err := t.lines(ctx, db, func(line []byte) error { _, err := out.Write(line); return err })
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", t.Name, err)
		}
		if n != t.Rows {
			return nil, fmt.Errorf("read %s: %d rows where %d were counted", t.Name, n, t.Rows)
		}
		done.Hashes[t.Name] = sum
	}
	if err := put(dumpEnd{done.Hashes}); err != nil {
		return nil, err
	}
	if err := out.Flush(); err != nil {
		return nil, err
	}
	return done, packed.Close()
}

// snapshot is the isolation in which all reads see one moment. On SQLite every
// transaction does.
func (db *DB) snapshot() sql.IsolationLevel {
	if db.IsPostgres() {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault
}

// upToDate names the last migration of a database that this program made or brought
// up to date.
func upToDate(ctx context.Context, db *DB) (string, error) {
	steps, err := provider(db, Migrations())
	if err != nil {
		return "", err
	}
	if err := refuseNewer(ctx, steps); err != nil {
		return "", err
	}
	has, err := steps.GetDBVersion(ctx)
	if err != nil {
		return "", fmt.Errorf("read the version of the database: %w", err)
	}
	if has != newest(steps) {
		return "", refuse("the database is at version %d and this program makes %d: run buurtdorp migrate first, or use the older program", has, newest(steps))
	}
	return migrationNames(steps)[has], nil
}

// migrationNames gives the name of every version.
func migrationNames(steps *goose.Provider) map[int64]string {
	names := map[int64]string{}
	for _, s := range steps.ListSources() {
		names[s.Version] = strings.TrimSuffix(path.Base(s.Path), ".sql")
	}
	return names
}

// sqliteIsThere refuses to make a database only to read from it.
func sqliteIsThere(databaseURL string) error {
	file, ok := strings.CutPrefix(databaseURL, "sqlite:")
	if !ok || file == "" {
		return nil
	}
	if _, err := os.Stat(file); err != nil {
		return missing(fmt.Sprintf("there is no database file %s", file))
	}
	return nil
}
