package tiles

import "container/list"

// recent holds what was used last, up to a number of bytes: what was used longest ago goes
// first. Who holds it sees to the lock.
type recent[V any] struct {
	ceiling, size int64
	order         *list.List // newest first; each is an entry
	rows          map[at]*list.Element
	gone          func(at) // what else has to go with an entry that goes; nil for nothing
}

type entry[V any] struct {
	at    at
	bytes int64
	value V
}

func newRecent[V any](ceiling int64, gone func(at)) recent[V] {
	return recent[V]{ceiling: ceiling, order: list.New(), rows: map[at]*list.Element{}, gone: gone}
}

// get is what is held, which is then the newest.
func (r *recent[V]) get(a at) (v V, ok bool) {
	e, ok := r.rows[a]
	if !ok {
		return v, false
	}
	r.order.MoveToFront(e)
	return e.Value.(entry[V]).value, true
}

// put holds a value as the newest, in the place of what was held there.
func (r *recent[V]) put(a at, bytes int64, v V) {
	if e, ok := r.rows[a]; ok {
		r.size -= r.order.Remove(e).(entry[V]).bytes
	}
	r.rows[a] = r.order.PushFront(entry[V]{a, bytes, v})
	for r.size += bytes; r.size > r.ceiling && r.order.Len() > 0; {
		r.drop(r.order.Back().Value.(entry[V]).at)
	}
}

// drop lets go of what is held.
func (r *recent[V]) drop(a at) {
	e, ok := r.rows[a]
	if !ok {
		return
	}
	r.size -= r.order.Remove(e).(entry[V]).bytes
	delete(r.rows, a)
	if r.gone != nil {
		r.gone(a)
	}
}
