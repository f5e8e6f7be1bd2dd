package notify

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/storetest"
)

// post is a tiny mail server on this machine: enough of RFC 5321 to hear what the
// room says and to refuse it.
type post struct {
	addr   *net.TCPAddr
	refuse map[string]string // by command

	mu       sync.Mutex
	commands []string
	mails    []string
}

func newPost(t *testing.T, refuse map[string]string) *post {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &post{addr: l.Addr().(*net.TCPAddr), refuse: refuse}
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			wg.Go(func() { p.talk(c) })
		}
	})
	t.Cleanup(func() { l.Close(); wg.Wait() })
	return p
}

func (p *post) talk(c net.Conn) { p.talkOver(c, true) }

// talkOver is a talk from its start, or from where it became private.
func (p *post) talkOver(c net.Conn, greet bool) {
	defer c.Close()
	r := bufio.NewReader(c)
	if greet {
		fmt.Fprint(c, "220 post.test\r\n")
	}
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		p.mu.Lock()
		p.commands = append(p.commands, line)
		p.mu.Unlock()
		verb, _, _ := strings.Cut(strings.ToUpper(line), " ")
		if no := p.refuse[verb]; no != "" {
			fmt.Fprint(c, no+"\r\n")
			continue
		}
		switch verb {
		case "EHLO":
			fmt.Fprint(c, "250-post.test\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n")
		case "AUTH":
			fmt.Fprint(c, "235 welcome\r\n")
		case "DATA":
			fmt.Fprint(c, "354 go on\r\n")
			var b strings.Builder
			for {
				line, err := r.ReadString('\n')
				if err != nil {
					return
				}
				if line == ".\r\n" {
					break
				}
				b.WriteString(line)
			}
			p.mu.Lock()
			p.mails = append(p.mails, b.String())
			p.mu.Unlock()
			fmt.Fprint(c, "250 taken\r\n")
		case "QUIT":
			fmt.Fprint(c, "221 bye\r\n")
			return
		default:
			fmt.Fprint(c, "250 ok\r\n")
		}
	}
}

func (p *post) settings() SMTP {
	return SMTP{Host: "127.0.0.1", Port: p.addr.Port, User: "dorp", Password: "geheim", From: "Buurtdorp <post@dorpspost.nl>", TLS: "none"}
}

func TestSMTP(t *testing.T) {
	db := storetest.SQLite(t)
	p := newPost(t, nil)
	r := newRig(t, db, func(o *Options) { o.SMTP = p.settings() })
	r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
	r.work()
	if len(p.mails) != 1 || len(r.mailbox.list("")) != 0 {
		t.Fatalf("%d mails; %v %s", len(p.mails), p.commands, r.log.String())
	}
	m, err := mail.ReadMessage(strings.NewReader(p.mails[0]))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"From": `"Buurtdorp" <post@dorpspost.nl>`, "To": "<steun@dorpspost.nl>", "Subject": "Je hebt een bericht",
		"Auto-Submitted": "auto-generated", "Message-Id": "<" + r.jobs()[0].ID.String() + "@dorp.example>",
		"Content-Type": "text/plain; charset=UTF-8",
	} {
		if got := m.Header.Get(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil || !strings.Contains(string(body), "https://dorp.example/mijn-steun") {
		t.Errorf("%s %v", body, err)
	}
	said := strings.Join(p.commands, "\n")
	if !strings.Contains(said, "MAIL FROM:<post@dorpspost.nl>") || !strings.Contains(said, "RCPT TO:<steun@dorpspost.nl>") ||
		!strings.Contains(said, base64.StdEncoding.EncodeToString([]byte("\x00dorp\x00geheim"))) {
		t.Error(said)
	}
}

func TestSMTPRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		refuse map[string]string
		why    string
		final  bool
	}{
		"busy":         {map[string]string{"RCPT": "451 4.3.0 <steun@dorpspost.nl> later"}, "smtp_451", false},
		"nobody there": {map[string]string{"RCPT": "550 5.1.1 <steun@dorpspost.nl> unknown"}, "smtp_550", true},
		"too large":    {map[string]string{"DATA": "552 too much"}, "smtp_552", true},
		"our password": {map[string]string{"AUTH": "535 5.7.8 no"}, "smtp_connect", false},
		"closed":       {map[string]string{"EHLO": "421 closed", "HELO": "421 closed"}, "smtp_connect", false},
		"rude goodbye": {map[string]string{"QUIT": "500 what?", "RSET": "500 what?"}, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPost(t, c.refuse)
			r := newRig(t, storetest.SQLite(t), func(o *Options) { o.SMTP = p.settings() })
			r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
			r.work()
			j := r.jobs()[0]
			if j.LastError != c.why || (j.DoneAt != nil) != c.final {
				t.Errorf("%q, done %v", j.LastError, j.DoneAt != nil)
			}
			if strings.Contains(r.log.String(), "@") {
				t.Error(r.log.String())
			}
		})
	}
	t.Run("nobody listens", func(t *testing.T) {
		p := newPost(t, nil)
		settings := p.settings()
		settings.TLS = "starttls" // which this server does not have
		r := newRig(t, storetest.SQLite(t), func(o *Options) { o.SMTP = settings })
		r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
		r.work()
		if j := r.jobs()[0]; j.LastError != "smtp_connect" || j.DoneAt != nil || len(p.mails) != 0 {
			t.Errorf("%q %v", j.LastError, p.commands)
		}
	})
}

