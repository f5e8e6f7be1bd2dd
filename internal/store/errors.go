package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"syscall"

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

// IsAway tells whether the database cannot be used just now, whatever is asked of it:
// it restarts, the disk is full or may only be read. To send the same again later is
// all that helps, and the key of an intent makes that safe.
func IsAway(err error) bool {
	var network net.Error
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNREFUSED) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.As(err, &network) {
		return true
	}
	var refused *pq.Error
	if errors.As(err, &refused) {
		switch refused.Code.Class() {
		case "08", "53", "57": // connections, resources, an operator who steps in
			return true
		}
		return refused.Code == pqerror.ReadOnlySQLTransaction
	}
	switch sqliteCode(err) {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		return true
	}
	return false
}

// sqliteCode is the primary result code of a SQLite error, or 0.
func sqliteCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}
