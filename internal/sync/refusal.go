package sync

import (
	"database/sql"
	"errors"

	"github.com/google/uuid"

	"buurtdorp/internal/fault"
)

func refuse(list fault.List) Outcome {
	var out Outcome
	for _, f := range list {
		r := Refusal{Code: f.Code, Key: f.Key, Path: f.Path, Args: f.Args}
		if id, ok := f.Current.(uuid.UUID); ok {
			r.Current = &id
		}
		out.Refusals = append(out.Refusals, r)
	}
	return out
}

// Fault gives a refusal its sentence back.
func (r Refusal) Fault() *fault.Error {
	f := fault.New(r.Code, r.Key).At(r.Path...)
	for name, value := range r.Args {
		f = f.With(name, value)
	}
	return f
}

// isNoRows is how an upsert that did nothing answers.
func isNoRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }
