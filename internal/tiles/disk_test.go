package tiles

import (
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// pdok is how the map of the Netherlands spells a tile.
const pdok = "/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{z}/{x}/{y}.png"

func onDisk(u *upstream, dir string, ceiling int64, waits ...time.Duration) http.Handler {
	waits = append(waits, 0)
	mux := http.NewServeMux()
	mux.Handle("GET /tiles/{z}/{x}/{y}", New(Options{URL: u.URL + pdok, Dir: dir, DiskCeiling: ceiling, Patience: waits[0],
		Agent: "Buurtdorp", Client: func(r *http.Request) string { return r.RemoteAddr }, Log: slog.New(slog.DiscardHandler)}))
	return mux
}

// A map that goes away, in every way a map can: what was seen before stays in view, over a
// restart too, and what was not is no tile, which the screen can do without.
func TestTheMapGoesAway(t *testing.T) {
	u, dir := newUpstream(t), t.TempDir()
	if res := get(onDisk(u, dir, 1<<20), "/tiles/10/525/340.png"); res.StatusCode != http.StatusOK {
		t.Fatal(res.StatusCode)
	}
	if got := u.asked[0].URL.Path; got != "/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/10/525/340.png" {
		t.Errorf("asked for %s", got)
	}
	old := time.Now().Add(-2 * fresh)
	if err := os.Chtimes(filepath.Join(dir, "10-525-340.tile"), old, old); err != nil {
		t.Fatal(err)
	}
	for name, answer := range map[string]http.HandlerFunc{
		"an error":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) },
		"not there": http.NotFound,
		"slow":      func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"cut off": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "9000")
			_, _ = w.Write([]byte("\x89PNG\r\n\x1a\n"))
		},
		"a page": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			_, _ = io.WriteString(w, "<ExceptionReport/>")
		},
		"no content": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
	} {
		t.Run(name, func(t *testing.T) {
			u.answers = answer
			wait := time.Minute
			if name == "slow" {
				wait = 50 * time.Millisecond
			}
			h := onDisk(u, dir, 1<<20, wait) // started anew
			if res := get(h, "/tiles/10/525/340.png"); res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "image/png" {
				t.Errorf("what was seen before: %d %v", res.StatusCode, res.Header)
			}
			if res := get(h, "/tiles/10/526/340.png"); res.StatusCode != http.StatusBadGateway || res.Header.Get("Cache-Control") != "" {
				t.Errorf("what was not: %d %v", res.StatusCode, res.Header)
			}
		})
	}
	u.Close()
	h := onDisk(u, dir, 1<<20)
	if res := get(h, "/tiles/10/525/340.png"); res.StatusCode != http.StatusOK {
		t.Errorf("with nobody there: %d", res.StatusCode)
	}
	if res := get(h, "/tiles/10/526/340.png"); res.StatusCode != http.StatusBadGateway {
		t.Errorf("with nobody there, never seen: %d", res.StatusCode)
	}
}

// A restart asks the map nothing that is still fresh; half files and strange ones are not
// tiles; and the folder stays under its ceiling.
func TestKeptOverARestart(t *testing.T) {
	u, dir := newUpstream(t), t.TempDir()
	first := get(onDisk(u, dir, 1<<20), "/tiles/10/525/340.png")
	again := get(onDisk(u, dir, 1<<20), "/tiles/10/525/340.png")
	if len(u.asked) != 1 || again.Header.Get("ETag") != first.Header.Get("ETag") {
		t.Errorf("asked %d times, %v", len(u.asked), again.Header)
	}
	size := func() (n int64, names string) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			info, _ := e.Info()
			n, names = n+info.Size(), names+" "+e.Name()
		}
		return n, names
	}
	one, _ := size()
	for name, body := range map[string]string{"10-527-340.tile": "<html>", "10-528-340.tile.x.half": "\x89PNG", "11-1-1.tile": "far away", "lees.txt": "mine"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := onDisk(u, dir, 3*one)
	if res := get(h, "/tiles/10/527/340.png"); res.StatusCode != http.StatusOK || len(u.asked) != 2 {
		t.Errorf("%d, asked %d times: what is no picture is asked for", res.StatusCode, len(u.asked))
	}
	for _, x := range []string{"524", "526", "528", "523"} {
		get(h, "/tiles/10/"+x+"/340.png")
	}
	tiles, names := size()
	if tiles-int64(len("far away")+len("mine")) > 3*one || strings.Contains(names, ".half") || !strings.Contains(names, "lees.txt") || !strings.Contains(names, "10-523-340.tile") || strings.Contains(names, "10-525-340.tile") {
		t.Errorf("%d bytes for %d:%s", tiles, 3*one, names)
	}
	// A folder that is none is no reason to have no map.
	if res := get(onDisk(u, filepath.Join(dir, "lees.txt"), 1<<20), "/tiles/10/530/340.png"); res.StatusCode != http.StatusOK {
		t.Error(res.StatusCode)
	}
}
