package suggest

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/feed"
	"buurtdorp/internal/clock"
)

// kept are the stocks of regions that were asked for lately. None of them can be stale:
// every commit that changes something of a region raises its feed, and a stock is used
// only while the feed stands where it stood before it was read.
type kept struct {
	mu      sync.Mutex
	regions map[uuid.UUID]*shelf
	timer   *time.Timer
}

type shelf struct {
	making sync.Mutex // one reads, the others wait for that
	stock  *stock
	used   time.Time
}

const (
	// MostKept is how many offers are kept of all regions together, at some 170 bytes.
	MostKept = 150_000
	// keepFor is how long a stock is kept that nobody asks for.
	keepFor = 5 * time.Minute
)

// stock is the stock of a region as it is now.
func (s *Service) stock(ctx context.Context, c *ent.Client, here *ent.Region) (*stock, error) {
	x, seq, err := s.warm(ctx, c, here)
	if x != nil || err != nil {
		return x, err
	}
	return s.fresh(ctx, c, here, seq)
}

// unsure is the seq of a transaction: what was written in it is not counted yet.
const unsure = -1

// warm is the stock of a region when it was kept and is as things are now, or nil; and
// where the feed stands.
func (s *Service) warm(ctx context.Context, c *ent.Client, here *ent.Region) (*stock, int64, error) {
	if ent.FromContext(ctx) != nil {
		return nil, unsure, nil
	}
	seq, err := s.seq(ctx, c, here.ID)
	if err != nil {
		return nil, seq, err
	}
	return s.kept.shelf(here.ID).good(&s.kept.mu, here, seq), seq, nil
}

// fresh reads a stock and keeps it. The feed stood at seq before.
func (s *Service) fresh(ctx context.Context, c *ent.Client, here *ent.Region, seq int64) (*stock, error) {
	if seq == unsure {
		return s.readStock(ctx, c, here, available(here.ID))
	}
	shelf := s.kept.shelf(here.ID)
	shelf.making.Lock()
	defer shelf.making.Unlock()
	if x := shelf.good(&s.kept.mu, here, seq); x != nil {
		return x, nil // of somebody who asked at the same time
	}
	x, err := s.readStock(ctx, c, here, available(here.ID))
	if err != nil {
		return nil, err
	}
	x.seq = seq
	s.kept.put(shelf, x, s.mostKept())
	return x, nil
}

// good is what is on the shelf if it is as things are now.
func (x *shelf) good(mu *sync.Mutex, here *ent.Region, seq int64) *stock {
	mu.Lock()
	defer mu.Unlock()
	if s := x.stock; s != nil && s.seq == seq && s.version == here.Version && clock.Now().Before(s.until) {
		return s
	}
	return nil
}

// seq is how many commits changed something of a region.
func (s *Service) seq(ctx context.Context, c *ent.Client, in uuid.UUID) (int64, error) {
	f, err := c.Feed.Query().Where(feed.RegionID(in)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return 0, nil
	case err != nil:
		return 0, fmt.Errorf("reading the feed: %w", err)
	}
	return f.Seq, nil
}

func (s *Service) mostKept() int {
	if s.MostKept != 0 {
		return s.MostKept
	}
	return MostKept
}

func (k *kept) shelf(region uuid.UUID) *shelf {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.regions == nil {
		k.regions = map[uuid.UUID]*shelf{}
	}
	x := k.regions[region]
	if x == nil {
		x = &shelf{}
		k.regions[region] = x
	}
	x.used = clock.Now()
	return x
}

// put keeps a stock when there is room for it, if need be in the place of those that were
// asked for longest ago.
func (k *kept) put(x *shelf, s *stock, most int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	x.stock = nil
	if len(s.near.offers) > most {
		return
	}
	x.stock, x.used = s, clock.Now()
	for k.size() > most {
		k.drop(x)
	}
	if k.timer == nil {
		k.timer = time.AfterFunc(keepFor, k.sweep)
	}
}

func (k *kept) size() (n int) {
	for _, x := range k.regions {
		if x.stock != nil {
			n += len(x.stock.near.offers)
		}
	}
	return n
}

// drop lets the stock go that was asked for longest ago, but for one.
func (k *kept) drop(but *shelf) {
	var oldest *shelf
	for _, x := range k.regions {
		if x != but && x.stock != nil && (oldest == nil || x.used.Before(oldest.used)) {
			oldest = x
		}
	}
	oldest.stock = nil
}

// sweep lets go of what nobody asked for, and comes again while there is something left.
func (k *kept) sweep() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.timer = nil
	for _, x := range k.regions {
		if x.stock == nil {
			continue
		}
		if clock.Now().Sub(x.used) >= keepFor {
			x.stock = nil
		} else if k.timer == nil {
			k.timer = time.AfterFunc(keepFor, k.sweep)
		}
	}
}
