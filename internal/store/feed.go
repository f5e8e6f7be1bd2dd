package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	entgo "entgo.io/ent"
	"entgo.io/ent/dialect/sql/schema"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/feed"
	entmigrate "buurtdorp/ent/migrate"
	"buurtdorp/internal/gid"
)

// Every commit that changes something of a region raises the counter of that region, so
// that who keeps a copy knows whether anything happened. Nobody has to remember it: a
// hook on every type sees what a transaction touches, whichever program opened the
// database. The counter is taken last in the transaction, and its row is held until the
// commit: so who sees a number sees everything that came before it. Numbers of a
// sequence, or times, are handed out before the commit and let readers miss rows.

// OnChange makes f hear of every region in which something was committed. Call it
// before the database is used.
func (db *DB) OnChange(f func(region uuid.UUID)) { db.heard = append(db.heard, f) }

// counting is the hook.
func (db *DB) counting(next ent.Mutator) ent.Mutator {
	return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
		touched, err := touches(ctx, m)
		if err != nil || touched == nil {
			return orFail(next, err).Mutate(ctx, m)
		}
		t, inTx := ctx.Value(txKey{}).(*transaction)
		inTx = inTx && !t.ended && t.db == db
		into := &changes{regions: map[uuid.UUID]bool{}, rows: map[string][]uuid.UUID{}}
		if inTx {
			into = &t.changes
		}
		into.add(touched)
		if m.Op().Is(entgo.OpDelete | entgo.OpDeleteOne) { // afterwards nobody knows where they were
			if err := into.find(ctx, db.querierOf(ctx, inTx)); err != nil {
				return nil, err
			}
		}
		v, err := next.Mutate(ctx, m)
		if err != nil || inTx {
			return v, err
		}
		return v, db.countAlone(ctx, into)
	})
}

// countAlone is for a write without a transaction: it is committed already.
func (db *DB) countAlone(ctx context.Context, c *changes) error {
	if err := c.find(ctx, db.DB); err != nil {
		return err
	}
	if err := c.count(ctx, db.DB); err != nil {
		return err
	}
	db.tell(c)
	return nil
}

func (db *DB) tell(c *changes) {
	for region := range c.regions {
		for _, f := range db.heard {
			f(region)
		}
	}
}

func (db *DB) querierOf(ctx context.Context, inTx bool) counter {
	if tx := ent.TxFromContext(ctx); inTx && tx != nil {
		return tx
	}
	return db.DB
}

func orFail(next ent.Mutator, err error) ent.Mutator {
	if err == nil {
		return next
	}
	return ent.MutateFunc(func(context.Context, ent.Mutation) (ent.Value, error) { return nil, err })
}

// changes are the regions that a transaction touched, and the rows whose region it does
// not know yet, by table.
type changes struct {
	regions map[uuid.UUID]bool
	rows    map[string][]uuid.UUID
}

// touch is what one mutation touches: a region it names, or rows.
type touch struct {
	region uuid.UUID
	rows   []uuid.UUID
}

// unheard are the types of which not even a counter may tell that something happened:
// a worry is between who shared it and her matcher, and is on no device. That somebody
// looked changes nothing, and is written down while she looks.
var unheard = []string{ent.TypeZorgmelding, ent.TypeZorgmeldingStap, ent.TypeInzage}

// touches: a new row says where it is; of others their id tells the table.
func touches(ctx context.Context, m ent.Mutation) (*touch, error) {
	if slices.Contains(unheard, m.Type()) {
		return nil, nil
	}
	where, ok := m.(interface{ RegionID() (uuid.UUID, bool) })
	if !ok {
		return nil, nil
	}
	if region, known := where.RegionID(); known {
		return &touch{region: region}, nil
	}
	one, ok := m.(interface {
		ID() (uuid.UUID, bool)
		IDs(context.Context) ([]uuid.UUID, error)
	})
	if !ok || m.Op().Is(entgo.OpCreate) {
		return nil, nil
	}
	if id, ok := one.ID(); ok {
		return &touch{rows: []uuid.UUID{id}}, nil
	}
	ids, err := one.IDs(ctx)
	return &touch{rows: ids}, err
}

func (c *changes) add(t *touch) {
	if c.regions == nil {
		c.regions, c.rows = map[uuid.UUID]bool{}, map[string][]uuid.UUID{}
	}
	if t.region != uuid.Nil {
		c.regions[t.region] = true
	}
	for _, id := range t.rows {
		if table, ok := gid.Table(id); ok && inRegion[table] && !slices.Contains(c.rows[table], id) {
			c.rows[table] = append(c.rows[table], id)
		}
	}
}

// inRegion are the tables whose rows say where they are.
var inRegion = func() map[string]bool {
	out := map[string]bool{}
	for _, t := range entmigrate.Tables {
		out[t.Name] = t.Name != feed.Table && slices.ContainsFunc(t.Columns, func(c *schema.Column) bool { return c.Name == "region_id" })
	}
	return out
}()

// counter runs statements: a transaction, or the database itself.
type counter interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// atOnce is how many rows are looked up in one statement.
const atOnce = 500

// find looks the regions of the rows up.
func (c *changes) find(ctx context.Context, q counter) error {
	for table, ids := range c.rows {
		for part := range slices.Chunk(ids, atOnce) {
			if err := c.look(ctx, q, table, part); err != nil {
				return fmt.Errorf("the regions of %s: %w", table, err)
			}
		}
	}
	clear(c.rows)
	return nil
}

func (c *changes) look(ctx context.Context, q counter, table string, ids []uuid.UUID) error {
	marks, args := make([]string, len(ids)), make([]any, len(ids))
	for i, id := range ids {
		marks[i], args[i] = fmt.Sprintf("$%d", i+1), id
	}
	rows, err := q.QueryContext(ctx, `SELECT DISTINCT region_id FROM "`+table+`" WHERE id IN (`+strings.Join(marks, ",")+`)`, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var region uuid.UUID
		if err := rows.Scan(&region); err != nil {
			return err
		}
		c.regions[region] = true
	}
	return rows.Err()
}

// count raises the counters, always in the same order, so that no two wait for each other.
func (c *changes) count(ctx context.Context, q counter) error {
	regions := make([]uuid.UUID, 0, len(c.regions))
	for r := range c.regions {
		regions = append(regions, r)
	}
	slices.SortFunc(regions, func(a, b uuid.UUID) int { return strings.Compare(a.String(), b.String()) })
	for _, r := range regions {
		_, err := q.ExecContext(ctx, `INSERT INTO feeds (id, region_id, seq) VALUES ($1, $2, 1)
			ON CONFLICT (region_id) DO UPDATE SET seq = feeds.seq + 1`, gid.New(gid.Feed), r)
		if err != nil {
			return fmt.Errorf("count a change: %w", err)
		}
	}
	return nil
}
