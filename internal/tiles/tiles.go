// Package tiles hands on the pictures of a map, so that whoever picks a place on it tells
// nobody but us where she looks. It asks for one tile at a time, of the Netherlands only,
// keeps what came in memory and on disk, and sends nothing of the visitor along.
package tiles

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/singleflight"
	"golang.org/x/time/rate"
)

// The limits: what a map of the Netherlands needs, and no more.
const (
	minZoom, maxZoom = 6, 19
	most             = 512 << 10 // bytes of one tile
	fresh            = 14 * 24 * time.Hour
	patience         = 5 * time.Second
)

// Options say where tiles come from.
type Options struct {
	// URL has {z}, {x} and {y} in it. Empty is no tiles at all.
	URL string
	// Client names who asks, for the limit of one visitor; it goes nowhere else.
	Client func(*http.Request) string
	// Agent is how we call ourselves to the upstream.
	Agent string
	// Ceiling is how many bytes of tiles are kept in memory; 0 is 64 MiB.
	Ceiling int
	// Dir is where tiles are kept over a restart, at most DiskCeiling bytes of them. Empty
	// is nowhere.
	Dir         string
	DiskCeiling int64
	// Patience is how long the upstream may take; 0 is five seconds.
	Patience time.Duration
	Log      *slog.Logger
}

// Handler answers GET /tiles/{z}/{x}/{y}.
type Handler struct {
	opt     Options
	http    *http.Client
	kept    *cache
	disk    *disk // nil is none
	asked   singleflight.Group
	guests  *guests
	upgoing *rate.Limiter // what we ask of the upstream, whoever asked us
}

// New makes a handler that has what was kept before. A folder that cannot be used is said
// in the log: there is a map without it.
func New(opt Options) *Handler {
	if opt.Patience == 0 {
		opt.Patience = patience
	}
	if opt.Ceiling == 0 {
		opt.Ceiling = 64 << 20
	}
	var kept *disk
	if opt.URL != "" {
		var err error
		if kept, err = openDisk(opt.Dir, opt.DiskCeiling); err != nil {
			opt.Log.Warn("tiles are not kept on disk", "error", err)
		}
	}
	return &Handler{
		opt:    opt,
		disk:   kept,
		http:   &http.Client{Timeout: opt.Patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
		kept:   newCache(opt.Ceiling),
		guests: newGuests(), upgoing: rate.NewLimiter(25, 100),
	}
}

// Check says what is wrong with the address of an upstream.
func Check(url string) error {
	if url == "" {
		return nil
	}
	if !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		return errors.New("has to begin with https://")
	}
	for _, part := range []string{"{z}", "{x}", "{y}"} {
		if strings.Count(url, part) != 1 {
			return errors.New("has to have {z}, {x} and {y} in it")
		}
	}
	return nil
}

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	at, ok := parse(r.PathValue("z"), r.PathValue("x"), r.PathValue("y"))
	switch {
	case !ok:
		http.NotFound(w, r)
		return
	case h.opt.URL == "": // there is no map, and asking whether there is one is no mistake
		w.WriteHeader(http.StatusNoContent)
		return
	case !h.guests.may(h.opt.Client(r)):
		w.Header().Set("Retry-After", "5")
		http.Error(w, "too many", http.StatusTooManyRequests)
		return
	}
	t, err := h.tile(r.Context(), at)
	if err != nil {
		h.opt.Log.Warn("no tile of the map", "zoom", at.z, "error", err)
		http.Error(w, "no map now", http.StatusBadGateway)
		return
	}
	head := w.Header()
	head.Set("Content-Type", t.kind)
	head.Set("Cache-Control", "public, max-age=604800")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("ETag", t.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(t.body)) // answers If-None-Match
}

// tile is what is kept, or else what comes; an old one is better than none.
func (h *Handler) tile(ctx context.Context, at at) (tile, error) {
	old, there := h.kept.get(at)
	if !there {
		if old, there = h.disk.get(at); there {
			h.kept.put(at, old)
		}
	}
	if there && time.Since(old.since) < fresh {
		return old, nil
	}
	t, err := h.ask(ctx, at)
	if err != nil && there {
		return old, nil
	}
	return t, err
}

// ask waits for a tile; who wants one that is on its way waits for that one.
func (h *Handler) ask(ctx context.Context, at at) (tile, error) {
	select {
	case came := <-h.asked.DoChan(at.name(), func() (any, error) { return h.fetch(at) }):
		return came.Val.(tile), came.Err
	case <-ctx.Done():
		return tile{}, ctx.Err()
	}
}

// fetch asks the upstream. The request is ours from the first byte on: no header and no
// address of the visitor is in it, and it outlives who asked, so that the next has it.
func (h *Handler) fetch(at at) (tile, error) {
	if !h.upgoing.Allow() {
		return tile{}, errors.New("too much is asked of the map at once")
	}
	ctx, cancel := context.WithTimeout(context.Background(), h.opt.Patience)
	defer cancel()
	url := strings.NewReplacer("{z}", strconv.Itoa(at.z), "{x}", strconv.Itoa(at.x), "{y}", strconv.Itoa(at.y)).Replace(h.opt.URL)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return tile{}, err
	}
	req.Header.Set("User-Agent", h.opt.Agent)
	req.Header.Set("Accept", "image/png,image/jpeg")
	res, err := h.http.Do(req)
	if err != nil {
		return tile{}, fmt.Errorf("asking for a tile: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return tile{}, fmt.Errorf("the map answered %d", res.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, most+1))
	if err != nil {
		return tile{}, fmt.Errorf("reading a tile: %w", err)
	}
	if kind := http.DetectContentType(body); len(body) > most || !picture(kind) {
		return tile{}, fmt.Errorf("the map sent %d bytes of %s", len(body), kind)
	}
	t := newTile(body, time.Now())
	h.kept.put(at, t)
	if err := h.disk.put(at, t); err != nil {
		h.opt.Log.Warn("a tile is not kept on disk", "error", err)
	}
	return t, nil
}

// picture: what the upstream says it sends does not count, only what it is.
func picture(kind string) bool { return kind == "image/png" || kind == "image/jpeg" }

func newTile(body []byte, since time.Time) tile {
	sum := sha256.Sum256(body)
	return tile{kind: http.DetectContentType(body), body: body, etag: `"` + hex.EncodeToString(sum[:8]) + `"`, since: since}
}
