package inzage

import (
	"context"
	stdsql "database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/inzage"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

const (
	// few families in one answer are dossiers that were opened, each time a line; more
	// are a list, once a day.
	few = 3
	// atOnce is how many lines go in one statement: databases count parameters.
	atOnce = 500
	// remembered is how many lines of today's lists are known without asking.
	remembered = 50_000
)

// Kept is how long a line is kept: what NEN 7513 asks of care at least.
const Kept = 5 * 365 * 24 * time.Hour

// Log writes the lines.
type Log struct {
	Client *ent.Client

	mu    sync.Mutex
	day   string
	lists map[line]bool
}

type line struct {
	family, user uuid.UUID
	what         string
}

// Keep writes down what an answer shows, before it is given: nobody reads without a line.
func (l *Log) Keep(ctx context.Context, r *Reads) error {
	v := viewer.FromContext(ctx)
	if v == nil || len(r.families)+len(r.koppelingen)+len(r.rows) == 0 {
		return nil
	}
	if err := l.whose(ctx, v, r); err != nil {
		return err
	}
	soort, day := term.InzageDossier, clock.Now().In(clock.Amsterdam).Format(time.DateOnly)
	if len(r.families) > few {
		soort = term.InzageLijst
	}
	var rows []*ent.InzageCreate
	var lines []line
	for family, what := range r.families {
		one := line{family, v.UserID, words(what)}
		if soort == term.InzageLijst && l.knows(day, one) {
			continue
		}
		lines = append(lines, one)
		rows = append(rows, l.Client.Inzage.Create().SetID(gid.New(gid.Inzage)).SetRegionID(v.RegionID).SetFamilyID(family).
			SetUserID(v.UserID).SetSoort(soort).SetWat(one.what).SetDag(day))
	}
	for part := range slices.Chunk(rows, atOnce) {
		// A line that is there already says it all: it is of today's list.
		err := l.Client.Inzage.CreateBulk(part...).OnConflict(sql.DoNothing()).Exec(rule.System(ctx))
		if err != nil && !errors.Is(err, stdsql.ErrNoRows) {
			return fmt.Errorf("writing down who looked: %w", err)
		}
	}
	if soort == term.InzageLijst {
		l.learn(day, lines)
	}
	return nil
}

func (l *Log) knows(day string, one line) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.day == day && l.lists[one]
}

func (l *Log) learn(day string, lines []line) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.day != day || len(l.lists)+len(lines) > remembered {
		l.day, l.lists = day, map[line]bool{}
	}
	for _, one := range lines {
		if len(l.lists) < remembered {
			l.lists[one] = true
		}
	}
}

// words are written in their fixed order, so that the same is the same.
func words(what map[term.Gegeven]bool) string {
	var out []string
	for _, g := range term.All[term.Gegeven]() {
		if what[g] {
			out = append(out, string(g))
		}
	}
	return strings.Join(out, ",")
}

// What reads it back.
func What(row *ent.Inzage) []term.Gegeven {
	out := []term.Gegeven{}
	for w := range strings.SplitSeq(row.Wat, ",") {
		out = append(out, term.Gegeven(w))
	}
	return out
}

// Sweep removes the lines whose time is over.
func Sweep(ctx context.Context, db *store.DB) error {
	err := db.Prune(ctx, atOnce, func(ctx context.Context, c *ent.Client, few int) (int, error) {
		ids, err := c.Inzage.Query().Where(inzage.CreatedAtLT(clock.Now().Add(-Kept))).Limit(few).IDs(ctx)
		if err != nil {
			return 0, err
		}
		return c.Inzage.Delete().Where(inzage.IDIn(ids...)).Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("removing old lines of who looked: %w", err)
	}
	return nil
}
