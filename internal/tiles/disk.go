package tiles

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// disk keeps tiles over a restart, up to a number of bytes: what was looked at longest ago
// goes first. It is a help and never a need: what cannot be read or written is not there.
type disk struct {
	dir   string
	mu    sync.Mutex
	files recent[struct{}]
}

// openDisk makes the folder and finds what is in it already. Nil without a folder.
func openDisk(dir string, ceiling int64) (*disk, error) {
	if dir == "" {
		return nil, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making a folder for tiles: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("reading the folder of tiles: %w", err)
	}
	d := &disk{dir: dir}
	d.files = newRecent[struct{}](ceiling, func(a at) { _ = os.Remove(d.path(a)) })
	var found []os.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			found = append(found, info)
		}
	}
	slices.SortFunc(found, func(a, b os.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, info := range found {
		if a, ok := named(info.Name()); ok {
			d.files.put(a, info.Size(), struct{}{})
		} else if strings.HasSuffix(info.Name(), half) { // cut off while it was written
			_ = os.Remove(filepath.Join(dir, info.Name()))
		}
	}
	return d, nil
}

func (d *disk) path(a at) string { return filepath.Join(d.dir, a.name()) }

// half is how a file ends that is not whole yet.
const half = ".half"

func (a at) name() string { return fmt.Sprintf("%d-%d-%d.tile", a.z, a.x, a.y) }

func named(name string) (at, bool) {
	parts := strings.Split(strings.TrimSuffix(name, ".tile"), "-")
	if len(parts) != 3 || !strings.HasSuffix(name, ".tile") {
		return at{}, false
	}
	a, ok := parse(parts[0], parts[1], parts[2]+".png")
	return a, ok
}

// get reads a tile; a file that is no picture is thrown away.
func (d *disk) get(a at) (tile, bool) {
	if d == nil {
		return tile{}, false
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.files.get(a); !ok {
		return tile{}, false
	}
	path := d.path(a)
	info, err := os.Stat(path)
	var body []byte
	if err == nil {
		body, err = os.ReadFile(path)
	}
	if err != nil || !picture(http.DetectContentType(body)) {
		d.files.drop(a)
		return tile{}, false
	}
	return newTile(body, info.ModTime()), true
}

// put writes a tile, whole or not at all.
func (d *disk) put(a at, t tile) error {
	if d == nil || int64(len(t.body)) > d.files.ceiling {
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	path := d.path(a)
	tmp := path + "." + strconv.FormatInt(time.Now().UnixNano(), 36) + half
	if err := os.WriteFile(tmp, t.body, 0o600); err != nil {
		_ = os.Remove(tmp)
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		_ = os.Remove(tmp)
		return err
	}
	d.files.put(a, int64(len(t.body)), struct{}{})
	return nil
}
