package store

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// dumpKind is how a value is kept in a backup. What is kept is what both databases
// can give back: times in UTC to the microsecond, JSON with its keys in order.
type dumpKind string

const (
	dumpUUID  dumpKind = "uuid"
	dumpTime  dumpKind = "time"
	dumpBool  dumpKind = "bool"
	dumpBytes dumpKind = "bytes"
	dumpJSON  dumpKind = "json"
	dumpText  dumpKind = "text"
	dumpInt   dumpKind = "int"
	dumpFloat dumpKind = "float"
)

const dumpTimeLayout = "2006-01-02T15:04:05.000000Z"

func (k dumpKind) none() bool { return k.target() == nil }

// target is what a column of this kind is scanned into.
func (k dumpKind) target() any {
	switch k {
	case dumpUUID:
		return &uuid.NullUUID{}
	case dumpTime:
		return &sql.NullTime{}
	case dumpBool:
		return &sql.NullBool{}
	case dumpBytes, dumpJSON:
		return &sql.Null[[]byte]{}
	case dumpText:
		return &sql.NullString{}
	case dumpInt:
		return &sql.NullInt64{}
	case dumpFloat:
		return &sql.NullFloat64{}
	}
	return nil
}

// write adds a scanned value to a line.
func (k dumpKind) write(line []byte, value any) ([]byte, error) {
	switch v := value.(type) {
	case *uuid.NullUUID:
		if v.Valid {
			return strconv.AppendQuote(line, v.UUID.String()), nil
		}
	case *sql.NullTime:
		if v.Valid {
			return strconv.AppendQuote(line, v.Time.UTC().Truncate(time.Microsecond).Format(dumpTimeLayout)), nil
		}
	case *sql.NullBool:
		if v.Valid {
			return strconv.AppendBool(line, v.Bool), nil
		}
	case *sql.Null[[]byte]:
		switch {
		case v.Valid && k == dumpJSON:
			return appendJSON(line, v.V)
		case v.Valid:
			return strconv.AppendQuote(line, base64.StdEncoding.EncodeToString(v.V)), nil
		}
	case *sql.NullString:
		if v.Valid {
			text, err := marshal(v.String)
			return append(line, text...), err
		}
	case *sql.NullInt64:
		if v.Valid {
			return strconv.AppendInt(line, v.Int64, 10), nil
		}
	case *sql.NullFloat64:
		if v.Valid {
			return strconv.AppendFloat(line, v.Float64, 'g', -1, 64), nil
		}
	}
	return append(line, "null"...), nil
}

// appendJSON writes a document as both databases agree on it: PostgreSQL puts the
// keys of jsonb in an order of its own, and adds spaces. It is kept as a text, so
// that a document that is null and a column that is empty stay apart.
func appendJSON(line, doc []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return line, errors.New("holds something that is not JSON")
	}
	plain, err := marshal(v)
	if err != nil {
		return line, err
	}
	text, err := marshal(string(plain))
	return append(line, text...), err
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// read makes of a value in a line what the database takes.
func (k dumpKind) read(raw json.RawMessage) (any, error) {
	if string(raw) == "null" {
		return nil, nil
	}
	switch k {
	case dumpBool:
		return into[bool](raw)
	case dumpInt:
		return into[int64](raw)
	case dumpFloat:
		return into[float64](raw)
	}
	s, err := into[string](raw)
	if err != nil {
		return nil, err
	}
	switch k {
	case dumpUUID:
		id, err := uuid.Parse(s)
		return id.String(), err
	case dumpTime:
		return time.Parse(dumpTimeLayout, s)
	case dumpBytes:
		b, err := base64.StdEncoding.DecodeString(s)
		return b, err
	case dumpText, dumpJSON:
		return s, nil
	}
	return nil, fmt.Errorf("a kind %q that no table has", k)
}

func into[T any](raw json.RawMessage) (v T, err error) {
	err = json.Unmarshal(raw, &v)
	return v, err
}
