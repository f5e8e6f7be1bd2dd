package guard

import (
	"fmt"
	"testing"
)

func TestCacheIsBoundedInBytes(t *testing.T) {
	c := NewCache[int](10_000)
	for i := range 5000 {
		key := KeyOf(fmt.Sprint(i))
		c.Add(key, i, 300)
		c.Add(key, i, 300)
	}
	values, bytes := c.Size()
	if bytes > 10_000 || values != 20 {
		t.Errorf("%d values, %d bytes", values, bytes)
	}
	if v, ok := c.Get(KeyOf("4999")); !ok || v != 4999 {
		t.Error("the latest is gone")
	}
	if _, ok := c.Get(KeyOf("1")); ok {
		t.Error("the oldest is still there")
	}
}

func TestJunkSentOncePushesNothingOut(t *testing.T) {
	c := NewCache[string](10_000)
	good := KeyOf("good")
	c.Add(good, "good", 1000)
	if _, ok := c.Get(good); ok {
		t.Error("kept on first sight")
	}
	c.Add(good, "good", 1000)
	for i := range 5000 {
		c.Add(KeyOf(fmt.Sprint(i)), "junk", 1000)
	}
	if v, ok := c.Get(good); !ok || v != "good" {
		t.Error("junk pushed the good one out")
	}
	if values, _ := c.Size(); values != 1 {
		t.Errorf("%d values", values)
	}
}

func TestCacheTurnsTooLargeValuesAway(t *testing.T) {
	c := NewCache[int](10_000)
	for range 2 {
		c.Add(KeyOf("large"), 1, 2000)
	}
	if values, bytes := c.Size(); values != 0 || bytes != 0 {
		t.Errorf("%d values, %d bytes", values, bytes)
	}
}

func TestWithoutRoomNothingIsKept(t *testing.T) {
	g := New(schema, Options{})
	for range 3 {
		if got := codeOf(t, g, "{ __typename }", nil); got != "" {
			t.Fatal(got)
		}
	}
	if values, _ := g.plans.Size(); values != 0 {
		t.Errorf("%d plans", values)
	}
}

func TestRefusedDocumentsAreNotKept(t *testing.T) {
	g := newGuard()
	for range 3 {
		codeOf(t, g, "{ meetups(first: 1000) { totalCount } }", nil)
	}
	if values, _ := g.plans.Size(); values != 0 {
		t.Errorf("%d plans", values)
	}
}
