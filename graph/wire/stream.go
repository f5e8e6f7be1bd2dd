package wire

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"buurtdorp/internal/fault"
)

// stream answers with server-sent events (graphql-sse, distinct connections):
// `next` per answer, then `complete`. gqlgen's own has a goroutine that goes on
// writing after the request is over, and no way to say why a stream ends.
type stream struct{ h *Handler }

func (stream) Supports(r *http.Request) bool {
	return requestFrom(r.Context()).media == mediaEvents
}

// Why a stream ends before the client or the subscription ends it.
var (
	errTokenEnded = errors.New("the token ended")
	errTooOld     = errors.New("the stream is as old as streams get")
	errDraining   = errors.New("the server is stopping")
	errUnwritable = errors.New("the client does not read")
)

func (t stream) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	h := t.h
	leave, status, no := h.slots.enter(h.streamKey(r.Context()), h.o.Streams.Address(r))
	if no != nil {
		h.refuse(w, r, h.busy(r, status, no))
		return
	}
	defer leave()
	ctx, cancel := context.WithCancelCause(r.Context())
	defer cancel(nil)
	e := h.openEvents(w, r, cancel)
	defer e.close()
	defer func() {
		if value := recover(); value != nil {
			e.next(encode(gqlerror.List{h.present(ctx, recovered(ctx, value))}, nil, nil))
			e.complete()
		}
	}()
	defer h.bound(ctx, cancel)()

	if requestFrom(ctx).operation.Kind == "subscription" {
		h.subscribe(ctx, e, exec)
	} else {
		h.answerOnce(ctx, e, exec)
	}
	h.farewell(ctx, e)
}

func (h *Handler) streamKey(ctx context.Context) string {
	if h.o.Streams.Key == nil {
		return ""
	}
	return h.o.Streams.Key(ctx)
}

// bound ends the stream with the token, at its greatest age, or with the server.
func (h *Handler) bound(ctx context.Context, cancel context.CancelCauseFunc) (release func()) {
	why, left := errTooOld, h.o.Streams.MaxAge
	if h.o.Streams.Until != nil {
		if end := h.o.Streams.Until(ctx); !end.IsZero() && time.Until(end) < left {
			why, left = errTokenEnded, time.Until(end)
		}
	}
	if left <= 0 { // do not even begin
		cancel(why)
	}
	timer := time.AfterFunc(left, func() { cancel(why) })
	stop := context.AfterFunc(h.slots.draining, func() { cancel(errDraining) })
	return func() {
		timer.Stop()
		stop()
	}
}

func (h *Handler) subscribe(ctx context.Context, e *events, exec graphql.GraphExecutor) {
	if ctx.Err() != nil {
		return
	}
	ctx, next, p := h.begin(ctx, exec)
	if p != nil {
		e.next(encode(p.errors, nil, nil))
		return
	}
	for ctx.Err() == nil {
		resp := next(ctx)
		if resp == nil || ctx.Err() != nil { // what came of a cancelled read is not for the client
			return
		}
		h.sweep(ctx, resp)
		e.next(encode(resp.Errors, resp.Data, resp.Extensions))
		if len(resp.Data) == 0 && len(resp.Errors) > 0 {
			return // it could not begin, or a library answers this for ever
		}
	}
}

func (h *Handler) answerOnce(ctx context.Context, e *events, exec graphql.GraphExecutor) {
	ctx, cancel := context.WithTimeout(ctx, h.o.Deadline)
	defer cancel()
	resp, p := h.execute(ctx, exec)
	if p != nil {
		e.next(encode(p.errors, nil, nil))
		return
	}
	e.next(encode(resp.Errors, resp.Data, resp.Extensions))
}

// farewell says why, when it was we who ended it, and completes.
func (h *Handler) farewell(ctx context.Context, e *events) {
	var f *fault.Error
	switch cause := context.Cause(ctx); {
	case cause == errTokenEnded:
		f = fault.New(fault.Unauthenticated, "sessie.voorbij")
	case cause == errDraining, cause == errTooOld:
		f = fault.New(fault.Retryable, "server.herstart")
	case cause != nil:
		return // the client has gone
	}
	if f != nil {
		e.next(encode(gqlerror.List{h.tell(ctx, fault.List{f})}, nil, nil))
	}
	e.complete()
}

// oneEvent answers a refused document to a client that listens for events.
func (h *Handler) oneEvent(w http.ResponseWriter, r *http.Request, body []byte) {
	e := h.openEvents(w, r, func(error) {})
	defer e.close()
	e.next(body)
	e.complete()
}

// events writes to the client. One at a time: the keep-alive writes too.
type events struct {
	mu     sync.Mutex
	w      http.ResponseWriter
	rc     *http.ResponseController
	limit  time.Duration
	over   bool // completed, or nobody reads
	cancel context.CancelCauseFunc
	stop   chan struct{}
	done   chan struct{}
}

func (h *Handler) openEvents(w http.ResponseWriter, r *http.Request, cancel context.CancelCauseFunc) *events {
	requestFrom(r.Context()).answered = true
	e := &events{
		w: w, rc: http.NewResponseController(w), limit: h.o.Streams.WriteTimeout, cancel: cancel,
		stop: make(chan struct{}), done: make(chan struct{}),
	}
	// The server's ReadTimeout would end the request while it streams.
	_ = e.rc.SetReadDeadline(time.Time{})
	head := w.Header()
	head.Set("Content-Type", string(mediaEvents))
	head.Set("X-Accel-Buffering", "no") // a proxy must not wait for more
	w.WriteHeader(http.StatusOK)
	e.send([]byte(":\n\n"))
	go e.keepAlive(h.o.Streams.KeepAlive)
	return e
}

func (e *events) keepAlive(every time.Duration) {
	defer close(e.done)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-e.stop:
			return
		case <-tick.C:
			e.send([]byte(": ping\n\n"))
		}
	}
}

// close waits for the keep-alive: nothing writes after the handler returns.
func (e *events) close() {
	close(e.stop)
	<-e.done
}

func (e *events) next(body []byte) {
	body = bytes.ReplaceAll(body, []byte("\n"), []byte("\ndata: "))
	e.send(append(append([]byte("event: next\ndata: "), body...), "\n\n"...))
}

// complete has a data line, or a browser's EventSource would not see it. Nothing
// comes after it, no keep-alive either.
func (e *events) complete() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.put([]byte("event: complete\ndata:\n\n"))
	e.over = true
}

func (e *events) send(p []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.put(p)
}

func (e *events) put(p []byte) {
	if e.over {
		return
	}
	_ = e.rc.SetWriteDeadline(time.Now().Add(e.limit))
	_, err := e.w.Write(p)
	if err == nil {
		err = e.rc.Flush()
	}
	if err != nil {
		e.over = true
		e.cancel(errUnwritable)
	}
}
