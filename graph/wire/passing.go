package wire

import (
	"context"
	"database/sql/driver"
	"errors"
	"net"
	"regexp"
	"strings"
)

// gone: the client went away.
const gone = "gone"

// passing says why an error may pass by itself, or "" when it will not. Nothing
// happened then: the transaction was rolled back, and a retry with the same
// clientMutationId is safe.
func passing(ctx context.Context, err error) string {
	switch {
	case errors.Is(ctx.Err(), context.Canceled) || errors.Is(err, context.Canceled):
		return gone
	case errors.Is(ctx.Err(), context.DeadlineExceeded) || errors.Is(err, context.DeadlineExceeded):
		return "deadline"
	case errors.Is(err, driver.ErrBadConn):
		return "connection"
	}
	if e, ok := errors.AsType[interface {
		error
		SQLState() string
	}](err); ok {
		return passingState(e.SQLState())
	}
	if e, ok := errors.AsType[interface {
		error
		Code() int
	}](err); ok {
		return passingSQLite(e.Code())
	}
	if _, ok := errors.AsType[*net.OpError](err); ok {
		return "connection"
	}
	if passingText.MatchString(err.Error()) {
		return "database"
	}
	return ""
}

// passingState reads PostgreSQL's codes.
func passingState(state string) string {
	switch {
	case state == "57014": // a statement that took too long
		return "deadline"
	case strings.HasPrefix(state, "40"), state == "55P03": // met another transaction
		return "busy"
	case strings.HasPrefix(state, "08"), strings.HasPrefix(state, "57P"): // away, or going
		return "connection"
	case strings.HasPrefix(state, "53"), strings.HasPrefix(state, "58"), state == "25006": // full, broken, read-only
		return "storage"
	}
	return ""
}

// passingSQLite reads SQLite's codes; the low byte is the family.
func passingSQLite(code int) string {
	switch code & 0xff {
	case 5, 6: // SQLITE_BUSY, SQLITE_LOCKED
		return "busy"
	case 9: // SQLITE_INTERRUPT
		return "deadline"
	case 8, 10, 13, 14: // SQLITE_READONLY, _IOERR, _FULL, _CANTOPEN
		return "storage"
	}
	return ""
}

// passingText is for errors of which a library kept the text alone.
var passingText = regexp.MustCompile(`\((?:40001|40P01|55P03|57014|57P0\d|08\w{3}|53\w{3})\)|database is locked|SQLITE_BUSY|context deadline exceeded|connection refused`)
