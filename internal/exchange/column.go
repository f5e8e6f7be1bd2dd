package exchange

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/dutch"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/sheet"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// column is one column of a table whose rows are R: how a cell is written, and how it
// is read. An empty cell is not read: what a new row holds then stays.
type column[R any] struct {
	sheet.Column
	write func(*R) string
	read  func(*R, string) *fault.Error
	about []string // the answers of the registration that faults may be about
}

// table is a kind whose rows are R.
type table[R any] struct {
	cols  []column[R]
	fresh func(w *work) R
	rows  func(ctx context.Context, c *ent.Client, region uuid.UUID, each func(*R) error) error
	// has tells whether a row is here already, as far as it says so itself.
	has  func(ctx context.Context, w *work, r *R) (bool, error)
	keep func(ctx context.Context, w *work, r *R) error
}

func (t table[R]) columns() []sheet.Column {
	out := make([]sheet.Column, len(t.cols))
	for i, c := range t.cols {
		out[i] = c.Column
	}
	return out
}

func (t table[R]) read(ctx context.Context, c *ent.Client, region uuid.UUID, each func(cells []string) error) error {
	return t.rows(ctx, c, region, func(r *R) error {
		cells := make([]string, len(t.cols))
		for i, c := range t.cols {
			cells[i] = c.write(r)
		}
		return each(cells)
	})
}

func (t table[R]) take(ctx context.Context, w *work, in sheet.Row) (wrong []sheet.Problem, known bool, err error) {
	r := t.fresh(w)
	var list fault.List
	for _, c := range t.cols {
		if cell := in.Cell(c.Name); cell != "" {
			if f := c.read(&r, cell); f != nil {
				list.Add(f.At(c.Name))
			}
		}
	}
	if w.SkipKnown {
		if known, err := t.has(ctx, w, &r); known || err != nil {
			return nil, known, err
		}
	}
	// What could be read is checked too, so that all there is to say is said at once; a
	// savepoint takes back what a good half of a row wrote.
	err = w.db.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error {
		if err := t.keep(ctx, w, &r); err != nil {
			return err
		}
		return list.Err()
	})
	more := fault.All(err)
	switch {
	case err == nil:
		return nil, false, nil
	case len(more) == 0:
		return nil, false, err
	case w.SkipKnown && slices.ContainsFunc(more, func(f *fault.Error) bool { return f.Key == isHere }):
		return nil, true, nil
	}
	return problems(in.Number, t.cols, t.first(append(list, more...))), false, nil
}

// isHere is the fault of a row that somebody imported or registered before.
const isHere = "gezin.is.er.al"

// first keeps one fault for a column: a cell that could not be read is empty to the
// rest, and need not be called empty as well.
func (t table[R]) first(all fault.List) fault.List {
	var out fault.List
	seen := map[string]bool{}
	for _, f := range all {
		p := problems(0, t.cols, f)[0]
		if p.Column == "" || !seen[p.Column] {
			out.Add(f)
		}
		seen[p.Column] = true
	}
	return out
}

func words[R any](name string, at func(*R) *string, about ...string) column[R] {
	return column[R]{sheet.Column{Name: name}, func(r *R) string { return *at(r) },
		func(r *R, cell string) *fault.Error { *at(r) = cell; return nil }, about}
}

// line is a text that nobody else checks.
func line[R any](name string, most int, at func(*R) *string) column[R] {
	c := words(name, at)
	c.read = func(r *R, cell string) *fault.Error {
		cell = text.Line(cell)
		switch {
		case text.Len(cell) > most:
			return fault.At().TooLong(most)
		case text.HoldsBSN(cell):
			return fault.New(fault.Invalid, "bsn.niet")
		}
		*at(r) = cell
		return nil
	}
	return c
}

func texts[R any](name string, at func(*R) *[]string, about ...string) column[R] {
	return column[R]{sheet.Column{Name: name, Kind: sheet.List}, func(r *R) string { return sheet.Join(*at(r)) },
		func(r *R, cell string) *fault.Error { *at(r) = sheet.Split(cell); return nil }, about}
}

// number is a count; 0 is not told.
func number[R any](name string, least, most int, at func(*R) *int, about ...string) column[R] {
	return column[R]{sheet.Column{Name: name, Kind: sheet.Number}, func(r *R) string {
		if *at(r) == 0 {
			return ""
		}
		return strconv.Itoa(*at(r))
	}, func(r *R, cell string) *fault.Error {
		n, f := between(cell, least, most)
		return put(at(r), n, f)
	}, about}
}

// put keeps what was read if nothing is wrong with it: the rest of the row is checked
// as if the cell were empty.
func put[T any](at *T, v T, f *fault.Error) *fault.Error {
	if f == nil {
		*at = v
	}
	return f
}

// maybeNumber is a number of which 0 is one too.
func maybeNumber[R any](name string, least, most int, at func(*R) **int, about ...string) column[R] {
	return column[R]{sheet.Column{Name: name, Kind: sheet.Number}, func(r *R) string {
		if *at(r) == nil {
			return ""
		}
		return strconv.Itoa(**at(r))
	}, func(r *R, cell string) *fault.Error {
		n, f := between(cell, least, most)
		return put(at(r), &n, f)
	}, about}
}

