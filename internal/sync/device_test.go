package sync_test

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/google/uuid"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/sync"
)

// device is a phone that keeps one kind of thing: what it has on disk, and how far it
// knows that it has come.
type device struct {
	feed *sync.Feed
	who  *world.Person
	kind gid.Kind

	docs map[uuid.UUID]string
	at   sync.Checkpoint
}

func newDevice(f *sync.Feed, who *world.Person, kind gid.Kind) *device {
	return &device{feed: f, who: who, kind: kind, docs: map[uuid.UUID]string{}}
}

// bulk is one page: documents as text, "" for what is gone.
type bulk struct {
	docs map[uuid.UUID]string
	at   sync.Checkpoint
}

// pull asks for the page after a checkpoint, and keeps nothing.
func (d *device) pull(ctx context.Context, at sync.Checkpoint, limit int) (bulk, error) {
	ctx = d.who.In(ctx)
	switch d.kind {
	case gid.Meetup:
		docs, next, err := d.feed.Meetups(ctx, at, limit)
		return bulkOf(docs, next, func(x *sync.MeetupDoc) (uuid.UUID, bool) { return x.ID, x.Deleted }), err
	case gid.Signup:
		docs, next, err := d.feed.Signups(ctx, at, limit)
		return bulkOf(docs, next, func(x *sync.SignupDoc) (uuid.UUID, bool) { return x.ID, x.Deleted }), err
	case gid.Family:
		docs, next, err := d.feed.Families(ctx, at, limit)
		return bulkOf(docs, next, func(x *sync.FamilyDoc) (uuid.UUID, bool) { return x.ID, x.Deleted }), err
	case gid.Meegenomen:
		docs, next, err := d.feed.Dossiers(ctx, at, limit)
		return bulkOf(docs, next, func(x *sync.DossierDoc) (uuid.UUID, bool) { return x.ID, x.Deleted }), err
	}
	docs, next, err := d.feed.Koppelingen(ctx, at, limit)
	return bulkOf(docs, next, func(x *sync.KoppelingDoc) (uuid.UUID, bool) { return x.ID, x.Deleted }), err
}

func bulkOf[D any](docs []*D, at sync.Checkpoint, what func(*D) (uuid.UUID, bool)) bulk {
	b := bulk{map[uuid.UUID]string{}, at}
	for _, d := range docs {
		id, gone := what(d)
		if b.docs[id] = ""; !gone {
			raw, err := json.Marshal(d)
			if err != nil {
				panic(err)
			}
			b.docs[id] = string(raw)
		}
	}
	return b
}

// write is what a phone does with a page: first the rows, then how far it is.
func (d *device) write(b bulk) {
	for id, doc := range b.docs {
		if doc == "" {
			delete(d.docs, id)
		} else {
			d.docs[id] = doc
		}
	}
}

// settle pulls until a page is not full.
func (d *device) settle(ctx context.Context, limit int) error {
	for {
		b, err := d.pull(ctx, d.at, limit)
		if err != nil {
			return err
		}
		d.write(b)
		d.at = b.at
		if len(b.docs) < limit {
			return nil
		}
	}
}

// copied is the device as it is now, to be put back later.
func (d *device) copied() *device {
	c := *d
	c.docs = maps.Clone(d.docs)
	return &c
}
