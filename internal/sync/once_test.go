package sync_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	gosync "sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/viewer"
)

// desk runs intents whose effect is a row that is easily counted.
type desk struct {
	*store.DB
	t    *testing.T
	runs int
}

func onDesk(t *testing.T, test func(t *testing.T, d *desk)) {
	storetest.Each(t, func(t *testing.T, db *store.DB) { test(t, &desk{DB: db, t: t}) })
}

func somebody() context.Context {
	return viewer.NewContext(context.Background(), &viewer.Viewer{UserID: gid.New(gid.User)})
}

func (d *desk) rows() int { return d.Client.Region.Query().CountX(storetest.Context()) }
func (d *desk) keys() int { return d.Client.MutationLog.Query().CountX(storetest.Context()) }

// write is an effect.
func write(ctx context.Context) (map[string]uuid.UUID, error) {
	r, err := ent.FromContext(ctx).Region.Create().SetKey(uuid.NewString()).SetName("R").Save(rule.System(ctx))
	if err != nil {
		return nil, err
	}
	return map[string]uuid.UUID{"region": r.ID}, nil
}

// once does an intent with an effect, and then ends as it is told.
func (d *desk) once(ctx context.Context, in sync.Intent, end error) (sync.Outcome, error) {
	return sync.Once(ctx, d, in, func(ctx context.Context) (map[string]uuid.UUID, error) {
		d.runs++
		ids, err := write(ctx)
		if err == nil {
			err = end
		}
		return ids, err
	})
}

func intent(key string, input any) sync.Intent {
	return sync.Intent{Op: "makeRegion", Key: key, Input: input}
}

// refusedWith wants exactly one refusal with this code, at clientMutationId.
func refusedWith(t *testing.T, out sync.Outcome, err error, code fault.Code) {
	t.Helper()
	if err != nil || len(out.IDs) > 0 || len(out.Refusals) != 1 || out.Refusals[0].Code != code ||
		!slices.Equal(out.Refusals[0].Path, []string{"clientMutationId"}) {
		t.Errorf("got %+v, %v; want %s at clientMutationId", out, err, code)
	}
}

func TestOnceReplays(t *testing.T) {
	onDesk(t, func(t *testing.T, d *desk) {
		ctx := somebody()
		first, err := d.once(ctx, intent("k1", map[string]int{"a": 1}), nil)
		if err != nil || first.Replayed || first.IDs["region"] == uuid.Nil {
			t.Fatalf("the first time: %+v, %v", first, err)
		}
		for range 3 {
			again, err := d.once(ctx, intent("k1", map[string]int{"a": 1}), nil)
			if err != nil || !again.Replayed || again.IDs["region"] != first.IDs["region"] || len(again.IDs) != 1 {
				t.Errorf("again: %+v, %v; want %v", again, err, first.IDs)
			}
		}
		if d.rows() != 1 || d.keys() != 1 || d.runs != 1 {
			t.Errorf("%d rows, %d keys, %d runs", d.rows(), d.keys(), d.runs)
		}
	})
}

func TestOnceKnowsAnotherIntentUnderTheSameKey(t *testing.T) {
	onDesk(t, func(t *testing.T, d *desk) {
		ctx := somebody()
		if _, err := d.once(ctx, intent("k1", map[string]int{"a": 1}), nil); err != nil {
			t.Fatal(err)
		}
		out, err := d.once(ctx, intent("k1", map[string]int{"a": 2}), nil)
		refusedWith(t, out, err, fault.IdempotencyKeyReused)
		out, err = d.once(ctx, sync.Intent{Op: "other", Key: "k1", Input: map[string]int{"a": 1}}, nil)
		refusedWith(t, out, err, fault.IdempotencyKeyReused)
		if d.rows() != 1 || d.runs != 1 {
			t.Errorf("%d rows, %d runs", d.rows(), d.runs)
		}
		// And the first is still known.
		if out, err = d.once(ctx, intent("k1", map[string]int{"a": 1}), nil); err != nil || !out.Replayed {
			t.Errorf("%+v, %v", out, err)
		}
	})
}

