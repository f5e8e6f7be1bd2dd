package fault

import (
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Code says what kind of fault it is. Programs branch on it, so the list is
// closed and a code never changes its meaning. It is also the ErrorCode of the
// API.
type Code string

// The codes. There is no FORBIDDEN: what you may not see and what does not exist
// are both NOT_FOUND, or the answer itself would tell.
const (
	Unauthenticated      Code = "UNAUTHENTICATED"        // no viewer, or a token that has ended
	NotFound             Code = "NOT_FOUND"              // unknown or not yours
	Required             Code = "REQUIRED"               // an answer is missing
	Invalid              Code = "INVALID"                // an answer we cannot use
	TooLong              Code = "TOO_LONG"               // a text beyond its length
	TooMany              Code = "TOO_MANY"               // a list or number beyond its limit
	Exists               Code = "EXISTS"                 // it is already there
	Conflict             Code = "CONFLICT"               // baseVersion is not the present version
	State                Code = "STATE"                  // this step does not follow from here
	Guard                Code = "GUARD"                  // something has to be done first
	Constraint           Code = "CONSTRAINT"             // a hard constraint is not met, and not waived
	Full                 Code = "FULL"                   // a meetup without free places
	Capacity             Code = "CAPACITY"               // a steungezin without room
	Expired              Code = "EXPIRED"                // too late: a code, an invitation, a proposal
	IdempotencyKeyReused Code = "IDEMPOTENCY_KEY_REUSED" // same clientMutationId, other input
	Retryable            Code = "RETRYABLE"              // nothing happened; the same again may work
	RateLimited          Code = "RATE_LIMITED"           // too many of these; wait first
	SyncResetRequired    Code = "SYNC_RESET_REQUIRED"    // a checkpoint of another time or person; pull anew without one
	SessionEnded         Code = "SESSION_ENDED"          // its owner signed out from another device: wipe
	Internal             Code = "INTERNAL"               // ours; the log knows more
)

// Codes lists every code.
func Codes() []Code {
	return []Code{
		Unauthenticated, NotFound, Required, Invalid, TooLong, TooMany, Exists, Conflict, State,
		Guard, Constraint, Full, Capacity, Expired, IdempotencyKeyReused, Retryable, RateLimited,
		SyncResetRequired, SessionEnded, Internal,
	}
}

// Valid tells whether c is on the list.
func (c Code) Valid() bool { return slices.Contains(Codes(), c) }

// MarshalGQL writes the code as the API's enum.
func (c Code) MarshalGQL(w io.Writer) { _, _ = io.WriteString(w, strconv.Quote(string(c))) }

// UnmarshalGQL reads the API's enum.
func (c *Code) UnmarshalGQL(in any) error {
	s, ok := in.(string)
	if !ok || !Code(s).Valid() {
		return fmt.Errorf("not an error code")
	}
	*c = Code(s)
	return nil
}
