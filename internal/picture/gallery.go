package picture

import "sync"

// Gallery keeps the pictures that were asked for last. One is drawn at a time: it takes
// some work, and anybody may ask.
type Gallery struct {
	mu    sync.Mutex
	kept  map[Card][]byte
	order []Card // oldest first
}

// keep is how many: at some 30 KB each they do not weigh.
const keep = 256

// Of gives the picture of a card.
func (g *Gallery) Of(c Card) ([]byte, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if raw, ok := g.kept[c]; ok {
		return raw, nil
	}
	raw, err := c.Draw()
	if err != nil {
		return nil, err
	}
	if g.kept == nil {
		g.kept = map[Card][]byte{}
	}
	if len(g.order) == keep {
		delete(g.kept, g.order[0])
		g.order = g.order[1:]
	}
	g.kept[c], g.order = raw, append(g.order, c)
	return raw, nil
}
