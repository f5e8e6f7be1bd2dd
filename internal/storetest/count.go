package storetest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"buurtdorp/ent"
	"buurtdorp/internal/store"
)

// Statements are what was asked of a database, for tests of how many that is: a
// query's number does not grow with the rows it finds.
type Statements struct {
	mu   sync.Mutex
	list []string
}

// Counting is the same database, with a client whose statements are counted, those
// in transactions too.
func Counting(t testing.TB, db *store.DB) (*store.DB, *Statements) {
	t.Helper()
	s := &Statements{}
	counted := *db
	counted.Client = ent.NewClient(ent.Driver(dialect.DebugWithContext(entsql.OpenDB(db.Dialect, db.DB), s.note)))
	return &counted, s
}

// note keeps what ent's debug driver says, but for the beginning and the end of
// transactions.
func (s *Statements) note(_ context.Context, v ...any) {
	line := fmt.Sprint(v...)
	if !strings.Contains(line, "query=") {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, line)
}

// Take tells what was asked since the last time.
func (s *Statements) Take() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.list
	s.list = nil
	return list
}
