package notify

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"buurtdorp/ent/job"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

func TestCode(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		r.known["bekend@dorpspost.nl"] = true
		t.Run("SealedUntilSentAndGoneAfter", func(t *testing.T) {
			r.queueCode("bekend@dorpspost.nl", "042917", time.Minute)
			for _, j := range r.jobs() {
				if text := string(j.Payload); strings.Contains(text, "042917") || strings.Contains(text, "bekend") {
					t.Errorf("readable: %s", text)
				}
			}
			r.work()
			m := r.mailbox.list("bekend@dorpspost.nl")
			if len(m) != 1 || m[0].Code != "042917" || m[0].Subject != "Je code is 042 917" || !strings.Contains(m[0].Text, "De code werkt 10 minuten.") {
				t.Errorf("%+v", m)
			}
			if n := len(r.jobs()); n != 0 {
				t.Errorf("%d jobs are left", n)
			}
		})
		t.Run("NotToAnUnknownAddress", func(t *testing.T) {
			r.queueCode("niemand@dorpspost.nl", "111111", time.Minute)
			r.work()
			if m := r.mailbox.list("niemand@dorpspost.nl"); len(m) != 0 || len(r.jobs()) != 0 {
				t.Errorf("%v, %d jobs", m, len(r.jobs()))
			}
		})
		t.Run("NotWhenTooLate", func(t *testing.T) {
			r.known["laat@dorpspost.nl"] = true
			r.queueCode("laat@dorpspost.nl", "222222", -time.Second)
			used := r.queueCode("laat@dorpspost.nl", "333333", time.Minute)
			db.Client.SigninCode.UpdateOneID(used).SetUsedAt(clock.Now()).ExecX(storetest.Context())
			gone := r.queueCode("laat@dorpspost.nl", "444444", time.Minute)
			db.Client.SigninCode.DeleteOneID(gone).ExecX(storetest.Context())
			r.work()
			if m := r.mailbox.list("laat@dorpspost.nl"); len(m) != 0 || len(r.jobs()) != 0 {
				t.Errorf("%v, %d jobs", m, len(r.jobs()))
			}
		})
		t.Run("OnlyTheNewest", func(t *testing.T) {
			r.known["haast@dorpspost.nl"] = true
			r.queueCode("haast@dorpspost.nl", "555555", time.Minute)
			r.queueCode("haast@dorpspost.nl", "666666", 2*time.Minute)
			r.work()
			if m := r.mailbox.list("haast@dorpspost.nl"); len(m) != 1 || m[0].Code != "666666" {
				t.Errorf("%+v", m)
			}
		})
		t.Run("ASealOfAnotherCodeDoesNotOpen", func(t *testing.T) {
			sealed, err := r.seal.close(r.vraag.ID, openCode{Email: "a@b", Code: "777777"})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := r.seal.open(r.steun.ID, sealed); err == nil {
				t.Error("opens")
			}
		})
		if log := r.log.String(); strings.Contains(log, "@") || strings.Contains(log, "222222") {
			t.Errorf("the log tells: %s", log)
		}
	})
}

// broken fails as it is told, and counts.
type broken struct {
	mu    sync.Mutex
	err   error
	tried int
	sent  map[string]int
}

func (b *broken) Send(_ context.Context, m Mail) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tried++
	if b.err == nil {
		b.sent[m.ID.String()]++
	}
	return b.err
}

