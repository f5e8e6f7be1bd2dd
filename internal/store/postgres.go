package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"entgo.io/ent/dialect"
	"github.com/lib/pq"
)

const (
	postgresConns   = 20
	postgresOldest  = 140000 // what lib/pq and our migrations are tested with
	connectTimeout  = "10"   // seconds
	statementLimit  = "30000"
	idleInTxLimit   = "60000"
	connIdleMinutes = 5
)

func openPostgres(ctx context.Context, databaseURL string, p purpose) (*DB, error) {
	dsn, err := postgresDSN(databaseURL, p)
	if err != nil {
		return nil, err
	}
	connector, err := pq.NewConnector(dsn)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(postgresConns)
	db.SetMaxIdleConns(postgresConns)
	db.SetConnMaxIdleTime(connIdleMinutes * time.Minute)
	var version int
	if err := db.QueryRowContext(ctx, "SELECT current_setting('server_version_num')::int").Scan(&version); err != nil {
		db.Close()
		return nil, fmt.Errorf("the PostgreSQL database %s cannot be reached: %w", spot(dsn), err)
	}
	if version < postgresOldest {
		db.Close()
		return nil, fmt.Errorf("PostgreSQL %d or newer is needed, %s has %d", postgresOldest/10000, spot(dsn), version/10000)
	}
	return newDB(db, dialect.Postgres, dsn), nil
}

// postgresDSN adds what we want where the operator says nothing.
func postgresDSN(databaseURL string, p purpose) (string, error) {
	u, err := url.Parse(databaseURL)
	if err != nil { // not %w: url.Error repeats the address, password and all
		return "", errors.New("DATABASE_URL is not a postgres:// address; a special character in the password has to be percent-encoded")
	}
	q := u.Query()
	if !q.Has("sslmode") && os.Getenv("PGSSLMODE") == "" {
		q.Set("sslmode", sslmode(u, q)) // explicit: the default of lib/pq is about to change
	}
	for name, value := range map[string]string{
		"connect_timeout":                     connectTimeout,
		"application_name":                    "buurtdorp",
		"timezone":                            "UTC",
		"statement_timeout":                   statementLimit,
		"idle_in_transaction_session_timeout": idleInTxLimit,
	} {
		if !q.Has(name) {
			q.Set(name, value)
		}
	}
	if p != ordinary {
		q.Set("statement_timeout", "0")
		q.Set("idle_in_transaction_session_timeout", "0")
	}
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// sslmode asks for TLS unless the server is on this machine.
func sslmode(u *url.URL, q url.Values) string {
	host := u.Hostname()
	if host == "" {
		host = q.Get("host")
	}
	ip := net.ParseIP(host)
	if host == "" || host == "localhost" || strings.HasPrefix(host, "@") || filepath.IsAbs(host) || ip != nil && ip.IsLoopback() {
		return "disable"
	}
	return "require"
}

// spot names a database without its user and password.
func spot(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		return ""
	}
	return u.Host + u.Path
}
