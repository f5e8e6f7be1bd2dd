package graph_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2"

	"buurtdorp/graph/guard"
	"buurtdorp/internal/sync"
	"buurtdorp/pwa"
)

// What a phone wrote down while offline is sent as the document of the release it was
// written with, as long as its key is remembered: every one of them still runs.
func TestReleasedDocumentsStillRun(t *testing.T) {
	all, err := pwa.Manifests()
	if err != nil || len(all) == 0 {
		t.Fatalf("%d manifests, %v", len(all), err)
	}
	schema, door, tried := readSDL().Schema, guard.New(readSDL().Schema, guard.Options{}), 0
	for _, m := range all {
		if !m.Since(time.Now().Add(-sync.Remembered)) {
			continue
		}
		for id, text := range m.Documents {
			if sum := sha256.Sum256([]byte(text)); hex.EncodeToString(sum[:]) != id {
				t.Errorf("%s: %s is not the hash of its document", m.Release, id)
			}
			if _, errs := gqlparser.LoadQuery(schema, text); len(errs) > 0 {
				t.Errorf("%s: %v\n%s", m.Release, errs, text)
			}
			if _, err := door.Check(context.Background(), guard.Request{Query: text}); err != nil {
				t.Errorf("%s: the door refuses: %v\n%s", m.Release, err, text)
			}
			tried++
		}
	}
	if tried < 20 {
		t.Errorf("only %d documents", tried)
	}
}
