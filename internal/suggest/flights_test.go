package suggest

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
)

// A person who asks five times gets it made twice: the one that was under way, and one
// that was begun after she asked, for all the others together.
func TestOnceAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var f flights[string, int]
		made, going := 0, make(chan struct{})
		fn := func(context.Context) (int, error) {
			made++
			n := made
			<-going
			return n, nil
		}
		var all sync.WaitGroup
		got := make([]int, 5)
		for i := range got {
			all.Go(func() { got[i], _ = f.do(t.Context(), "ria", fn) })
			synctest.Wait()
			if made != 1 {
				t.Fatalf("%d at the same time", made)
			}
		}
		close(going)
		all.Wait()
		if made != 2 || got[0] != 1 || got[1] != 2 || got[4] != 2 || len(f.busy) != 0 {
			t.Errorf("made %d, got %v, busy %d", made, got, len(f.busy))
		}
	})
}

// Who leaves stops nobody else; when all have left it stops.
func TestNobodyWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var f flights[string, int]
		stopped := 0
		fn := func(ctx context.Context) (int, error) {
			<-ctx.Done()
			stopped++
			return 0, ctx.Err()
		}
		ask := func() (leave context.CancelFunc, left chan error) {
			ctx, leave := context.WithCancel(t.Context())
			left = make(chan error, 1)
			go func() {
				_, err := f.do(ctx, "ria", fn)
				left <- err
			}()
			synctest.Wait()
			return leave, left
		}
		leaveFirst, first := ask()
		leaveSecond, second := ask() // these two wait for the next
		leaveThird, third := ask()
		leaveSecond()
		synctest.Wait()
		if !errors.Is(<-second, context.Canceled) || stopped != 0 {
			t.Fatal("stopped what others wait for")
		}
		leaveFirst()
		synctest.Wait()
		if !errors.Is(<-first, context.Canceled) || stopped != 1 || len(f.busy) != 1 {
			t.Fatalf("%d stopped", stopped)
		}
		leaveThird()
		synctest.Wait()
		if !errors.Is(<-third, context.Canceled) || stopped != 2 || len(f.busy) != 0 {
			t.Fatalf("%d stopped, %d busy", stopped, len(f.busy))
		}
	})
}

// Two people do not share, and one that fails does not spoil the next.
func TestEachTheirOwn(t *testing.T) {
	var f flights[string, string]
	no := errors.New("no")
	if _, err := f.do(t.Context(), "ria", func(context.Context) (string, error) { return "", no }); !errors.Is(err, no) {
		t.Error(err)
	}
	for _, who := range []string{"ria", "sofie"} {
		if got, err := f.do(t.Context(), who, func(context.Context) (string, error) { return who, nil }); got != who || err != nil {
			t.Errorf("%s got %s, %v", who, got, err)
		}
	}
}