func between(cell string, least, most int) (int, *fault.Error) {
	n, ok := sheet.ParseNumber(cell)
	switch {
	case !ok:
		return 0, fault.New(fault.Invalid, "getal.vorm")
	case n < least || n > most:
		return n, fault.New(fault.Invalid, "getal.bereik").With("min", least).With("max", most)
	}
	return n, nil
}

func yes[R any](name string, at func(*R) *bool, about ...string) column[R] {
	return column[R]{sheet.Column{Name: name, Kind: sheet.YesNo}, func(r *R) string { return sheet.YesOrNo(*at(r)) },
		func(r *R, cell string) *fault.Error {
			b, f := yesOrNo(cell)
			return put(at(r), b, f)
		}, about}
}

// maybe is a yes, a no, or not asked.
func maybe[R any](name string, at func(*R) **bool, about ...string) column[R] {
	return column[R]{sheet.Column{Name: name, Kind: sheet.YesNo}, func(r *R) string {
		if *at(r) == nil {
			return ""
		}
		return sheet.YesOrNo(**at(r))
	}, func(r *R, cell string) *fault.Error {
		b, f := yesOrNo(cell)
		return put(at(r), &b, f)
	}, about}
}

func yesOrNo(cell string) (bool, *fault.Error) {
	b, ok := sheet.ParseYesNo(cell)
	if !ok {
		return false, fault.New(fault.Invalid, "janee.vorm")
	}
	return b, nil
}

func day[R any](name string, at func(*R) **time.Time, about ...string) column[R] {
	return moment(name, sheet.Day, sheet.ParseDay, "datum.vorm", at, about...)
}

func moment[R any](name string, write func(time.Time) string, read func(string) (time.Time, bool), key string, at func(*R) **time.Time, about ...string) column[R] {
	return column[R]{sheet.Column{Name: name}, func(r *R) string {
		if *at(r) == nil {
			return ""
		}
		return write(**at(r))
	}, func(r *R, cell string) *fault.Error {
		t, ok := read(cell)
		if !ok {
			return unreadable(key)
		}
		*at(r) = &t
		return nil
	}, about}
}

func unreadable(key string) *fault.Error {
	if key == "tijdstip.vorm" {
		return fault.New(fault.Invalid, "tijdstip.vorm")
	}
	return fault.New(fault.Invalid, "datum.vorm")
}

type word interface {
	~string
	Values() []string
}

// choice is one word of a closed list, written as people would: erop uit, wo middag.
func choice[R any, W word](name string, at func(*R) *W, about ...string) column[R] {
	return column[R]{sheet.Column{Name: name}, func(r *R) string { return say(*at(r)) },
		func(r *R, cell string) *fault.Error {
			w, f := hear[W](cell)
			return put(at(r), w, f)
		}, about}
}

func choices[R any, W word](name string, at func(*R) *[]W, about ...string) column[R] {
	return column[R]{sheet.Column{Name: name, Kind: sheet.List}, func(r *R) string { return sayAll(*at(r)) },
		func(r *R, cell string) *fault.Error {
			list, f := hearAll[W](cell)
			return put(at(r), list, f)
		}, about}
}

// none is a list that may be known to be empty.
const none = "geen"

// known is a list of which "none" is an answer, and an empty cell is not asked.
func known[R any, W word](name string, at func(*R) *[]W, about ...string) column[R] {
	c := choices(name, at, about...)
	write, read := c.write, c.read
	c.write = func(r *R) string {
		if *at(r) != nil && len(*at(r)) == 0 {
			return none
		}
		return write(r)
	}
	c.read = func(r *R, cell string) *fault.Error {
		if text.Fold(cell) == none {
			*at(r) = []W{}
			return nil
		}
		return read(r, cell)
	}
	return c
}

func say[W word](w W) string { return strings.ToLower(strings.ReplaceAll(string(w), "_", " ")) }

func sayAll[W word](list []W) string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = say(w)
	}
	return sheet.Join(out)
}

func hear[W word](cell string) (W, *fault.Error) {
	w := W(strings.ToUpper(strings.NewReplacer(" ", "_", "-", "_").Replace(short(text.Fold(cell)))))
	if !term.Valid(w) {
		return "", fault.New(fault.Invalid, "keuze.uit").With("keuzes", sayAll(term.All[W]()))
	}
	return w, nil
}

func hearAll[W word](cell string) ([]W, *fault.Error) {
	out := []W{}
	for _, s := range sheet.Split(cell) {
		w, f := hear[W](s)
		if f != nil {
			return nil, f
		}
		out = append(out, w)
	}
	return out, nil
}

// short takes the long names of days too: woensdagmiddag is wo middag.
func short(s string) string {
	for _, d := range dutch.Weekdays {
		if rest, ok := strings.CutPrefix(s, d); ok {
			return d[:2] + " " + strings.TrimSpace(rest)
		}
	}
	return s
}