// TestInventedPeopleNeverReachAMailServer also when one is set up.
func TestInventedPeopleNeverReachAMailServer(t *testing.T) {
	for _, production := range []bool{false, true} {
		p := newPost(t, nil)
		r := newRig(t, storetest.SQLite(t), func(o *Options) { o.SMTP = p.settings(); o.Production = production })
		r.known["parent1@demo.buurtdorp.example"] = true
		r.queueCode("parent1@demo.buurtdorp.example", "123456", time.Minute)
		r.work()
		if len(p.commands) != 0 || len(r.jobs()) != 0 {
			t.Errorf("production %v: %v, %d jobs", production, p.commands, len(r.jobs()))
		}
		if !production && len(r.mailbox.list("parent1@demo.buurtdorp.example")) != 1 {
			t.Error("not in the mailbox either")
		}
	}
}

func TestSettings(t *testing.T) {
	db := storetest.SQLite(t)
	fine := SMTP{Host: "127.0.0.1", From: "post@dorpspost.nl"}
	for name, c := range map[string]struct {
		production bool
		smtp       SMTP
		url        string
		says       string
	}{
		"production without mail": {true, SMTP{}, "https://dorp.example", "BUURTDORP_SMTP_HOST"},
		"no sender":               {false, SMTP{Host: "127.0.0.1"}, "https://dorp.example", "BUURTDORP_SMTP_FROM"},
		"sender is no address":    {false, SMTP{Host: "127.0.0.1", From: "dorp"}, "https://dorp.example", "BUURTDORP_SMTP_FROM"},
		"no such tls":             {false, SMTP{Host: "127.0.0.1", From: "post@dorpspost.nl", TLS: "ssl"}, "https://dorp.example", "BUURTDORP_SMTP_TLS"},
		"no address":              {false, fine, "dorp", "BUURTDORP_PUBLIC_URL"},
	} {
		opt := Options{DB: db, PublicURL: c.url, SMTP: c.smtp, Production: c.production}
		if _, err := New(t.Context(), opt); err == nil || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMailbox(t *testing.T) {
	r := newRig(t, storetest.SQLite(t))
	mux := http.NewServeMux()
	r.Mount(mux)
	get := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w
	}
	if w := get("/dev/mail?format=json"); strings.TrimSpace(w.Body.String()) != "[]" {
		t.Errorf("empty: %s", w.Body)
	}
	first := Mail{ID: uuid.New(), To: "a@dorp.example", Subject: "<script>alert(1)</script>", Text: "Hoi <b>jij</b>", Link: "https://dorp.example/x", At: time.Now()}
	_ = r.mailbox.Send(t.Context(), first)
	_ = r.mailbox.Send(t.Context(), Mail{ID: uuid.New(), To: "b@dorp.example", Subject: "Je code is 123 456", Text: "t", Code: "123456", At: time.Now()})
	var got []map[string]any
	if err := json.Unmarshal(get("/dev/mail?format=json").Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0]["to"] != "b@dorp.example" || got[0]["code"] != "123456" || got[1]["code"] != nil || got[1]["text"] != first.Text || got[1]["id"] != first.ID.String() || got[0]["at"] == nil || got[0]["subject"] == nil {
		t.Errorf("%v", got)
	}
	if w := get("/dev/mail?format=json&to=A@dorp.example"); !strings.Contains(w.Body.String(), first.ID.String()) || strings.Contains(w.Body.String(), "123456") {
		t.Errorf("narrowed: %s", w.Body)
	}
	list := get("/dev/mail").Body.String()
	if !strings.Contains(list, "Je code is 123 456") || strings.Index(list, "b@dorp") > strings.Index(list, "a@dorp") {
		t.Error(list)
	}
	one := get("/dev/mail?id=" + first.ID.String())
	for _, text := range []string{list, one.Body.String()} {
		if strings.Contains(text, "<script>") || strings.Contains(text, "<b>") {
			t.Error(text)
		}
	}
	if !strings.Contains(one.Body.String(), "Hoi &lt;b&gt;") || one.Header().Get("Cache-Control") != "no-store" {
		t.Error(one.Body, one.Header())
	}
	if w := get("/dev/mail?id=" + uuid.NewString()); w.Code != http.StatusNotFound {
		t.Error(w.Code)
	}
	for range mailboxSize + 20 {
		_ = r.mailbox.Send(t.Context(), Mail{ID: uuid.New(), To: "c@dorp.example"})
	}
	if n := len(r.mailbox.list("")); n != mailboxSize {
		t.Errorf("%d mails are kept", n)
	}
}

func TestProductionHasNoMailbox(t *testing.T) {
	p := newPost(t, nil)
	r := newRig(t, storetest.SQLite(t), func(o *Options) { o.SMTP = p.settings(); o.Production = true })
	mux := http.NewServeMux()
	r.Mount(mux)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	for _, path := range []string{"/dev/mail", "/dev/mail?format=json", "/dev/mail/"} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}
