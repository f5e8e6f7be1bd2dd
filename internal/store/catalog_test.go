package store_test

import (
	"fmt"
	"regexp"
	"strings"

	"buurtdorp/internal/store"
)

// table is what a database says about one of its tables.
type table struct {
	name    string
	columns []column
}

type column struct {
	name, kind string // kind: uuid integer real boolean time json bytes text
	required   bool
	parent     string   // the table it points to
	words      []string // texts that a CHECK about it mentions
}

func catalog(db *store.DB) ([]table, error) {
	names, err := texts(db, pick(db,
		`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'goose%' ORDER BY name`,
		`SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'goose%' ORDER BY tablename`))
	if err != nil {
		return nil, err
	}
	var tables []table
	for _, n := range names {
		t := table{name: n[0]}
		if t.columns, err = columns(db, t.name); err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
		tables = append(tables, t)
	}
	return tables, nil
}

func columns(db *store.DB, table string) ([]column, error) {
	rows, err := texts(db, pick(db,
		`SELECT c.name, c.type, c."notnull", coalesce(f."table", '')
			FROM pragma_table_info($1) c LEFT JOIN pragma_foreign_key_list($1) f ON f."from" = c.name ORDER BY c.cid`,
		`SELECT a.attname, format_type(a.atttypid, NULL), a.attnotnull::int, coalesce(f.confrelid::regclass::text, '')
			FROM pg_attribute a LEFT JOIN pg_constraint f ON f.conrelid = a.attrelid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum]
			WHERE a.attrelid = $1::text::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`), table)
	if err != nil {
		return nil, err
	}
	checks, err := checkTexts(db, table)
	if err != nil {
		return nil, err
	}
	var out []column
	for _, r := range rows {
		c := column{name: r[0], kind: kind(r[1]), required: r[2] == "1", parent: strings.Trim(r[3], `"`)}
		if c.kind == "" {
			return nil, fmt.Errorf("no values known for a column of type %q", r[1])
		}
		c.words = words(c.name, checks)
		out = append(out, c)
	}
	return out, nil
}

func kind(sqlType string) string {
	return map[string]string{
		"uuid": "uuid", "text": "text", "character varying": "text", "integer": "integer", "bigint": "integer",
		"real": "real", "double precision": "real", "bool": "boolean", "boolean": "boolean",
		"datetime": "time", "timestamp with time zone": "time", "json": "json", "jsonb": "json", "blob": "bytes", "bytea": "bytes",
	}[strings.ToLower(sqlType)]
}

func checkTexts(db *store.DB, table string) ([]string, error) {
	rows, err := texts(db, pick(db,
		`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = $1`,
		`SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = $1::text::regclass AND contype = 'c'`), table)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, r := range rows {
		for _, part := range strings.Split(r[0], "CONSTRAINT") { // SQLite gives the whole table
			if strings.Contains(part, "CHECK") {
				out = append(out, part)
			}
		}
	}
	return out, nil
}

var quoted = regexp.MustCompile(`'([^']*)'`)

func words(column string, checks []string) (out []string) {
	about := regexp.MustCompile(`\b` + column + `\b`)
	for _, c := range checks {
		if about.MatchString(c) {
			for _, w := range quoted.FindAllStringSubmatch(c, -1) {
				out = append(out, w[1])
			}
		}
	}
	return out
}

func pick(db *store.DB, sqlite, postgres string) string {
	if db.IsPostgres() {
		return postgres
	}
	return sqlite
}

// texts reads all rows as texts.
func texts(db *store.DB, query string, args ...any) ([][]string, error) {
	rows, err := db.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var out [][]string
	for rows.Next() {
		values, into := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		row := make([]string, len(names))
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				v = string(b)
			}
			row[i] = fmt.Sprint(v)
		}
		out = append(out, row)
	}
	return out, rows.Err()
}
