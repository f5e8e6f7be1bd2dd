package command_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// theBinary is the program itself, built once, in a folder that TestMain removes.
var theBinary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "buurtdorp-binary-")
	if err != nil {
		return "", err
	}
	binaryDir = dir
	path := filepath.Join(dir, "buurtdorp")
	build := exec.Command("go", "build", "-o", path, ".")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, os.Chmod(dir, 0o755) // #nosec: others run it too
})

var binaryDir string

func TestMain(m *testing.M) {
	code := m.Run()
	if binaryDir != "" {
		_ = os.RemoveAll(binaryDir)
	}
	os.Exit(code)
}

// process is a server that runs by itself.
type process struct {
	*exec.Cmd
	base string
	said *bytes.Buffer // complete after Wait
	done chan error
}

// serves starts the program and waits until it listens.
func (o *operator) serves(args ...string) *process {
	o.t.Helper()
	path, err := theBinary()
	if err != nil {
		o.t.Fatal(err)
	}
	p := &process{Cmd: exec.Command(path, append([]string{"serve"}, args...)...), said: &bytes.Buffer{}, done: make(chan error, 1)}
	out, err := p.StderrPipe()
	if err != nil {
		o.t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { _ = p.Process.Kill() })
	listens := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			fmt.Fprintln(p.said, lines.Text())
			if rest, ok := strings.CutPrefix(lines.Text(), "Buurtdorp listens at "); ok {
				listens <- strings.Fields(rest)[0]
			}
		}
		p.done <- p.Wait()
	}()
	select {
	case p.base = <-listens:
	case err := <-p.done:
		o.t.Fatalf("it did not start: %v\n%s", err, p.said)
	case <-time.After(time.Minute):
		o.t.Fatal("it does not start")
	}
	return p
}

// SIGTERM while a request is on its way and a stream is open: the request gets its
// answer, the stream is told why it ends, and the program ends well.
func TestSIGTERM(t *testing.T) {
	o := newOperator(t)
	p := o.serves("--demo")
	token := strings.TrimSpace(o.does("token", "--role", "matcher"))

	stream := o.post(p, token, `{"query":"subscription { meetupChanged { id } }"}`, "text/event-stream")
	defer stream.Body.Close()
	events := bufio.NewReader(stream.Body)
	if _, err := events.ReadString('\n'); err != nil { // its first line: it is open
		t.Fatal(err)
	}

	body := `{"query":"{ meetups(first: 1) { totalCount } }"}`
	slow, answers := p.begins(t, len(body))

	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(events)
	if err != nil {
		t.Errorf("the stream was cut off: %v", err)
	}
	if said := string(rest); !strings.Contains(said, "event: next") || !strings.Contains(said, `"RETRYABLE"`) || !strings.Contains(said, "event: complete") {
		t.Errorf("the stream ended with %q", said)
	}
	if _, err := io.WriteString(slow, body); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(answers, nil)
	if err != nil {
		t.Fatalf("the request was cut off: %v", err)
	}
	defer res.Body.Close()
	var answer struct {
		Data struct{ Meetups struct{ TotalCount int } }
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || res.StatusCode != http.StatusOK || answer.Data.Meetups.TotalCount == 0 {
		t.Errorf("answered with %d %+v %v", res.StatusCode, answer, err)
	}
	select {
	case err := <-p.done:
		if err != nil {
			t.Errorf("it ended with %v\n%s", err, p.said)
		}
	case <-time.After(30 * time.Second):
		t.Error("it does not end")
	}
	if _, err := net.Dial("tcp", strings.TrimPrefix(p.base, "http://")); err == nil {
		t.Error("something still listens")
	}
	if said := p.said.String(); strings.Contains(said, "panic") || !strings.Contains(said, "stopping: running requests finish first") {
		t.Errorf("it said\n%s", said)
	}
	if code, out, errs := o.types("backup", "DIR/after.backup"); code != 0 { // and left all in order
		t.Errorf("afterwards: %d %s%s", code, out, errs)
	}
}

// A client that never ends its request does not keep the program from ending.
func TestSIGTERMDoesNotWaitForEver(t *testing.T) {
	o := newOperator(t, "BUURTDORP_DRAIN=500ms")
	p := o.serves()
	p.begins(t, 10)
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-p.done:
		if p.ProcessState.ExitCode() != 1 || !strings.Contains(p.said.String(), "buurtdorp: some requests did not finish in time") {
			t.Errorf("it ended with %v\n%s", err, p.said)
		}
	case <-time.After(30 * time.Second):
		t.Error("it does not end")
	}
}

