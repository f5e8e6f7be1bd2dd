package store_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/store"
)

// fill puts rows in every table, knowing nothing but what the database says about
// itself: so it also fills a version that ent's schema has left behind. Rows of
// one round point to each other; where a CHECK refuses a row it draws another.
func fill(db *store.DB, round int) error {
	tables, err := catalog(db)
	if err != nil {
		return err
	}
	f := filler{db: db, ids: map[string][]uuid.UUID{}, serial: round * 1000, rng: rand.New(rand.NewPCG(1, uint64(round)))}
	for len(tables) > 0 {
		// First who needs nobody unfilled; in a circle, who needs nobody required.
		next := slices.IndexFunc(tables, func(t table) bool { return f.ready(t, true) })
		if next < 0 {
			next = slices.IndexFunc(tables, func(t table) bool { return f.ready(t, false) })
		}
		if next < 0 {
			return errors.New("tables that require each other")
		}
		for range rowsPerRound {
			if err := f.insert(tables[next]); err != nil {
				return err
			}
		}
		tables = slices.Delete(tables, next, next+1)
	}
	return nil
}

const (
	rowsPerRound = 2
	draws        = 5000
)

type filler struct {
	db     *store.DB
	ids    map[string][]uuid.UUID // per table, of this round
	serial int
	rng    *rand.Rand
}

func (f *filler) ready(t table, alsoOptional bool) bool {
	return !slices.ContainsFunc(t.columns, func(c column) bool {
		return c.parent != "" && c.parent != t.name && (c.required || alsoOptional) && len(f.ids[c.parent]) == 0
	})
}

func (f *filler) insert(t table) error {
	f.serial++
	row := len(f.ids[t.name])
	id := uuid.Must(uuid.NewV7())
	var names, places []string
	for i, c := range t.columns {
		names = append(names, `"`+c.name+`"`)
		places = append(places, fmt.Sprintf("$%d", i+1))
	}
	statement := fmt.Sprintf(`INSERT INTO "%s" (%s) VALUES (%s)`, t.name, strings.Join(names, ", "), strings.Join(places, ", "))
	var err error
	for draw := range draws {
		var values []any
		for i, c := range t.columns {
			values = append(values, f.value(t, c, i, f.other(t, i, row, draw), id, draw))
		}
		if _, err = f.db.Exec(statement, values...); err == nil {
			f.ids[t.name] = append(f.ids[t.name], id)
			return nil
		}
		if !strings.Contains(strings.ToLower(err.Error()), "constraint") {
			break
		}
	}
	return fmt.Errorf("no row found that %s takes: %w", t.name, err)
}

// other turns to another parent where a column before this one has the same: some rows
// are about two different people. Only once the first draw was refused.
func (f *filler) other(t table, place, row, draw int) int {
	parents := len(f.ids[t.columns[place].parent])
	if draw == 0 || parents == 0 {
		return row
	}
	for _, before := range t.columns[:place] {
		if before.parent == t.columns[place].parent {
			row++
		}
	}
	return row % parents
}

// value is full on the first draw; later draws leave optional columns out and try
// the words that the CHECKs of the table mention.
func (f *filler) value(t table, c column, place, row int, id uuid.UUID, draw int) any {
	if c.name == "id" {
		return id
	}
	if !c.required && draw > 0 && f.rng.IntN(2) == 0 {
		return nil
	}
	if c.parent != "" {
		if parents := f.ids[c.parent]; row < len(parents) {
			return parents[row] // a parent of its own: some have room for one child
		}
		return nil
	}
	switch c.kind {
	case "uuid":
		return uuid.Must(uuid.NewV7())
	case "integer":
		if draw > 1000 { // a sum, perhaps
			return f.rng.IntN(21)
		}
		return draw%7 + 1
	case "real":
		return 1.5
	case "boolean":
		return draw%2 == 1
	case "time": // later columns are later: from before until
		return time.Date(2026, 1, 1, place, f.serial%60, 0, 0, time.UTC)
	case "json":
		return `["x"]`
	case "bytes":
		return fmt.Appendf(nil, "b%d", f.serial)
	}
	if len(c.words) > 0 {
		return c.words[f.rng.IntN(len(c.words))]
	}
	return fmt.Sprintf("x%d", f.serial)
}
