// Package scalar gives the SDL's own scalars their wire form.
package scalar

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"time"

	"entgo.io/contrib/entgql"
	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// MarshalDateTime writes an instant as RFC 3339 in UTC.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, strconv.Quote(t.UTC().Format(time.RFC3339Nano)))
	})
}

// UnmarshalDateTime reads RFC 3339 and keeps microseconds, as both databases do.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, ok := v.(string)
	if !ok {
		return time.Time{}, fmt.Errorf("DateTime must be a string")
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || t.Year() < 1900 || t.Year() > 2200 {
		return time.Time{}, fmt.Errorf("DateTime must be RFC 3339, such as 2026-11-21T10:00:00Z")
	}
	return t.UTC().Truncate(time.Microsecond), nil
}

type cursor = entgql.Cursor[uuid.UUID]

// MarshalCursor seals a position: entgql's own cursors carry their value in clear
// and believe whatever comes back.
func MarshalCursor(c cursor) graphql.ContextMarshaler {
	return graphql.ContextWriterFunc(func(ctx context.Context, w io.Writer) error {
		s, err := seal(ctx, c)
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, strconv.Quote(s))
		return err
	})
}

// UnmarshalCursor opens a sealed position; anything else is refused.
func UnmarshalCursor(ctx context.Context, v any) (cursor, error) {
	s, ok := v.(string)
	if ok {
		if c, err := open(ctx, s); err == nil {
			return c, nil
		}
	}
	return cursor{}, &gqlerror.Error{Message: "cursor is not one we gave out", Extensions: map[string]any{"code": "BAD_CURSOR"}}
}
