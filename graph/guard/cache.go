package guard

import (
	"container/list"
	"crypto/sha256"
	"encoding/binary"
	"sync"
)

// Key stands for a document.
type Key [sha256.Size]byte

// KeyOf is the document's hash. It must withstand people who look for two
// documents with one key: what is kept here was judged safe.
func KeyOf(query string) Key { return sha256.Sum256([]byte(query)) }

// Cache keeps values up to a number of bytes, the least recently used leaving
// first. A key enters on its second sight: documents sent once, which is what a
// flood of junk is made of, push nothing out.
type Cache[V any] struct {
	mu    sync.Mutex
	max   int
	used  int
	items map[Key]*list.Element
	order *list.List
	seen  [1024]uint64
}

type entry[V any] struct {
	key   Key
	value V
	bytes int
}

// NewCache makes room for a number of bytes; none keeps nothing.
func NewCache[V any](maxBytes int) *Cache[V] {
	return &Cache[V]{max: maxBytes, items: map[Key]*list.Element{}, order: list.New()}
}

// Get looks a key up.
func (c *Cache[V]) Get(key Key) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.items[key]
	if !ok {
		return value, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*entry[V]).value, true
}

// Add offers a value with the bytes it holds. One that would take more than an
// eighth of the room is not kept.
func (c *Cache[V]) Add(key Key, value V, bytes int) {
	bytes += 200 // the entry itself
	if bytes > c.max/8 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	mark := binary.LittleEndian.Uint64(key[:])
	slot := &c.seen[mark%uint64(len(c.seen))]
	if _, ok := c.items[key]; ok || *slot != mark {
		*slot = mark
		return
	}
	c.items[key] = c.order.PushFront(&entry[V]{key, value, bytes})
	c.used += bytes
	for c.used > c.max {
		oldest := c.order.Back()
		e := c.order.Remove(oldest).(*entry[V])
		delete(c.items, e.key)
		c.used -= e.bytes
	}
}

// Size tells how many values and bytes are kept.
func (c *Cache[V]) Size() (values, bytes int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.items), c.used
}
