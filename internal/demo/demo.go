// Package demo invents a region: people, wishes, koppelingen and meetups, from which
// every screen has something true to show. Nobody in it exists.
//
// The standard region is the Hoeksche Waard. Its past is the year 2021, with the
// figures of that year (domain.md 7); its present is counted from Options.Now, so
// that an intake is always today at ten. The same seed and the same Now make the
// same database, to the last byte of an id, on SQLite and on PostgreSQL.
//
// # Who is who
//
// Everybody signs in with <role><n>@demo.buurtdorp.example; List tells them all. The
// first parents stand for what there is to see:
//
//	parent1, parent2    Samira, who waits, and the family that fits her best
//	parent3, parent4    a proposal that the vraaggezin has to answer; the steungezin said yes
//	parent5, parent6    a proposal that the steungezin has to answer; the vraaggezin knows nothing yet
//	parent7, parent8    a kennismaking within days
//	parent9, parent10   a proefperiode
//	parent11, parent12  a koppeling that runs
//	parent13, parent14  somebody who registered just now, and a steungezin that did
package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
)

// Options say which region to invent.
type Options struct {
	// Seed chooses among the regions; the same seed makes the same one.
	Seed int64
	// Families is how many there are; 0 is the standard region.
	Families int
	// Now is the present that everything is counted from; zero is the clock's.
	Now time.Time
	// Progress hears how many families of how many there are; nil hears nothing.
	Progress func(done, of int)
	// Also writes what another room adds to the region, in the transaction that makes
	// it: a third-party app of the auth room.
	Also func(ctx context.Context, tx *ent.Tx, region uuid.UUID) error
}

// Summary is what was made.
type Summary struct {
	Families, Vraaggezinnen, Steungezinnen, Koppelingen int
	Places, Meetups, Signups, People                    int
	Took                                                time.Duration
}

// ErrNotEmpty is Fill's answer to a database in which somebody lives already.
var ErrNotEmpty = errors.New("demo data goes into an empty database only, and this one holds a region")

// firstPresent is the first year that has room for all that happened since 2021.
const firstPresent = 2025

// Fill makes an invented region in an empty database. The standard region is there
// as a whole or not at all; a larger one comes in parts.
func Fill(ctx context.Context, db *store.DB, opts Options) (Summary, error) {
	if opts.Families < 0 {
		return Summary{}, errors.New("the number of families is 0 for the standard region, or more")
	}
	if opts.Now.IsZero() {
		opts.Now = clock.Now()
	}
	opts.Now = opts.Now.UTC().Truncate(time.Microsecond) // what both databases keep
	if opts.Now.Year() < firstPresent {
		return Summary{}, fmt.Errorf("the demo has a present from %d on: is the clock of this machine right?", firstPresent)
	}
	began := clock.Now()
	sys := rule.System(ctx)
	if is, err := empty(sys, db.Client); err != nil {
		return Summary{}, err
	} else if !is {
		return Summary{}, ErrNotEmpty
	}
	fill := standard
	if opts.Families > 0 {
		fill = anySize
	}
	sum, err := fill(sys, db, opts)
	sum.Took = clock.Now().Sub(began).Round(time.Millisecond)
	return sum, err
}

// Ensure fills an empty database, and leaves any other as it is. Of two instances
// that start at once, one fills it.
func Ensure(ctx context.Context, db *store.DB, opts Options) error {
	_, err := Fill(ctx, db, opts)
	if errors.Is(err, ErrNotEmpty) {
		return nil
	}
	if ent.IsConstraintError(err) { // the other instance was first
		if is, again := empty(rule.System(ctx), db.Client); again == nil && !is {
			return nil
		}
	}
	return err
}

// empty: nobody lives there. Keys and secrets do not count, the server makes them at
// its first start.
func empty(sys context.Context, c *ent.Client) (bool, error) {
	for _, exist := range []func(context.Context) (bool, error){
		c.Region.Query().Exist, c.User.Query().Exist, c.Family.Query().Exist,
	} {
		there, err := exist(sys)
		if err != nil {
			return false, fmt.Errorf("looking whether the database is empty: %w", err)
		}
		if there {
			return false, nil
		}
	}
	return true, nil
}

// standard makes the standard region in one transaction.
func standard(sys context.Context, db *store.DB, opts Options) (Summary, error) {
	var sum Summary
	err := db.WithTx(sys, func(ctx context.Context, tx *ent.Tx) error {
		b := newBook(tx.Client(), opts, 0)
		b.hoekscheWaard()
		b.cast()
		b.year2021()
		b.pool()
		b.recently()
		b.upcoming()
		b.desk()
		b.partings()
		if err := b.write(ctx); err != nil {
			return err
		}
		sum = b.sum
		return also(ctx, tx, opts, b.region)
	})
	return sum, err
}

func also(ctx context.Context, tx *ent.Tx, opts Options, region uuid.UUID) error {
	if opts.Also == nil {
		return nil
	}
	return opts.Also(ctx, tx, region)
}
