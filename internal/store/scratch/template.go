package scratch

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

const (
	templateLock = 0x6275757274 // "buurt"
	mark         = "template of the tests of buurtdorp, made "
	old          = 24 * time.Hour
)

// Template returns the name of a database for Create to copy. The first who asks
// for this content makes it, with fill; others wait for it. Templates stay for the
// next run; one of another content that was made here over a day ago is dropped.
func (s *Server) Template(ctx context.Context, content string, fill func(ctx context.Context, url string) error) (string, error) {
	name := Prefix + "template_" + content
	lock, err := s.admin.Conn(ctx)
	if err != nil {
		return "", err
	}
	defer lock.Close()
	if _, err := lock.ExecContext(ctx, "SELECT pg_advisory_lock($1)", templateLock); err != nil {
		return "", err
	}
	defer lock.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", templateLock)

	var there bool
	if err := lock.QueryRowContext(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&there); err != nil || there {
		return name, err
	}
	if err := dropOld(ctx, lock); err != nil {
		return "", err
	}
	d, err := s.Create(ctx, "")
	if err != nil {
		return "", err
	}
	if err := fill(ctx, d.URL); err != nil {
		return "", errors.Join(fmt.Errorf("make the template for tests: %w", err), d.Drop())
	}
	for _, q := range []string{
		fmt.Sprintf(`COMMENT ON DATABASE %q IS '%s%s'`, d.Name, mark, time.Now().UTC().Format(time.RFC3339)),
		fmt.Sprintf(`ALTER DATABASE %q WITH ALLOW_CONNECTIONS false`, d.Name), // a visitor would be in the way of copying
		fmt.Sprintf(`ALTER DATABASE %q RENAME TO %q`, d.Name, name),           // last: with this name it is complete
	} {
		if _, err := lock.ExecContext(ctx, q); err != nil {
			return "", errors.Join(err, d.Drop())
		}
	}
	return name, nil
}

// dropOld drops templates that bear our name and our mark and are a day old.
func dropOld(ctx context.Context, lock *sql.Conn) error {
	rows, err := lock.QueryContext(ctx, `SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database
		WHERE datname LIKE $1 AND shobj_description(oid, 'pg_database') LIKE $2`, Prefix+"template\\_%", mark+"%")
	if err != nil {
		return err
	}
	defer rows.Close()
	var drop []string
	for rows.Next() {
		var name, comment string
		if err := rows.Scan(&name, &comment); err != nil {
			return err
		}
		made, err := time.Parse(time.RFC3339, strings.TrimPrefix(comment, mark))
		if err == nil && time.Since(made) > old {
			drop = append(drop, name)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, name := range drop {
		if _, err := lock.ExecContext(ctx, fmt.Sprintf(`DROP DATABASE IF EXISTS %q`, name)); err != nil {
			return err
		}
	}
	return nil
}
