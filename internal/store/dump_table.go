package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"entgo.io/ent/dialect/sql/schema"
	"entgo.io/ent/schema/field"

	entmigrate "buurtdorp/ent/migrate"
)

// dumpTable is a table as the header of a backup describes it.
type dumpTable struct {
	Name    string       `json:"name"`
	Columns []dumpColumn `json:"columns"`
	Rows    int64        `json:"rows"`
}

type dumpColumn struct {
	Name string   `json:"name"`
	Kind dumpKind `json:"kind"`
}

var dumpKinds = map[field.Type]dumpKind{
	field.TypeUUID: dumpUUID, field.TypeTime: dumpTime, field.TypeBool: dumpBool, field.TypeBytes: dumpBytes,
	field.TypeJSON: dumpJSON, field.TypeString: dumpText, field.TypeEnum: dumpText, field.TypeInt: dumpInt,
	field.TypeInt64: dumpInt, field.TypeFloat64: dumpFloat,
}

// dumpTables lists every table of this program's schema, those that others point to
// first: in this order rows can be put back while foreign keys are watched.
func dumpTables() ([]dumpTable, error) {
	var out []dumpTable
	done := map[*schema.Table]bool{}
	for rest := slices.Clone(entmigrate.Tables); len(rest) > 0; {
		i := slices.IndexFunc(rest, func(t *schema.Table) bool {
			return !slices.ContainsFunc(t.ForeignKeys, func(k *schema.ForeignKey) bool { return !done[k.RefTable] })
		})
		if i < 0 {
			return nil, fmt.Errorf("the table %s points to itself, or to a table that points back", rest[0].Name)
		}
		t, err := dumpTableOf(rest[i])
		if err != nil {
			return nil, err
		}
		out, done[rest[i]] = append(out, t), true
		rest = slices.Delete(rest, i, i+1)
	}
	return out, nil
}

func dumpTableOf(t *schema.Table) (dumpTable, error) {
	out := dumpTable{Name: t.Name}
	for _, c := range t.Columns {
		kind, ok := dumpKinds[c.Type]
		if !ok {
			return out, fmt.Errorf("no backup knows how to keep %s.%s", t.Name, c.Name)
		}
		out.Columns = append(out.Columns, dumpColumn{c.Name, kind})
	}
	return out, nil
}

var plainName = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)

// check refuses what a header cannot mean: its names become part of statements.
func (t dumpTable) check() error {
	if !plainName.MatchString(t.Name) || t.Rows < 0 || len(t.Columns) == 0 || t.Columns[0] != (dumpColumn{"id", dumpUUID}) {
		return errNoBackup
	}
	for _, c := range t.Columns {
		if !plainName.MatchString(c.Name) || c.Kind.none() {
			return errNoBackup
		}
	}
	return nil
}

func (t dumpTable) names() string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = `"` + c.Name + `"`
	}
	return strings.Join(names, ", ")
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func (t dumpTable) count(ctx context.Context, db querier) (n int64, err error) {
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM "`+t.Name+`"`).Scan(&n)
	return n, err
}

// lines reads all rows, oldest first, and hands out each as one line; the two
// databases give the same lines for the same rows. It returns their hash.
func (t dumpTable) lines(ctx context.Context, db querier, each func(line []byte) error) (sum string, n int64, err error) {
	rows, err := db.QueryContext(ctx, `SELECT `+t.names()+` FROM "`+t.Name+`" ORDER BY id`)
	if err != nil {
		return "", 0, err
	}
	defer rows.Close()
	into := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		into[i] = c.Kind.target()
	}
	h, line := sha256.New(), []byte(nil)
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return "", n, err
		}
		line = append(line[:0], '[')
		for i, c := range t.Columns {
			if i > 0 {
				line = append(line, ',')
			}
			if line, err = c.Kind.write(line, into[i]); err != nil {
				return "", n, fmt.Errorf("%s: %w", c.Name, err)
			}
		}
		line = append(line, "]\n"...)
		h.Write(line)
		if err := each(line); err != nil {
			return "", n, err
		}
		n++
	}
	return hex.EncodeToString(h.Sum(nil)), n, errors.Join(rows.Err(), rows.Close())
}
