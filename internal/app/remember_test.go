package app_test

import (
	"testing"
	"time"

	"buurtdorp/internal/auth"
	"buurtdorp/internal/sync"
)

// A phone that can still sign in finds the answers to everything it may send again,
// with a month to spare.
func TestKeysOutliveSessions(t *testing.T) {
	if spare := sync.Remembered - auth.SessionLife; spare < 30*24*time.Hour {
		t.Errorf("keys are remembered only %v longer than a phone stays signed in", spare)
	}
	if sync.Remembered < 120*24*time.Hour {
		t.Errorf("keys are remembered %v", sync.Remembered)
	}
}
