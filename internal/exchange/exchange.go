// Package exchange takes over what coordinators keep in spreadsheets, and gives it
// back: families that ask, families that offer, and meetups. What comes in passes the
// same checks as what people fill in themselves, because the same rooms do the work;
// then all of a file is written, or nothing.
//
// A table is what fits in one. Notes, care facts, koppelingen and who signed up do not
// travel in it: a backup does that.
package exchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/membership"
	"buurtdorp/ent/place"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/sheet"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// kind is a table that can be exchanged.
type kind interface {
	columns() []sheet.Column
	// read hands out the rows of a region, oldest first.
	read(ctx context.Context, c *ent.Client, region uuid.UUID, each func(cells []string) error) error
	// take writes a row, or knows it already. What is wrong with it are problems, anything
	// else an error.
	take(ctx context.Context, w *work, r sheet.Row) (wrong []sheet.Problem, known bool, err error)
}

var kinds = map[string]kind{
	"vraaggezinnen": vraaggezinnen,
	"steungezinnen": steungezinnen,
	"meetups":       meetups,
}

// Columns are the columns of a kind.
func Columns(name string) ([]sheet.Column, error) {
	k, ok := kinds[name]
	if !ok {
		return nil, ErrNoKind
	}
	return k.columns(), nil
}

// Kinds are the names of what can be exchanged.
func Kinds() []string { return slices.Sorted(maps.Keys(kinds)) }

// ErrNoKind is the answer to any other name.
var ErrNoKind = errors.New("there are tables of " + strings.Join(Kinds(), ", "))

// Export gives all rows of a kind in a region.
func Export(ctx context.Context, db *store.DB, name string, region uuid.UUID) (*sheet.Table, error) {
	k, ok := kinds[name]
	if !ok {
		return nil, ErrNoKind
	}
	t := &sheet.Table{Columns: k.columns(), Rows: [][]string{}}
	err := k.read(rule.System(ctx), db.Client, region, func(cells []string) error {
		t.Rows = append(t.Rows, cells)
		return nil
	})
	return t, err
}

// Options say how to import.
type Options struct {
	Region *ent.Region
	// By is in whose name it is done: who saw a VOG, who called a reference. May be
	// uuid.Nil as long as the table has none.
	By uuid.UUID
	// DryRun does everything and keeps nothing.
	DryRun bool
	// SkipKnown passes over what is here already, where else it is a problem: the same
	// list comes again, with some rows more.
	SkipKnown bool
	// Progress hears how many rows are done; from the start again when the database made
	// us begin again.
	Progress func(done, of int)
}

// Report tells how an import went.
type Report struct {
	Kind     string          `json:"kind"`
	Rows     int             `json:"rows"`
	Known    int             `json:"known"` // rows passed over, because they are here
	Written  bool            `json:"written"`
	Problems []sheet.Problem `json:"problems"`
}

// work is an import that goes on.
type work struct {
	Options
	db       *store.DB
	now      time.Time
	matchers map[string]uuid.UUID  // by e-mail address
	places   map[string]*ent.Place // by name, folded
	made     map[uuid.UUID]bool    // families that this import made
}

// errNothingKept undoes what a rehearsal, or a file with problems, has written.
var errNothingKept = errors.New("nothing kept")

// Import takes a table over whose columns are ours. It tells all problems at once, and
// writes nothing as long as there is one.
func Import(ctx context.Context, db *store.DB, name string, in io.Reader, opt Options) (*Report, error) {
	k, ok := kinds[name]
	if !ok {
		return nil, ErrNoKind
	}
	rows, unread, err := sheet.Read(in, k.columns())
	if err != nil {
		return nil, fmt.Errorf("read the table: %w", err)
	}
	return take(ctx, db, name, rows, unread, opt)
}

// ImportLines is Import for a table whose columns a person chose: mapping holds for
// each of them the name of one of ours, or nothing.
func ImportLines(ctx context.Context, db *store.DB, name string, lines *sheet.Lines, mapping []string, opt Options) (*Report, error) {
	k, ok := kinds[name]
	if !ok {
		return nil, ErrNoKind
	}
	rows, unread := lines.As(k.columns(), mapping)
	return take(ctx, db, name, rows, unread, opt)
}

// take writes rows, in the transaction of ctx or in one of its own.
func take(ctx context.Context, db *store.DB, name string, rows []sheet.Row, unread []sheet.Problem, opt Options) (*Report, error) {
	k, report := kinds[name], &Report{Kind: name, Rows: len(rows)}
	err := db.WithTx(rule.System(ctx), func(ctx context.Context, tx *ent.Tx) error {
		report.Problems, report.Known = append([]sheet.Problem{}, unread...), 0 // it may run more than once
		w, err := newWork(ctx, db, opt)
		if err != nil {
			return err
		}
		for i, r := range rows {
			wrong, known, err := k.take(ctx, w, r)
			if err != nil {
				return fmt.Errorf("row %d: %w", r.Number, err)
			}
			if report.Problems = append(report.Problems, wrong...); known {
				report.Known++
			}
			if opt.Progress != nil {
				opt.Progress(i+1, len(rows))
			}
		}
		if len(report.Problems) > 0 || opt.DryRun {
			return errNothingKept
		}
		return nil
	})
	slices.SortStableFunc(report.Problems, func(a, b sheet.Problem) int { return a.Row - b.Row })
	if errors.Is(err, errNothingKept) {
		return report, nil
	}
	report.Written = err == nil
	return report, err
}

func newWork(ctx context.Context, db *store.DB, opt Options) (*work, error) {
	w := &work{Options: opt, db: db, now: clock.Now(), matchers: map[string]uuid.UUID{}, places: map[string]*ent.Place{}, made: map[uuid.UUID]bool{}}
	people, err := ent.FromContext(ctx).Membership.Query().
		Where(membership.RegionID(opt.Region.ID), membership.RoleIn(term.RoleMatcher, term.RoleHeadMatcher)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading matchers: %w", err)
	}
	ids := make([]uuid.UUID, len(people))
	for i, p := range people {
		ids[i] = p.UserID
	}
	found, err := ent.FromContext(ctx).Credential.Query().Where(credential.UserIDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading addresses of matchers: %w", err)
	}
	for _, c := range found {
		w.matchers[c.Email] = c.UserID
	}
	places, err := ent.FromContext(ctx).Place.Query().Where(place.RegionID(opt.Region.ID)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading places: %w", err)
	}
	for _, p := range places {
		w.places[text.Fold(p.Name)] = p
	}
	return w, nil
}

// problems puts faults in the columns they are about.
func problems[R any](row int, cols []column[R], err error) []sheet.Problem {
	var out []sheet.Problem
	for _, f := range fault.All(err) {
		path, name := strings.Join(f.Path, "."), ""
		for _, c := range cols {
			for _, about := range append(c.about, c.Name) {
				if path == about || strings.HasPrefix(path, about+".") {
					name = c.Name
				}
			}
		}
		p := sheet.Problem{Row: row, Column: name, Message: fault.Sentence("nl", f)}
		if !slices.Contains(out, p) { // two children, one sentence
			out = append(out, p)
		}
	}
	return out
}
