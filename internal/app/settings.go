// Package app is the whole program as one thing that a test can run: settings,
// store, rooms and the handler in front of them.
package app

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"reflect"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/caarlos0/env/v11"
)

// Settings come from the environment only; the README has the table. The defaults
// run.
type Settings struct {
	Addr        string `env:"BUURTDORP_ADDR" envDefault:"127.0.0.1:8080" help:"where to listen"`
	DatabaseURL string `env:"DATABASE_URL" envDefault:"sqlite:data/buurtdorp.db" help:"sqlite:PATH or postgres://…" secret:"url"`
	PublicURL   string `env:"BUURTDORP_PUBLIC_URL" help:"how people reach it; default http://localhost and the port"`
	Production  bool   `env:"BUURTDORP_PRODUCTION" envDefault:"false" help:"refuses to start without what real people need"`

	SMTPHost     string `env:"BUURTDORP_SMTP_HOST" help:"without it mail goes to the page /dev/mail"`
	SMTPPort     int    `env:"BUURTDORP_SMTP_PORT" envDefault:"587" help:"port of the mail server"`
	SMTPUser     string `env:"BUURTDORP_SMTP_USER" help:"who signs in to the mail server"`
	SMTPPassword string `env:"BUURTDORP_SMTP_PASSWORD" help:"or BUURTDORP_SMTP_PASSWORD_FILE" secret:"all"`
	SMTPFrom     string `env:"BUURTDORP_SMTP_FROM" help:"sender of every mail"`
	SMTPTLS      string `env:"BUURTDORP_SMTP_TLS" envDefault:"starttls" help:"starttls, tls or none"`

	ProxyHeader    string        `env:"BUURTDORP_PROXY_HEADER" help:"header in which your own proxy hands over the client's address"`
	AllowedOrigins []string      `env:"BUURTDORP_ALLOWED_ORIGINS" help:"other sites whose pages may call the API"`
	AccessTTL      time.Duration `env:"BUURTDORP_ACCESS_TTL" envDefault:"10m" help:"life of an access token, at most 15m"`
	DrainTimeout   time.Duration `env:"BUURTDORP_DRAIN" envDefault:"8s" help:"how long running requests get at a stop"`
	LogFormat      string        `env:"BUURTDORP_LOG" envDefault:"text" help:"text or json"`
	MetricsToken   string        `env:"BUURTDORP_METRICS_TOKEN" help:"bearer token for /metrics; without it only this machine may read them" secret:"all"`
}

// DefaultAccessTTL is the life of an access token unless the settings say otherwise.
const DefaultAccessTTL = 10 * time.Minute

// Read takes the settings from the environment and says everything that is wrong
// with them in one sentence each.
func Read() (Settings, error) {
	var s Settings
	if err := fromFile("BUURTDORP_SMTP_PASSWORD"); err != nil {
		return s, err
	}
	if err := fromFile("DATABASE_URL"); err != nil {
		return s, err
	}
	if err := env.Parse(&s); err != nil {
		return s, readable(err)
	}
	if s.PublicURL == "" {
		s.PublicURL = guessURL(s.Addr)
	}
	return s, s.check()
}

// fromFile lets NAME_FILE name a file with the secret, as containers do.
func fromFile(name string) error {
	path := os.Getenv(name + "_FILE")
	if path == "" || os.Getenv(name) != "" {
		return nil
	}
	raw, err := os.ReadFile(path) //nolint:gosec // the operator names the file
	if err != nil {
		return fmt.Errorf("%s_FILE names a file that cannot be read: %s", name, path)
	}
	return os.Setenv(name, strings.TrimSpace(string(raw)))
}

func (s Settings) check() error {
	var errs []error
	if _, _, err := net.SplitHostPort(s.Addr); err != nil {
		errs = append(errs, fmt.Errorf("BUURTDORP_ADDR has to be host:port, such as 127.0.0.1:8080, and is %q", s.Addr))
	}
	u, err := url.Parse(s.PublicURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		errs = append(errs, errors.New("BUURTDORP_PUBLIC_URL has to be a whole address, such as https://buurtdorp.example.nl"))
	}
	if !strings.HasPrefix(s.DatabaseURL, "sqlite:") && !strings.HasPrefix(s.DatabaseURL, "postgres://") && !strings.HasPrefix(s.DatabaseURL, "postgresql://") {
		errs = append(errs, errors.New("DATABASE_URL has to begin with sqlite: or postgres://"))
	}
	if s.LogFormat != "text" && s.LogFormat != "json" {
		errs = append(errs, fmt.Errorf("BUURTDORP_LOG has to be text or json, and is %q", s.LogFormat))
	}
	if s.SMTPTLS != "starttls" && s.SMTPTLS != "tls" && s.SMTPTLS != "none" {
		errs = append(errs, fmt.Errorf("BUURTDORP_SMTP_TLS has to be starttls, tls or none, and is %q", s.SMTPTLS))
	}
	if s.AccessTTL < time.Second || s.AccessTTL > 15*time.Minute {
		errs = append(errs, errors.New("BUURTDORP_ACCESS_TTL has to be between 1s and 15m"))
	}
	if s.SMTPHost != "" && s.SMTPFrom == "" {
		errs = append(errs, errors.New("BUURTDORP_SMTP_FROM is needed with BUURTDORP_SMTP_HOST"))
	}
	if s.Production && s.SMTPHost == "" {
		errs = append(errs, errors.New("BUURTDORP_SMTP_HOST is needed in production: people sign in with a code by mail"))
	}
	if s.Production && err == nil && u.Scheme != "https" {
		errs = append(errs, errors.New("BUURTDORP_PUBLIC_URL has to begin with https:// in production"))
	}
	return errors.Join(errs...)
}

// readable turns env's error into a sentence an operator can use.
func readable(err error) error {
	var all env.AggregateError
	if !errors.As(err, &all) {
		return err
	}
	var errs []error
	for _, e := range all.Errors {
		var p env.ParseError
		if errors.As(e, &p) {
			errs = append(errs, fmt.Errorf("%s cannot be read as %s", variable(p.Name), p.Type))
			continue
		}
		errs = append(errs, e)
	}
	return errors.Join(errs...)
}

func variable(field string) string {
	if f, ok := reflect.TypeOf(Settings{}).FieldByName(field); ok {
		return f.Tag.Get("env")
	}
	return field
}

func guessURL(addr string) string {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "http://localhost"
	}
	return "http://localhost:" + port
}

// Print writes the settings as they count, secrets masked.
func (s Settings) Print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	v := reflect.ValueOf(s)
	for i := range v.NumField() {
		f := v.Type().Field(i)
		value := fmt.Sprint(v.Field(i).Interface())
		switch f.Tag.Get("secret") {
		case "all":
			if value != "" {
				value = "********"
			}
		case "url":
			value = maskURL(value)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\n", f.Tag.Get("env"), value, f.Tag.Get("help"))
	}
	return t.Flush()
}

func maskURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return "********"
	}
	if _, has := u.User.Password(); has {
		u.User = url.UserPassword(u.User.Username(), "********")
	}
	q := u.Query()
	if q.Has("password") {
		q.Set("password", "********")
		u.RawQuery = q.Encode()
	}
	s, _ := url.PathUnescape(u.String())
	return s
}
