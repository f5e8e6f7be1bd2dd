package pwa

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"time"
)

//go:embed manifests/*.json
var manifests embed.FS

// Manifest is every document that the app of a release may have written down to send
// later, by the hash of its text.
type Manifest struct {
	Release   string            `json:"release"`
	Date      string            `json:"date"`
	Documents map[string]string `json:"documents"`
}

// Since tells whether the release was made after a moment.
func (m Manifest) Since(at time.Time) bool {
	made, err := time.Parse(time.DateOnly, m.Date)
	return err != nil || made.After(at)
}

// Manifests are those of all releases.
func Manifests() ([]Manifest, error) {
	files, err := fs.Glob(manifests, "manifests/*.json")
	if err != nil {
		return nil, err
	}
	var out []Manifest
	for _, name := range files {
		raw, err := manifests.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var m Manifest
		if err := json.Unmarshal(raw, &m); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, m)
	}
	return out, nil
}
