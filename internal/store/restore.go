package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
)

var errNoBackup = errors.New("this is not a backup of Buurtdorp, or it is damaged")

const (
	dumpLineMax  = 64 << 20 // a line is a row: a job with a mail in it, at the most
	dumpTableMax = 1000
	insertValues = 2000 // in one statement; SQLite takes 32766
)

// CheckDump reads a backup to its end and holds what is in it against its counts and
// hashes. It needs no database.
func CheckDump(r io.Reader) (*Dumped, error) {
	d, err := openDump(r)
	if err != nil {
		return nil, err
	}
	for _, t := range d.head.Tables {
		if err := d.rows(t, func([]json.RawMessage) error { return nil }); err != nil {
			return nil, err
		}
	}
	return d.end()
}

// Restore puts a backup in an empty database, all of it or nothing, and then reads it
// back: counts and hashes have to be those of the backup. An older backup is brought
// up to this program's version afterwards.
func Restore(ctx context.Context, databaseURL string, r io.Reader) (*Dumped, error) {
	return restore(ctx, databaseURL, Migrations(), r)
}

func restore(ctx context.Context, databaseURL string, migrations fs.FS, r io.Reader) (*Dumped, error) {
	d, err := openDump(r)
	if err != nil {
		return nil, err
	}
	db, err := open(ctx, databaseURL, copying)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	version, err := roomFor(ctx, db, migrations, d.head)
	if err != nil {
		return nil, err
	}
	if _, err := migrate(ctx, databaseURL, migrations, version); err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }() // after a commit this does nothing
	for _, t := range d.head.Tables {
		if err := d.fill(ctx, db, tx, t); err != nil {
			return nil, fmt.Errorf("restore %s: %w", t.Name, err)
		}
	}
	done, err := d.end()
	if err != nil {
		return nil, err
	}
	for _, t := range d.head.Tables {
		sum, _, err := t.lines(ctx, tx, func([]byte) error { return nil })
		if err != nil {
			return nil, fmt.Errorf("read %s back: %w", t.Name, err)
		}
		if sum != done.Hashes[t.Name] {
			return nil, fmt.Errorf("what was restored of %s is not what the backup holds; nothing was kept", t.Name)
		}
	}
	if err := tx.Commit(); err != nil {
		return nil, fmt.Errorf("commit: %w", err)
	}
	_, err = migrate(ctx, databaseURL, migrations, 0)
	return done, err
}

// roomFor finds the version of a backup among the migrations, and refuses a database
// that holds anything.
func roomFor(ctx context.Context, db *DB, migrations fs.FS, head dumpHeader) (int64, error) {
	steps, err := provider(db, migrations)
	if err != nil {
		return 0, err
	}
	var version int64
	for v, name := range migrationNames(steps) {
		if name == head.Migration {
			version = v
		}
	}
	if version == 0 {
		return 0, refuse("this backup was made by another version of the program (%s): use that one, or a newer one", head.Migration)
	}
	has, err := steps.GetDBVersion(ctx)
	if err != nil {
		return 0, fmt.Errorf("read the version of the database: %w", err)
	}
	if has == 0 {
		return version, nil
	}
	if has != version {
		return 0, refuse("the database is at version %d and the backup at %d: restore into a new database", has, version)
	}
	for _, t := range head.Tables {
		n, err := t.count(ctx, db)
		if err != nil {
			return 0, fmt.Errorf("look into %s: %w", t.Name, err)
		}
		if n > 0 {
			return 0, refuse("the database is not empty, %s holds %d rows: restore into a new database", t.Name, n)
		}
	}
	return version, nil
}

// dump is a backup that is being read.
type dump struct {
	head dumpHeader
	in   *bufio.Reader
	sums map[string]string
}

func openDump(r io.Reader) (*dump, error) {
	packed, err := gzip.NewReader(r)
	if err != nil {
		return nil, errNoBackup
	}
	d := &dump{in: bufio.NewReaderSize(packed, 64<<10), sums: map[string]string{}}
	line, err := d.line()
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(line, &d.head) != nil || d.head.Kind != dumpIs || len(d.head.Tables) > dumpTableMax {
		return nil, errNoBackup
	}
	if d.head.Format != dumpFormat {
		return nil, refuse("this backup has format %d and this program reads %d: use a newer program", d.head.Format, dumpFormat)
	}
	for _, t := range d.head.Tables {
		if err := t.check(); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// line reads one line, and never more than fits in memory.
func (d *dump) line() ([]byte, error) {
	var line []byte
	for {
		part, err := d.in.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull) && len(line) < dumpLineMax:
			continue
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return nil, errors.New("the backup was cut off: it has no end")
		case err != nil:
			return nil, errNoBackup
		}
		return line, nil
	}
}

// rows reads the rows of a table and adds up their hash.
func (d *dump) rows(t dumpTable, each func(row []json.RawMessage) error) error {
	h := sha256.New()
	for range t.Rows {
		line, err := d.line()
		if err != nil {
			return err
		}
		h.Write(line)
		var row []json.RawMessage
		if json.Unmarshal(line, &row) != nil || len(row) != len(t.Columns) {
			return errNoBackup
		}
		if err := each(row); err != nil {
			return err
		}
	}
	d.sums[t.Name] = hex.EncodeToString(h.Sum(nil))
	return nil
}

// end reads the hashes and holds them against what was read.
func (d *dump) end() (*Dumped, error) {
	line, err := d.line()
	if err != nil {
		return nil, err
	}
	var end dumpEnd
	if json.Unmarshal(line, &end) != nil || len(end.Hashes) != len(d.head.Tables) {
		return nil, errNoBackup
	}
	if _, err := d.in.ReadByte(); !errors.Is(err, io.EOF) { // gzip's own checksum stands behind the end
		return nil, errNoBackup
	}
	done := &Dumped{Migration: d.head.Migration, Made: d.head.Made, Tables: len(d.head.Tables), Hashes: d.sums}
	for _, t := range d.head.Tables {
		if end.Hashes[t.Name] != d.sums[t.Name] {
			return nil, fmt.Errorf("the rows of %s are not those that were backed up: the file was changed or is damaged", t.Name)
		}
		done.Rows += t.Rows
	}
	return done, nil
}

// fill inserts the rows of a table, many in one statement.
func (d *dump) fill(ctx context.Context, db *DB, tx *sql.Tx, t dumpTable) error {
	per := max(1, insertValues/len(t.Columns))
	var values []any
	flush := func() error {
		if len(values) == 0 {
			return nil
		}
		_, err := tx.ExecContext(ctx, t.insert(len(values)/len(t.Columns)), values...)
		values = values[:0]
		return err
	}
	err := d.rows(t, func(row []json.RawMessage) error {
		for i, c := range t.Columns {
			v, err := c.Kind.read(row[i])
			if err != nil {
				return errNoBackup
			}
			if s, ok := v.(string); ok && c.Kind == dumpJSON && !db.IsPostgres() {
				v = []byte(s) // as ent writes it there
			}
			values = append(values, v)
		}
		if len(values) >= per*len(t.Columns) {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

func (t dumpTable) insert(rows int) string {
	var b strings.Builder
	b.WriteString(`INSERT INTO "` + t.Name + `" (` + t.names() + `) VALUES `)
	n := 0
	for r := range rows {
		if r > 0 {
			b.WriteString(", ")
		}
		for i := range t.Columns {
			b.WriteByte("(,"[min(i, 1)])
			n++
			b.WriteString("$" + strconv.Itoa(n))
		}
		b.WriteByte(')')
	}
	return b.String()
}