// begins sends the head of a request. When it returns the server waits for the body.
func (p *process) begins(t *testing.T, length int) (net.Conn, *bufio.Reader) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", length); err != nil {
		t.Fatal(err)
	}
	answers := bufio.NewReader(conn)
	for _, want := range []string{"HTTP/1.1 100 Continue\r\n", "\r\n"} {
		if line, err := answers.ReadString('\n'); err != nil || line != want {
			t.Fatalf("the server does not wait for a body: %q %v", line, err)
		}
	}
	return conn, answers
}

func (o *operator) post(p *process, token, body, accept string) *http.Response {
	o.t.Helper()
	req, err := http.NewRequestWithContext(o.t.Context(), http.MethodPost, p.base+"/graphql", strings.NewReader(body))
	if err != nil {
		o.t.Fatal(err)
	}
	for name, value := range map[string]string{"Content-Type": "application/json", "Accept": accept, "Authorization": "Bearer " + token} {
		req.Header.Set(name, value)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		o.t.Fatal(err)
	}
	return res
}

// What an account may not do, it is told: a port below 1024, a folder of somebody else.
func TestForbidden(t *testing.T) {
	path, err := theBinary()
	if err != nil {
		t.Fatal(err)
	}
	o := newOperator(t)
	open := t.TempDir()
	for _, dir := range []string{filepath.Dir(o.dir), o.dir, filepath.Dir(open), open} {
		if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // another account has to get here
			t.Fatal(err)
		}
	}
	closed := o.path("closed")
	if err := os.Mkdir(closed, 0o555); err != nil { //nolint:gosec // that is the case
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		settings []string
		says     string
	}{
		"Port":   {[]string{"BUURTDORP_ADDR=127.0.0.1:80"}, "this account may not listen on 127.0.0.1:80: set BUURTDORP_ADDR to a port above 1023"},
		"Folder": {[]string{"BUURTDORP_ADDR=127.0.0.1:0", "DATABASE_URL=sqlite:" + closed + "/x/x.db"}, "the data folder " + closed + "/x cannot be made: permission denied"},
		"File":   {[]string{"BUURTDORP_ADDR=127.0.0.1:0", "DATABASE_URL=sqlite:" + closed + "/x.db"}, "the database file " + closed + "/x.db cannot be written: permission denied"},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "Port" && unprivileged(t) <= 80 {
				t.Log("any account may listen on port 80 here")
				return
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			run := exec.CommandContext(ctx, path, "serve")
			run.Dir = open
			run.Env = append(os.Environ(), c.settings...)
			if os.Getuid() == 0 { // who may do everything is refused nothing
				run.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
			}
			var errs bytes.Buffer
			run.Stderr = &errs
			err := run.Run()
			if run.ProcessState == nil || run.ProcessState.ExitCode() != 1 || errs.String() != "buurtdorp: "+c.says+"\n" {
				t.Errorf("%v\n%s", err, errs.String())
			}
		})
	}
}

// unprivileged is the first port that any account may listen on.
func unprivileged(t *testing.T) (port int) {
	t.Helper()
	raw, err := os.ReadFile("/proc/sys/net/ipv4/ip_unprivileged_port_start")
	if err != nil {
		return 1024
	}
	if _, err := fmt.Sscan(string(raw), &port); err != nil {
		t.Fatal(err)
	}
	return port
}
