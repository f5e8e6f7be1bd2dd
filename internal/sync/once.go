// Package sync keeps phones and server in step: exactly-once intents and the
// news of what changed.
package sync

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/mutationlog"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/viewer"
)

// Intent is what a client means to do, under a key that it made itself.
type Intent struct {
	Op    string // the mutation's name
	Key   string // clientMutationId
	Input any    // hashed, never kept
}

// Outcome is what an intent did. It holds ids and codes only, so that the log has
// nothing personal in it; what a client selects of it is read again each time.
type Outcome struct {
	IDs      map[string]uuid.UUID `json:"ids,omitempty"`
	Refusals []Refusal            `json:"refusals,omitempty"`
	Replayed bool                 `json:"-"`
}

// Refusal is a fault as the log keeps it. Args hold numbers and words of ours
// (a limit, a state), never what a person typed.
type Refusal struct {
	Code    fault.Code     `json:"code"`
	Key     string         `json:"key,omitempty"`
	Path    []string       `json:"path,omitempty"`
	Args    map[string]any `json:"args,omitempty"`
	Current *uuid.UUID     `json:"current,omitempty"`
}

// Transactor runs fn in one transaction; ent.FromContext(ctx) in fn is that
// transaction's client.
type Transactor interface {
	WithTx(ctx context.Context, fn func(ctx context.Context, tx *ent.Tx) error) error
}

// refused makes the transaction roll back while the refusal is kept.
type refused struct{ list fault.List }

func (r refused) Error() string { return r.list.Error() }

// Once does an intent exactly once per viewer and key. The key, a hash of the
// input and the outcome are written in the transaction of the effect: either all
// of it is there or nothing is. A refusal undoes whatever fn wrote and is
// remembered by itself. A concurrent twin waits on the key's unique index and then
// gets the first one's answer. What passes is not remembered, nor are errors that
// are no faults: the same again may work. What somebody else was quicker at is tried
// again here first: fn then finds how it is now, and a person need not.
func Once(ctx context.Context, db Transactor, in Intent, fn func(ctx context.Context) (map[string]uuid.UUID, error)) (Outcome, error) {
	if no := badKey(in.Key); no != nil {
		return refuse(fault.List{no}), nil
	}
	hash, err := fingerprint(in)
	if err != nil {
		return Outcome{}, err
	}
	out, err := attempt(ctx, db, in, hash, fn)
	for again := 0; again < tries && ctx.Err() == nil && fault.Has(err, fault.Retryable); again++ {
		out, err = attempt(ctx, db, in, hash, fn)
	}
	var no refused
	if !errors.As(err, &no) {
		return out, err
	}
	// The effect is undone; remember the answer, unless a twin was quicker.
	return attempt(ctx, db, in, hash, func(context.Context) (map[string]uuid.UUID, error) { return nil, remember{no.list} })
}

// remember is a refusal that commits: only its log row is written.
type remember struct{ list fault.List }

func (r remember) Error() string { return r.list.Error() }

// tries is how often what was lost to somebody else is begun again.
const tries = 2

func attempt(ctx context.Context, db Transactor, in Intent, hash []byte, fn func(ctx context.Context) (map[string]uuid.UUID, error)) (out Outcome, err error) {
	err = db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		out = Outcome{}
		sys := rule.System(ctx)
		who := viewer.FromContext(ctx)
		if who == nil {
			return fault.New(fault.Unauthenticated, "")
		}
		row, fresh, err := claim(sys, tx.Client(), who.Key(), in, hash)
		if err != nil {
			return err
		}
		if !fresh {
			out, err = replay(row, in, hash)
			return err
		}
		ids, err := fn(ctx)
		var keep remember
		switch {
		case err == nil:
			out = Outcome{IDs: ids}
		case errors.As(err, &keep):
			out = refuse(keep.list)
		case len(fault.All(err)) > 0 && !fault.Has(err, fault.Retryable) && !fault.Has(err, fault.RateLimited):
			return refused{fault.All(err)}
		default:
			return err
		}
		raw, err := json.Marshal(out)
		if err != nil {
			return err
		}
		return tx.MutationLog.UpdateOne(row).SetOutcome(raw).Exec(sys)
	})
	return out, err
}

// maxKey is how many bytes of a key the log keeps.
const maxKey = 100

// badKey tells why a key cannot be kept. PostgreSQL keeps no NUL and no broken UTF-8.
func badKey(key string) *fault.Error {
	at := fault.At("clientMutationId")
	switch {
	case key == "":
		return at.New(fault.Required, "sleutel.leeg")
	case len(key) > maxKey:
		return at.TooLong(maxKey)
	case !utf8.ValidString(key) || strings.ContainsFunc(key, unicode.IsControl):
		return at.New(fault.Invalid, "id.vreemd")
	}
	return nil
}

// claim writes the key, or finds who was first.
func claim(sys context.Context, c *ent.Client, who string, in Intent, hash []byte) (*ent.MutationLog, bool, error) {
	err := c.MutationLog.Create().SetViewer(who).SetClientMutationID(in.Key).SetOp(in.Op).SetInputHash(hash).
		OnConflict(sql.ConflictColumns(mutationlog.FieldViewer, mutationlog.FieldClientMutationID), sql.DoNothing()).
		Exec(sys)
	fresh := err == nil
	if err != nil && !isNoRows(err) {
		return nil, false, fmt.Errorf("claiming the key of %s: %w", in.Op, err)
	}
	row, err := c.MutationLog.Query().
		Where(mutationlog.Viewer(who), mutationlog.ClientMutationID(in.Key)).Only(sys)
	if err != nil {
		return nil, false, fmt.Errorf("reading the key of %s: %w", in.Op, err)
	}
	return row, fresh && row.Outcome == nil, nil
}

func replay(row *ent.MutationLog, in Intent, hash []byte) (Outcome, error) {
	if row.Op != in.Op || string(row.InputHash) != string(hash) {
		return refuse(fault.List{fault.New(fault.IdempotencyKeyReused, "").At("clientMutationId")}), nil
	}
	var out Outcome
	if err := json.Unmarshal(row.Outcome, &out); err != nil {
		return out, fmt.Errorf("outcome of %s: %w", in.Op, err)
	}
	out.Replayed = true
	return out, nil
}

// fingerprint tells one input from another. The JSON of a struct has its fields in
// one order, so that the same input gives the same bytes.
func fingerprint(in Intent) ([]byte, error) {
	raw, err := json.Marshal(in.Input)
	if err != nil {
		return nil, fmt.Errorf("input of %s: %w", in.Op, err)
	}
	sum := sha256.Sum256(append([]byte(in.Op+"\x00"), raw...))
	return sum[:], nil
}