func TestOnceRemembersARefusalAndUndoesIt(t *testing.T) {
	onDesk(t, func(t *testing.T, d *desk) {
		ctx, current := somebody(), gid.New(gid.Koppeling)
		no := fault.List{
			fault.New(fault.TooLong, "tekst.lang").At("naam", "0").With("max", 80),
			fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(current),
		}
		first, err := d.once(ctx, intent("k1", 1), no)
		if err != nil || first.Replayed || len(first.Refusals) != 2 || len(first.IDs) > 0 {
			t.Fatalf("%+v, %v", first, err)
		}
		if d.rows() != 0 || d.keys() != 1 {
			t.Errorf("%d rows, %d keys: the effect was kept", d.rows(), d.keys())
		}
		again, err := d.once(ctx, intent("k1", 1), nil) // would work now; but it was answered
		if err != nil || !again.Replayed || d.runs != 1 || d.rows() != 0 {
			t.Errorf("%+v, %v after %d runs, %d rows", again, err, d.runs, d.rows())
		}
		if a, b := asJSON(t, first.Refusals), asJSON(t, again.Refusals); a != b {
			t.Errorf("told %s, and then %s", a, b)
		}
		for i, out := range []sync.Outcome{first, again} {
			if got := fault.Sentence("nl", out.Refusals[0].Fault()); !strings.Contains(got, "hoogstens 80 tekens") {
				t.Errorf("answer %d says %q", i, got)
			}
			if got := out.Refusals[1].Current; got == nil || *got != current {
				t.Errorf("answer %d has lost what is current: %v", i, got)
			}
		}
	})
}

// What is not an answer is not remembered: the same again may work.
func TestOnceForgetsAnErrorOfOurs(t *testing.T) {
	for name, err := range map[string]error{
		"internal":     errors.New("the disk is full"),
		"retryable":    fault.New(fault.Retryable, ""),
		"rate limited": fault.New(fault.RateLimited, ""),
	} {
		t.Run(name, func(t *testing.T) {
			onDesk(t, func(t *testing.T, d *desk) {
				ctx := somebody()
				if out, got := d.once(ctx, intent("k1", 1), err); !errors.Is(got, err) || len(out.Refusals) > 0 {
					t.Errorf("%+v, %v", out, got)
				}
				if d.rows() != 0 || d.keys() != 0 {
					t.Errorf("%d rows, %d keys", d.rows(), d.keys())
				}
				if out, got := d.once(ctx, intent("k1", 1), nil); got != nil || out.Replayed || d.rows() != 1 {
					t.Errorf("%+v, %v, %d rows", out, got, d.rows())
				}
			})
		})
	}
}

// What was lost to somebody else is tried again before anybody hears of it.
func TestOnceTriesAgainWhatWasLost(t *testing.T) {
	onDesk(t, func(t *testing.T, d *desk) {
		lost := 2
		out, err := sync.Once(somebody(), d, intent("k1", 1), func(ctx context.Context) (map[string]uuid.UUID, error) {
			ids, err := write(ctx)
			if lost--; err == nil && lost >= 0 {
				err = fault.New(fault.Retryable, "")
			}
			return ids, err
		})
		if err != nil || out.Replayed || len(out.IDs) != 1 || d.rows() != 1 || d.keys() != 1 {
			t.Errorf("%+v, %v, %d rows, %d keys", out, err, d.rows(), d.keys())
		}
	})
}

// Keys of long ago are forgotten, those of a phone that is still signed in never.
func TestSweepForgetsOldKeys(t *testing.T) {
	onDesk(t, func(t *testing.T, d *desk) {
		for key, days := range map[string]int{"new": 0, "90 days": 90, "119 days": 119, "121 days": 121, "a year": 365} {
			if _, err := d.once(somebody(), intent(key, 1), nil); err != nil {
				t.Fatal(err)
			}
			if _, err := d.ExecContext(t.Context(), `UPDATE mutation_log SET created_at = $1 WHERE client_mutation_id = $2`, time.Now().UTC().AddDate(0, 0, -days), key); err != nil {
				t.Fatal(err)
			}
		}
		if err := sync.Sweep(t.Context(), d.DB); err != nil || d.keys() != 3 {
			t.Errorf("%v, %d keys left", err, d.keys())
		}
	})
}

func TestOnceKeysAreTheViewers(t *testing.T) {
	onDesk(t, func(t *testing.T, d *desk) {
		app := viewer.NewContext(t.Context(), &viewer.Viewer{ClientID: "app"})
		for i, ctx := range []context.Context{somebody(), somebody(), app, viewer.NewContext(t.Context(), viewer.Anonymous())} {
			if out, err := d.once(ctx, intent("k1", i), nil); err != nil || out.Replayed || len(out.Refusals) > 0 {
				t.Errorf("viewer %d: %+v, %v", i, out, err)
			}
		}
		if d.rows() != 4 {
			t.Errorf("%d rows", d.rows())
		}
		if _, err := d.once(t.Context(), intent("k1", 1), nil); !fault.Has(err, fault.Unauthenticated) {
			t.Errorf("nobody at all: %v", err)
		}
	})
}

