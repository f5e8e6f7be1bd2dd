package command_test

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"io"
	"net"
	"os"
	"regexp"
	"strings"
	"testing"
)

// What can be wrong at a start: one clear sentence each, and an exit code a script
// can branch on.
func TestFaultsAtStart(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	const postgres = "DATABASE_URL=postgres://anna:geheim@"
	for name, c := range map[string]struct {
		settings []string
		args     []string
		code     int
		says     []string // one line each
	}{
		"PortTaken":     {[]string{"BUURTDORP_ADDR=" + taken.Addr().String()}, nil, 4, []string{"is taken by another program: stop it, or set BUURTDORP_ADDR"}},
		"NotOurAddress": {[]string{"BUURTDORP_ADDR=192.0.2.1:8080"}, nil, 1, []string{"192.0.2.1:8080 is no address of this machine"}},
		"NoPort":        {[]string{"BUURTDORP_ADDR=localhost"}, nil, 2, []string{"BUURTDORP_ADDR has to be host:port"}},
		"PortTooHigh":   {[]string{"BUURTDORP_ADDR=:70000"}, nil, 2, []string{"BUURTDORP_ADDR has to be host:port"}},
		"OtherDatabase": {[]string{"DATABASE_URL=mysql://anna:geheim@db/x"}, nil, 2, []string{"DATABASE_URL has to begin with sqlite: or postgres://"}},
		"NoFile":        {[]string{"DATABASE_URL=sqlite:"}, nil, 1, []string{"DATABASE_URL needs the path of a file"}},
		"FolderIsAFile": {[]string{"DATABASE_URL=sqlite:DIR/file/x.db"}, nil, 1, []string{"the data folder DIR/file cannot be made: not a directory"}},
		"FileIsAFolder": {[]string{"DATABASE_URL=sqlite:DIR"}, nil, 1, []string{"the database file DIR cannot be written: is a directory"}},
		"NoDatabase":    {[]string{"DATABASE_URL=sqlite:DIR/file"}, nil, 1, []string{"the database file DIR/file cannot be opened: file is not a database"}},
		"Unreachable":   {[]string{postgres + "127.0.0.1:1/dorp"}, nil, 1, []string{"the PostgreSQL database 127.0.0.1:1/dorp cannot be reached: nothing listens there"}},
		"UnknownHost":   {[]string{postgres + "db.invalid/dorp"}, nil, 1, []string{"db.invalid/dorp cannot be reached: no machine of that name is known"}},
		"NoAddress":     {[]string{"DATABASE_URL=postgres://anna:ge%heim@db/dorp"}, nil, 1, []string{"DATABASE_URL is not a postgres:// address"}},
		"WrongPassword": {[]string{postgres + refuses(t, "28P01", `password authentication failed for user "anna"`) + "/dorp"}, nil, 1, []string{"the user or password in DATABASE_URL is not accepted"}},
		"NoSuchDb":      {[]string{postgres + refuses(t, "3D000", `database "dorp" does not exist`) + "/dorp"}, nil, 1, []string{"the server has no database of that name"}},
		"NoTLS":         {[]string{postgres + refuses(t, "", "") + "/dorp?sslmode=require"}, nil, 1, []string{"the server offers no TLS; add sslmode=disable"}},
		"Production": {[]string{"BUURTDORP_PRODUCTION=true"}, nil, 2,
			[]string{"BUURTDORP_SMTP_HOST is needed in production", "BUURTDORP_PUBLIC_URL has to begin with https:// in production"}},
		"DemoInProduction": {[]string{"BUURTDORP_PRODUCTION=true", "BUURTDORP_SMTP_HOST=mail", "BUURTDORP_SMTP_FROM=a@b.nl", "BUURTDORP_PUBLIC_URL=https://a.nl"},
			[]string{"serve", "--demo"}, 2, []string{"invented people have no place in production"}},
		"ManyAtOnce": {[]string{"BUURTDORP_LOG=xml", "BUURTDORP_SMTP_PORT=geheim", "BUURTDORP_PRODUCTION=misschien", "BUURTDORP_DRAIN=8", "BUURTDORP_ACCESS_TTL=1h", "BUURTDORP_PUBLIC_URL=dorp", "BUURTDORP_SMTP_TLS=soms", "BUURTDORP_CODES_PER_HOUR=0", "BUURTDORP_SMTP_HOST=mail"}, nil, 2,
			[]string{"BUURTDORP_LOG has to be text or json", "BUURTDORP_SMTP_PORT has to be a number", "BUURTDORP_PRODUCTION has to be true or false", "BUURTDORP_DRAIN has to be a time, such as 30s",
				"BUURTDORP_ACCESS_TTL has to be between 1s and 15m", "BUURTDORP_PUBLIC_URL has to be a whole address", "BUURTDORP_SMTP_TLS has to be starttls, tls or none",
				"BUURTDORP_CODES_PER_HOUR has to be between", "BUURTDORP_SMTP_FROM is needed with BUURTDORP_SMTP_HOST"}},
		"SecretFileGone": {[]string{"BUURTDORP_SMTP_PASSWORD_FILE=DIR/none"}, nil, 2, []string{"BUURTDORP_SMTP_PASSWORD_FILE names a file that cannot be read: DIR/none"}},
		"WrongCommand":   {nil, []string{"serv"}, 2, []string{"there is no buurtdorp serv, but there is serve"}},
		"WrongInGroup":   {nil, []string{"admin", "persoon"}, 2, []string{"there is no buurtdorp admin persoon"}},
		"WrongFlag":      {nil, []string{"serve", "--port", "80"}, 2, []string{"unknown flag: --port"}},
		"TooMuch":        {nil, []string{"serve", "now"}, 2, []string{"use it as: buurtdorp serve"}},
		"NothingThere":   {nil, []string{"health"}, 1, []string{"nothing answers at 127.0.0.1:0"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOperator(t, c.settings...)
			o.write("file", "this is no database, and it is long enough to look at")
			args := c.args
			if args == nil {
				args = []string{"serve"}
			}
			code, out, errs := o.types(args...)
			if code != c.code || out != "" {
				t.Errorf("exit code %d, want %d; printed %q", code, c.code, out)
			}
			lines := strings.Split(strings.TrimSpace(errs), "\n")
			if len(lines) != len(c.says) {
				t.Errorf("%d lines, want %d:\n%s", len(lines), len(c.says), errs)
			}
			for _, want := range c.says {
				if !strings.Contains(errs, strings.ReplaceAll(want, "DIR", o.dir)) {
					t.Errorf("does not say %q:\n%s", want, errs)
				}
			}
			plain(t, errs)
		})
	}
}

