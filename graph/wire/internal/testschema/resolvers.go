package testschema

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"buurtdorp/internal/fault"
)

// Resolver counts what ran, for tests that must see that nothing did.
type Resolver struct {
	Ran   atomic.Int64
	Bumps atomic.Int64
	Open  atomic.Int64 // subscriptions not yet ended
}

// Cited stands for what a driver or a person might put into an error.
const Cited = "samira@voorbeeld.example"

// BusySQLite looks like the driver's error for SQLITE_BUSY.
type BusySQLite struct{}

func (BusySQLite) Error() string { return "database is locked (5) (SQLITE_BUSY)" }

// Code is what the driver gives.
func (BusySQLite) Code() int { return 5 }

// Postgres looks like the driver's error with a state.
type Postgres string

func (p Postgres) Error() string { return "pq: canceling statement due to user request" }

// SQLState is what the driver gives.
func (p Postgres) SQLState() string { return string(p) }

func fail(how How) error {
	switch how {
	case HowDriver:
		return fmt.Errorf(`saving: pq: duplicate key value violates unique constraint "users_email_key": %s`, Cited)
	case HowFault:
		return fault.At("input", "postcode").New(fault.Invalid, "postcode.vreemd").With("postcode", Cited)
	case HowWrapped:
		return fmt.Errorf("signing up %s: %w", Cited, fault.New(fault.Full, "meetup.vol").Because(errors.New(Cited)))
	case HowList:
		return fault.List{fault.At("input", "voornaam").New(fault.Required, "voornaam.leeg"), fault.At("input", "notitie").TooLong(400)}
	case HowNotFound:
		return fault.New(fault.NotFound, "")
	case HowUnauthenticated:
		return fault.New(fault.Unauthenticated, "")
	case HowBusyPostgres:
		return fmt.Errorf("reading: %w", Postgres("57014"))
	case HowBusySQLIte:
		return fmt.Errorf("writing: %w", BusySQLite{})
	default:
		return fmt.Errorf("reading: %w", context.DeadlineExceeded)
	}
}

func (r *mutationResolver) Bump(ctx context.Context, by int) (*int, error) {
	switch by {
	case -1:
		return nil, fail(HowBusyPostgres)
	case -2:
		return nil, fail(HowUnauthenticated)
	case -3:
		return nil, fail(HowFault)
	}
	n := int(r.Bumps.Add(int64(by)))
	return &n, nil
}

func (r *queryResolver) Hello(ctx context.Context, name *string) (string, error) {
	r.Ran.Add(1)
	if name == nil {
		return "hallo", nil
	}
	return "hallo " + *name, nil
}

func (r *queryResolver) Echo(ctx context.Context, number *int, word *Word, list []int) (*string, error) {
	r.Ran.Add(1)
	s := fmt.Sprint(number != nil, word != nil, len(list))
	return &s, nil
}

func (r *queryResolver) Panics(ctx context.Context) (*string, error) {
	panic("broken for " + Cited)
}

func (r *queryResolver) Fails(ctx context.Context, how How) (*string, error) {
	return nil, fail(how)
}

func (r *queryResolver) FailsHard(ctx context.Context, how How) (string, error) {
	return "", fail(how)
}

func (r *queryResolver) Waits(ctx context.Context) (*string, error) {
	<-ctx.Done()
	return nil, errors.New("the driver says something of its own")
}

func (r *queryResolver) Large(ctx context.Context, bytes int) (string, error) {
	return strings.Repeat("buurtdorp ", min(max(bytes, 0), 1<<20)/10), nil
}

func (r *queryResolver) Things(ctx context.Context, first *int, last *int) (*ThingConnection, error) {
	return &ThingConnection{Edges: []*ThingEdge{}}, nil
}

func (r *queryResolver) Thing(ctx context.Context, id string) (*Thing, error) {
	return &Thing{ID: id}, nil
}

func (r *subscriptionResolver) Ticks(ctx context.Context, count int) (<-chan int, error) {
	return r.count(ctx, count, time.Millisecond), nil
}

func (r *subscriptionResolver) Forever(ctx context.Context) (<-chan int, error) {
	return r.count(ctx, 1<<30, 5*time.Millisecond), nil
}

func (r *subscriptionResolver) Refused(ctx context.Context) (<-chan int, error) {
	return nil, fail(HowDriver)
}

func (r *subscriptionResolver) count(ctx context.Context, n int, every time.Duration) <-chan int {
	out := make(chan int)
	r.Open.Add(1)
	go func() {
		defer r.Open.Add(-1)
		defer close(out)
		for i := 1; i <= n; i++ {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
			select {
			case <-time.After(every):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// Mutation is gqlgen's.
func (r *Resolver) Mutation() MutationResolver { return &mutationResolver{r} }

// Query is gqlgen's.
func (r *Resolver) Query() QueryResolver { return &queryResolver{r} }

// Subscription is gqlgen's.
func (r *Resolver) Subscription() SubscriptionResolver { return &subscriptionResolver{r} }

type (
	mutationResolver     struct{ *Resolver }
	queryResolver        struct{ *Resolver }
	subscriptionResolver struct{ *Resolver }
)