func TestOnceWantsAKeyItCanKeep(t *testing.T) {
	onDesk(t, func(t *testing.T, d *desk) {
		for key, code := range map[string]fault.Code{
			"": fault.Required, strings.Repeat("k", 101): fault.TooLong, strings.Repeat("é", 51): fault.TooLong,
			"a\x00b": fault.Invalid, "a\xffb": fault.Invalid,
		} {
			out, err := d.once(somebody(), intent(key, 1), nil)
			refusedWith(t, out, err, code)
		}
		if d.runs != 0 || d.keys() != 0 {
			t.Errorf("%d runs, %d keys", d.runs, d.keys())
		}
		if out, err := d.once(somebody(), intent(strings.Repeat("é", 50), 1), nil); err != nil || len(out.Refusals) > 0 {
			t.Errorf("100 bytes: %+v, %v", out, err)
		}
	})
}

// A phone that gets no answer sends the same again, and again, while the first is
// still busy.
func TestOnceAndItsTwins(t *testing.T) {
	for name, end := range map[string]error{"done": nil, "refused": fault.New(fault.Full, "").At("meetupId")} {
		t.Run(name, func(t *testing.T) {
			onDesk(t, func(t *testing.T, d *desk) {
				const twins = 20
				ctx := somebody()
				outs, errs := make([]sync.Outcome, twins), make([]error, twins)
				var all gosync.WaitGroup
				for i := range twins {
					all.Go(func() {
						outs[i], errs[i] = sync.Once(ctx, d, intent("k1", 1), func(ctx context.Context) (map[string]uuid.UUID, error) {
							ids, err := write(ctx)
							if err == nil {
								err = end
							}
							return ids, err
						})
					})
				}
				all.Wait()
				replayed, answers := 0, map[string]int{}
				for i := range twins {
					if errs[i] != nil {
						t.Errorf("twin %d: %v", i, errs[i])
					}
					if outs[i].Replayed {
						replayed++
					}
					outs[i].Replayed = false
					answers[asJSON(t, outs[i])]++
				}
				rows := map[bool]int{true: 1, false: 0}[end == nil]
				if replayed != twins-1 || len(answers) != 1 || d.rows() != rows || d.keys() != 1 {
					t.Errorf("%d replayed, answers %v, %d rows, %d keys", replayed, answers, d.rows(), d.keys())
				}
			})
		})
	}
}

func TestOnceLeavesNothingBehindWhenItBreaksOff(t *testing.T) {
	onDesk(t, func(t *testing.T, d *desk) {
		ctx := somebody()
		breaks := map[string]func(ctx context.Context) error{
			"panic": func(context.Context) error { panic("help") },
		}
		if d.IsPostgres() {
			breaks["the connection is cut"] = func(ctx context.Context) error {
				_, err := ent.TxFromContext(ctx).ExecContext(ctx, "SELECT pg_terminate_backend(pg_backend_pid())")
				return err
			}
		}
		for name, doBreak := range breaks {
			t.Run(name, func(t *testing.T) {
				before := d.rows()
				func() {
					defer func() { _ = recover() }()
					_, err := sync.Once(ctx, d, intent(name, 1), func(ctx context.Context) (map[string]uuid.UUID, error) {
						if _, err := write(ctx); err != nil {
							t.Error(err)
						}
						return nil, doBreak(ctx)
					})
					if err == nil {
						t.Error("nothing broke")
					}
				}()
				if d.rows() != before || d.keys() != 0 {
					t.Errorf("%d rows more, %d keys", d.rows()-before, d.keys())
				}
				if out, err := d.once(ctx, intent(name, 1), nil); err != nil || out.Replayed || d.rows() != before+1 {
					t.Errorf("the same again: %+v, %v, %d rows more", out, err, d.rows()-before)
				}
				d.Client.MutationLog.Delete().ExecX(storetest.Context())
			})
		}
	})
}

// The request is given up between the effect and the commit.
func TestOnceGivenUp(t *testing.T) {
	onDesk(t, func(t *testing.T, d *desk) {
		ctx, cancel := context.WithCancel(somebody())
		_, err := sync.Once(ctx, d, intent("k1", 1), func(ctx context.Context) (map[string]uuid.UUID, error) {
			defer cancel()
			return write(ctx)
		})
		if err == nil || d.rows() != 0 || d.keys() != 0 {
			t.Errorf("%v, %d rows, %d keys", err, d.rows(), d.keys())
		}
	})
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