// plain: nothing that only a programmer reads, and nothing secret.
func plain(t *testing.T, said string) {
	t.Helper()
	if bad := regexp.MustCompile(`goroutine|panic|\.go:|pq:|geheim|0x|%!|SQLITE_`).FindString(said); bad != "" {
		t.Errorf("says %q:\n%s", bad, said)
	}
	for line := range strings.SplitSeq(strings.TrimSpace(said), "\n") {
		if !strings.HasPrefix(line, "buurtdorp: ") {
			t.Errorf("not a sentence of ours: %q", line)
		}
	}
}

// An older program leaves a newer database alone.
func TestDatabaseOfANewerProgram(t *testing.T) {
	o := newOperator(t)
	o.does("migrate")
	db, err := sql.Open("sqlite", o.path("data/buurtdorp.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"serve"}, {"migrate"}, {"demo"}, {"backup", "DIR/x.backup"}, {"token", "--role", "admin"}} {
		code, _, errs := o.types(args...)
		if code != 4 || !strings.Contains(errs, "the database is at version 99") || !strings.Contains(errs, "use a newer program") {
			t.Errorf("%v: %d %s", args, code, errs)
		}
		plain(t, errs)
	}
	if _, err := os.Stat(o.path("x.backup")); err == nil {
		t.Error("a backup was made all the same")
	}
}

// refuses is a PostgreSQL server that lets nobody in: it asks for the password and
// says no with this code, or offers no TLS.
func refuses(t *testing.T, code, message string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				refuse(conn, code, message)
			}()
		}
	}()
	return l.Addr().String()
}

func refuse(conn io.ReadWriter, code, message string) {
	var size [4]byte
	if _, err := io.ReadFull(conn, size[:]); err != nil {
		return
	}
	if _, err := io.ReadFull(conn, make([]byte, binary.BigEndian.Uint32(size[:])-4)); err != nil {
		return
	}
	if code == "" {
		_, _ = conn.Write([]byte("N")) // no TLS here
		return
	}
	_, _ = conn.Write([]byte{'R', 0, 0, 0, 8, 0, 0, 0, 3}) // the password, please
	if _, err := io.ReadFull(conn, make([]byte, len("p....geheim\x00"))); err != nil {
		return
	}
	var b bytes.Buffer
	for _, f := range []string{"SFATAL", "VFATAL", "C" + code, "M" + message} {
		b.WriteString(f + "\x00")
	}
	b.WriteByte(0)
	answer := append([]byte{'E'}, binary.BigEndian.AppendUint32(nil, uint32(b.Len()+4))...)
	_, _ = conn.Write(append(answer, b.Bytes()...))
}
