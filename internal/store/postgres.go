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
	"syscall"
	"time"

	"entgo.io/ent/dialect"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
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
		return nil, fmt.Errorf("DATABASE_URL cannot be used: %s", strings.TrimPrefix(err.Error(), "pq: "))
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(postgresConns)
	db.SetMaxIdleConns(postgresConns)
	db.SetConnMaxIdleTime(connIdleMinutes * time.Minute)
	var version int
	if err := db.QueryRowContext(ctx, "SELECT current_setting('server_version_num')::int").Scan(&version); err != nil {
		db.Close()
		return nil, &unreachable{spot(dsn), err}
	}
	if version < postgresOldest {
		db.Close()
		return nil, fmt.Errorf("PostgreSQL %d or newer is needed, %s has %d", postgresOldest/10000, spot(dsn), version/10000)
	}
	return newDB(db, dialect.Postgres, dsn), nil
}

// unreachable says why a server did not let us in, in words an operator can use.
type unreachable struct {
	spot string
	err  error
}

func (u *unreachable) Unwrap() error { return u.err }

func (u *unreachable) Error() string {
	return "the PostgreSQL database " + u.spot + " cannot be reached: " + u.why()
}

func (u *unreachable) why() string {
	var name *net.DNSError
	var slow net.Error
	switch {
	case pq.As(u.err, pqerror.InvalidPassword, pqerror.InvalidAuthorizationSpecification) != nil:
		return "the user or password in DATABASE_URL is not accepted"
	case pq.As(u.err, pqerror.InvalidCatalogName) != nil:
		return "the server has no database of that name"
	case pq.As(u.err, pqerror.TooManyConnections) != nil:
		return "the server has no connection left"
	case errors.Is(u.err, pq.ErrSSLNotSupported):
		return "the server offers no TLS; add sslmode=disable to DATABASE_URL when the network is your own"
	case errors.Is(u.err, syscall.ECONNREFUSED):
		return "nothing listens there"
	case errors.As(u.err, &name):
		return "no machine of that name is known"
	case errors.As(u.err, &slow) && slow.Timeout(), errors.Is(u.err, context.DeadlineExceeded):
		return "no answer within " + connectTimeout + " seconds"
	}
	return strings.TrimPrefix(u.err.Error(), "pq: ")
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