func TestOutbox(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		sys := storetest.Context()
		way := &broken{sent: map[string]int{}}
		r.smtp = way
		last := func() *jobView {
			all := r.jobs()
			j := all[len(all)-1]
			return &jobView{j.Attempts, j.DoneAt != nil, j.LastError, j.RunAt.Sub(clock.Now())}
		}
		t.Run("TriesAgainLater", func(t *testing.T) {
			way.err = later("smtp_451", fmt.Errorf("451 %s is busy", "steun@dorpspost.nl"))
			r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
			r.work()
			if j := last(); j.attempts != 1 || j.done || j.why != "smtp_451" || j.in < 20*time.Second {
				t.Errorf("%+v", j)
			}
			way.err = nil
			db.Client.Job.Update().SetRunAt(clock.Now()).ExecX(sys)
			r.work()
			if j := last(); j.attempts != 2 || !j.done || j.why != "" {
				t.Errorf("%+v", j)
			}
		})
		t.Run("GivesUpAtOnceWhenItNeverWill", func(t *testing.T) {
			way.err = never("smtp_550", nil)
			r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
			r.work()
			if j := last(); j.attempts != 1 || !j.done || j.why != "smtp_550" {
				t.Errorf("%+v", j)
			}
		})
		t.Run("GivesUpInTheEnd", func(t *testing.T) {
			way.err = later("smtp_connect", nil)
			r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
			for range attempts + 2 {
				db.Client.Job.Update().Where(job.DoneAtIsNil()).SetRunAt(clock.Now()).ExecX(sys)
				r.work()
			}
			if j := last(); j.attempts != attempts || !j.done || j.why != "smtp_connect" {
				t.Errorf("%+v", j)
			}
		})
		t.Run("APanicIsOneFailure", func(t *testing.T) {
			r.smtp = panics{}
			r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
			r.work()
			if j := last(); j.done || j.why != "panic" {
				t.Errorf("%+v", j)
			}
			r.smtp = way
			db.Client.Job.Delete().ExecX(sys)
		})
		t.Run("ADeadWorkersMessageIsTakenOver", func(t *testing.T) {
			way.err, way.tried = nil, 0
			r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
			dead, err := r.claim(t.Context())
			if err != nil || dead == nil {
				t.Fatal(dead, err)
			}
			r.work()
			if way.tried != 0 {
				t.Error("taken while it was held")
			}
			db.Client.Job.Update().SetLockedUntil(clock.Now().Add(-time.Second)).ExecX(sys)
			r.work()
			if j := last(); way.tried != 1 || !j.done || j.attempts != 2 {
				t.Errorf("%d %+v", way.tried, j)
			}
			// The dead one comes back and says that it failed.
			if err := r.settle(t.Context(), dead, later("smtp", nil)); err != nil {
				t.Fatal(err)
			}
			if j := last(); !j.done || j.why != "" {
				t.Errorf("%+v", j)
			}
		})
		t.Run("ManyWorkersSendEachOnce", func(t *testing.T) {
			db.Client.Job.Delete().ExecX(sys)
			way.sent = map[string]int{}
			for range 60 {
				r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
			}
			var wg sync.WaitGroup
			for range 6 {
				wg.Go(func() {
					for {
						did, err := r.step(context.Background())
						if err != nil {
							t.Error(err)
						}
						if !did {
							return
						}
					}
				})
			}
			wg.Wait()
			r.work() // whoever looked while others held the rest
			if len(way.sent) != 60 {
				t.Errorf("%d of 60 sent", len(way.sent))
			}
			for id, n := range way.sent {
				if n != 1 {
					t.Errorf("%s was sent %d times", id, n)
				}
			}
		})
		t.Run("LeavesOtherRoomsJobsAlone", func(t *testing.T) {
			db.Client.Job.Delete().ExecX(sys)
			db.Client.Job.Create().SetKind("other").SetPayload([]byte("{}")).SetRunAt(clock.Now()).ExecX(sys)
			r.work()
			if j := last(); j.done || j.attempts != 0 {
				t.Errorf("%+v", j)
			}
		})
		t.Run("Sweeps", func(t *testing.T) {
			db.Client.Job.Delete().ExecX(sys)
			r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
			r.work()
			r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
			db.Client.Job.Update().Where(job.DoneAtNotNil()).SetDoneAt(clock.Now().Add(-keepDone - time.Hour)).ExecX(sys)
			if err := r.sweep(t.Context()); err != nil {
				t.Fatal(err)
			}
			if all := r.jobs(); len(all) != 1 || all[0].DoneAt != nil {
				t.Errorf("%d jobs", len(all))
			}
		})
		if log := r.log.String(); strings.Contains(log, "@") {
			t.Errorf("the log tells: %s", log)
		}
	})
}

type jobView struct {
	attempts int
	done     bool
	why      string
	in       time.Duration
}

type panics struct{}

func (panics) Send(context.Context, Mail) error { panic("steun@dorpspost.nl") }

// TestRunWakes: what is queued is sent without waiting for the poll, and Run ends with
// its context.
func TestRunWakes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		r := newRig(t, db)
		arrived := make(chan Mail, 3)
		r.smtp, r.poll = pipe(arrived), 24*time.Hour
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { r.Run(ctx); close(ended) }()
		for range 3 {
			r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
			if m := <-arrived; m.To != "steun@dorpspost.nl" {
				t.Error(m.To)
			}
		}
		stop()
		<-ended
		if n := db.Client.Job.Query().Where(job.DoneAtIsNil()).CountX(storetest.Context()); n != 0 {
			t.Errorf("%d are not written as done", n)
		}
	})
}

type pipe chan<- Mail

func (p pipe) Send(_ context.Context, m Mail) error { p <- m; return nil }
