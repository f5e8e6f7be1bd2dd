package command_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"buurtdorp/internal/command"
)

// operator types commands, in a folder and an environment of its own.
type operator struct {
	t   *testing.T
	dir string
}

func newOperator(t *testing.T, settings ...string) *operator {
	t.Helper()
	for _, e := range os.Environ() {
		if name, _, _ := strings.Cut(e, "="); strings.HasPrefix(name, "BUURTDORP_") && !strings.HasPrefix(name, "BUURTDORP_TEST_") {
			t.Setenv(name, "")
		}
	}
	o := &operator{t, t.TempDir()}
	t.Setenv("DATABASE_URL", "sqlite:"+o.path("data/buurtdorp.db"))
	t.Setenv("BUURTDORP_ADDR", "127.0.0.1:0")
	for _, s := range settings {
		name, value, _ := strings.Cut(s, "=")
		t.Setenv(name, strings.ReplaceAll(value, "DIR", o.dir))
	}
	return o
}

func (o *operator) path(name string) string { return filepath.Join(o.dir, name) }

func (o *operator) write(name, content string) string {
	o.t.Helper()
	if err := os.WriteFile(o.path(name), []byte(content), 0o600); err != nil {
		o.t.Fatal(err)
	}
	return o.path(name)
}

// types runs a command line, in which DIR is the operator's folder.
func (o *operator) types(args ...string) (code int, out, errs string) {
	o.t.Helper()
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "DIR", o.dir)
	}
	var a, b bytes.Buffer
	done := make(chan int, 1)
	go func() { done <- command.Run("v1.2.3", args, strings.NewReader(""), &a, &b) }()
	select {
	case code = <-done:
	case <-time.After(2 * time.Minute):
		o.t.Fatalf("%v does not end", args)
	}
	return code, a.String(), b.String()
}

// does runs a command that has to go well, and gives what it printed.
func (o *operator) does(args ...string) string {
	o.t.Helper()
	code, out, errs := o.types(args...)
	if code != 0 {
		o.t.Fatalf("%v ended with %d: %s", args, code, errs)
	}
	return out
}
