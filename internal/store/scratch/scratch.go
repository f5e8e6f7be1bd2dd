// Package scratch makes PostgreSQL databases that live for a moment: for tests and
// for planning migrations. It removes only what it made, and on the server it is
// pointed at it touches no database that was there before.
package scratch

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"

	_ "github.com/lib/pq"
)

// Env names the setting with the address of a PostgreSQL server where databases
// may be made: an administrator's, with any database of it.
const Env = "BUURTDORP_TEST_POSTGRES"

// Prefix begins the name of every database that is made here.
const Prefix = "buurtdorp_test_"

// Server makes and drops databases.
type Server struct {
	admin *sql.DB
	url   *url.URL
	copy  string // how a template is copied
}

// Dial opens the server that Env names.
func Dial(ctx context.Context) (*Server, error) {
	address := os.Getenv(Env)
	if address == "" {
		return nil, errors.New(Env + " is not set; run this through scripts/with-postgres.sh, which starts a PostgreSQL of its own")
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New(Env + " is not a postgres:// address")
	}
	admin, err := sql.Open("postgres", address)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Env, err)
	}
	admin.SetMaxOpenConns(2) // one for a lock, one to work with
	if err := admin.PingContext(ctx); err != nil {
		return nil, fmt.Errorf("%s does not answer: %w", Env, errors.Join(err, admin.Close()))
	}
	server := &Server{admin: admin, url: u}
	// From 15 on it writes each page of a copy in its log first, which costs three times what
	// copying files does; unless those have to be on a disk before it goes on.
	var files bool
	err = admin.QueryRowContext(ctx, `SELECT current_setting('server_version_num')::int >= 150000 AND current_setting('fsync') = 'off'`).Scan(&files)
	if err != nil {
		return nil, fmt.Errorf("%s does not tell what it is: %w", Env, errors.Join(err, admin.Close()))
	}
	if files {
		server.copy = " STRATEGY file_copy"
	}
	return server, nil
}

// Admin is the connection to the server itself.
func (s *Server) Admin() *sql.DB { return s.admin }

// Close forgets the server; databases it made and did not drop stay.
func (s *Server) Close() error { return s.admin.Close() }

// Database is one that was made here.
type Database struct {
	Name, URL string
	server    *Server
}

// Create makes a database with a random name, empty, or a copy of a template.
func (s *Server) Create(ctx context.Context, template string) (*Database, error) {
	from := template
	if from == "" {
		from = "template0" // template1 may hold something
	}
	d := &Database{Name: RandomName(), server: s}
	if _, err := s.admin.ExecContext(ctx, fmt.Sprintf(`CREATE DATABASE %q TEMPLATE %q%s`, d.Name, from, s.copy)); err != nil {
		return nil, fmt.Errorf("make a database for tests: %w", err)
	}
	d.URL = s.address(d.Name)
	if template == "" {
		if err := d.refuseNonEmpty(ctx); err != nil {
			return nil, errors.Join(err, d.Drop())
		}
	}
	return d, nil
}

// Drop removes the database, also when somebody still looks at it.
func (d *Database) Drop() error {
	_, err := d.server.admin.Exec(fmt.Sprintf(`DROP DATABASE %q WITH (FORCE)`, d.Name))
	return err
}

// RandomName is the name for a new database.
func RandomName() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return Prefix + hex.EncodeToString(b[:])
}

func (s *Server) address(name string) string {
	u := *s.url
	u.Path = "/" + name
	q := u.Query()
	q.Del("dbname")
	u.RawQuery = q.Encode()
	return u.String()
}

func (d *Database) refuseNonEmpty(ctx context.Context) error {
	db, err := sql.Open("postgres", d.URL)
	if err != nil {
		return err
	}
	defer db.Close()
	var tables int
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'`).Scan(&tables)
	if err != nil {
		return fmt.Errorf("look into the new database: %w", err)
	}
	if tables > 0 {
		return fmt.Errorf("a new database is not empty: %d tables", tables)
	}
	return nil
}
