package store

import (
	"context"
	"errors"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// IsRetryable tells whether the same transaction may well succeed when it is run
// again: it lost from another one, nothing of it was kept.
func IsRetryable(err error) bool {
	if pq.As(err, pqerror.TRSerializationFailure, pqerror.TRDeadlockDetected) != nil {
		return true
	}
	return sqliteCode(err) == sqlite3.SQLITE_BUSY
}

// IsTimeout tells whether the database was too slow for the patience of the
// caller. SQLite says context.DeadlineExceeded, PostgreSQL has a code of its own,
// also for a statement that the server stopped because its caller went away.
func IsTimeout(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) ||
		pq.As(err, pqerror.QueryCanceled, pqerror.LockNotAvailable) != nil {
		return true
	}
	return sqliteCode(err) == sqlite3.SQLITE_INTERRUPT
}

// sqliteCode is the primary result code of a SQLite error, or 0.
func sqliteCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}
