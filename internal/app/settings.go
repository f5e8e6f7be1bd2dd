// Package app is the whole program as one thing that a test can run: settings,
// store, rooms and the handler in front of them.
package app

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"

	"buurtdorp/internal/route"
	"buurtdorp/internal/tiles"
)

// Settings come from the environment only; the README has the table, docs/beheer.md
// has it in Dutch, and a test holds both to what stands here. The defaults run.
type Settings struct {
	Addr        string `env:"BUURTDORP_ADDR" envDefault:"127.0.0.1:8080" help:"where to listen" hulp:"waar het programma luistert"`
	DatabaseURL string `env:"DATABASE_URL" envDefault:"sqlite:data/buurtdorp.db" help:"sqlite:PATH or postgres://…" hulp:"sqlite:PAD of postgres://…" secret:"url"`
	PublicURL   string `env:"BUURTDORP_PUBLIC_URL" help:"how people reach it; default http://localhost and the port" hulp:"het adres voor mensen; anders http://localhost en de poort"`
	Production  bool   `env:"BUURTDORP_PRODUCTION" envDefault:"false" help:"refuses to start without what real people need" hulp:"start niet zonder wat echte mensen nodig hebben"`

	SMTPHost     string `env:"BUURTDORP_SMTP_HOST" help:"without it mail goes to the page /dev/mail" hulp:"zonder mailserver gaat alle post naar de pagina /dev/mail"`
	SMTPPort     int    `env:"BUURTDORP_SMTP_PORT" envDefault:"587" help:"port of the mail server" hulp:"poort van de mailserver"`
	SMTPUser     string `env:"BUURTDORP_SMTP_USER" help:"who signs in to the mail server" hulp:"wie inlogt bij de mailserver"`
	SMTPPassword string `env:"BUURTDORP_SMTP_PASSWORD" help:"the password for that" hulp:"het wachtwoord daarvoor" secret:"all"`
	SMTPFrom     string `env:"BUURTDORP_SMTP_FROM" help:"sender of every mail" hulp:"afzender van elke mail"`
	SMTPTLS      string `env:"BUURTDORP_SMTP_TLS" envDefault:"starttls" help:"starttls, tls or none" hulp:"starttls, tls of none (geen)"`

	SMSURL    string `env:"BUURTDORP_SMS_URL" help:"takes text messages as JSON; without it nobody gets any, log only says that there was one" hulp:"adres dat sms’jes aanneemt als JSON; zonder gaat alles per mail, met log wordt alleen gemeld dat er een was"`
	SMSToken  string `env:"BUURTDORP_SMS_TOKEN" help:"token for that address" hulp:"token voor dat adres" secret:"all"`
	SMSHeader string `env:"BUURTDORP_SMS_HEADER" envDefault:"Authorization" help:"header that takes the token; Authorization gets Bearer before it" hulp:"header waar het token in gaat; bij Authorization komt er Bearer voor"`
	SMSFrom   string `env:"BUURTDORP_SMS_FROM" envDefault:"Buurtdorp" help:"sender of a text message, at most 11 letters" hulp:"afzender van een sms, hoogstens 11 letters"`

	ProxyHeader    string        `env:"BUURTDORP_PROXY_HEADER" help:"header in which your own proxy hands over the client's address" hulp:"header waarin je eigen proxy het adres van de bezoeker doorgeeft"`
	RouteURL       string        `env:"BUURTDORP_ROUTE_URL" help:"an OSRM-like routing service, with {mode} for foot, bike or car; it is asked for distances between villages and never hears who lives where" hulp:"een routedienst zoals OSRM, met {mode} voor foot, bike of car; die hoort alleen welke dorpen er zijn, nooit wie waar woont" secret:"url"`
	AllowedOrigins []string      `env:"BUURTDORP_ALLOWED_ORIGINS" help:"other sites whose pages may call the API, with commas" hulp:"andere sites waarvan pagina's de API mogen gebruiken, met komma's"`
	AccessTTL      time.Duration `env:"BUURTDORP_ACCESS_TTL" envDefault:"10m" help:"life of an access token, at most 15m" hulp:"hoe lang een toegangstoken geldt, hoogstens 15m"`
	ReuseGrace     time.Duration `env:"BUURTDORP_REUSE_GRACE" envDefault:"30s" help:"how long the refresh token before the present one still counts, when its answer was lost" hulp:"hoe lang het vorige vernieuwtoken nog geldt, als het antwoord niet aankwam"`
	CodesPerHour   int           `env:"BUURTDORP_CODES_PER_HOUR" envDefault:"5" help:"sign-in codes an address gets in an hour; 1000 with --demo" hulp:"hoeveel inlogcodes een adres in een uur krijgt; 1000 met --demo"`
	GuestDays      int           `env:"BUURTDORP_GUEST_DAYS" envDefault:"30" help:"days after a meetup that first names of guests are forgotten" hulp:"na hoeveel dagen we voornamen van gasten vergeten"`
	DrainTimeout   time.Duration `env:"BUURTDORP_DRAIN" envDefault:"8s" help:"how long running requests get at a stop" hulp:"hoe lang lopende verzoeken krijgen bij het stoppen"`
	TilesURL       string        `env:"BUURTDORP_TILES_URL" help:"map for picking a place, with {z}, {x} and {y} in it, such as that of PDOK; without it the drawn villages are the map" hulp:"kaart om een plek op aan te wijzen, met {z}, {x} en {y} erin, zoals die van PDOK; anders zijn de getekende dorpen de kaart"`
	TilesDir       string        `env:"BUURTDORP_TILES_DIR" envDefault:"data/tiles" help:"where tiles of that map are kept over a restart; empty keeps them in memory only" hulp:"map waarin kaarttegels bewaard blijven na een herstart; leeg is alleen in het geheugen"`
	TilesMB        int           `env:"BUURTDORP_TILES_MB" envDefault:"256" help:"how many megabytes of tiles that folder holds at most" hulp:"hoeveel megabyte aan kaarttegels er hooguit in die map staat"`
	PushHosts      []string      `env:"BUURTDORP_PUSH_HOSTS" help:"push services beside those of the known browsers, host:port with commas" hulp:"pushdiensten naast die van de bekende browsers, host:poort met komma's"`
	VapidKey       string        `env:"BUURTDORP_VAPID_KEY" help:"own key for push messages, 32 bytes in base64url; without it the database keeps one" hulp:"eigen sleutel voor pushberichten, 32 bytes in base64url; anders bewaart de database er een" secret:"all"`
	StreamsSession int           `env:"BUURTDORP_STREAMS_SESSION" envDefault:"10" help:"live streams that one session may hold open" hulp:"hoeveel live-verbindingen een sessie tegelijk mag hebben"`
	StreamsAddress int           `env:"BUURTDORP_STREAMS_ADDRESS" envDefault:"500" help:"live streams from one address, for a town hall behind one; visitors without a session get 20 of them" hulp:"hoeveel live-verbindingen er van een adres mogen komen, bijvoorbeeld een gemeentehuis; bezoekers zonder sessie krijgen er 20"`
	StreamsTotal   int           `env:"BUURTDORP_STREAMS_TOTAL" envDefault:"2000" help:"live streams that this server holds open in all" hulp:"hoeveel live-verbindingen deze server in totaal openhoudt"`
	MeeLease       time.Duration `env:"BUURTDORP_MEE_LEASE" envDefault:"24h" help:"how long a dossier that a matcher took along is readable without internet" hulp:"hoe lang een meegenomen dossier zonder internet te lezen is"`
	LogFormat      string        `env:"BUURTDORP_LOG" envDefault:"text" help:"text or json" hulp:"text of json"`
	MetricsToken   string        `env:"BUURTDORP_METRICS_TOKEN" help:"bearer token for /metrics; without it only this machine may read them, in production nobody" hulp:"token voor /metrics; zonder token alleen vanaf deze machine, in productie niemand" secret:"all"`
}

// DefaultAccessTTL is the life of an access token unless the settings say otherwise.
const DefaultAccessTTL = 10 * time.Minute

// DefaultGuestDays is how long first names of guests are kept, unless the settings say otherwise.
const DefaultGuestDays = 30

// Read takes the settings from the environment and says everything that is wrong
// with them in one sentence each.
func Read() (Settings, error) {
	var s Settings
	environment := env.ToMap(os.Environ())
	errs := []error{fromFiles(environment)}
	for name, value := range environment {
		if value == "" {
			delete(environment, name) // NAME= in a file of settings means: the default
		}
	}
	unread := readable(env.ParseWithOptions(&s, env.Options{Environment: environment}))
	if s.PublicURL == "" {
		s.PublicURL = guessURL(s.Addr)
	}
	for _, e := range s.check() {
		name, _, _ := strings.Cut(e.Error(), " ")
		if unread == nil || !strings.Contains(unread.Error(), name+" ") { // else it holds nothing to check
			errs = append(errs, e)
		}
	}
	return s, errors.Join(append(errs, unread)...)
}

// fromFiles lets NAME_FILE name a file with a secret, as containers do.
func fromFiles(environment map[string]string) error {
	var errs []error
	for _, f := range fields() {
		path := environment[f.env+"_FILE"]
		if f.secret == "" || path == "" || environment[f.env] != "" {
			continue
		}
		raw, err := os.ReadFile(path) //nolint:gosec // the operator names the file
		if err != nil {
			errs = append(errs, fmt.Errorf("%s_FILE names a file that cannot be read: %s", f.env, path))
			continue
		}
		environment[f.env] = strings.TrimSpace(string(raw))
	}
	return errors.Join(errs...)
}

// check says what is wrong, each sentence beginning with the setting it is about.
func (s Settings) check() (errs []error) {
	no := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if _, port, err := net.SplitHostPort(s.Addr); err != nil || !isPort(port) {
		no("BUURTDORP_ADDR has to be host:port, such as 127.0.0.1:8080, and is %q", s.Addr)
	}
	u, err := url.Parse(s.PublicURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		no("BUURTDORP_PUBLIC_URL has to be a whole address, such as https://buurtdorp.example.nl")
	}
	if !strings.HasPrefix(s.DatabaseURL, "sqlite:") && !strings.HasPrefix(s.DatabaseURL, "postgres://") && !strings.HasPrefix(s.DatabaseURL, "postgresql://") {
		no("DATABASE_URL has to begin with sqlite: or postgres://")
	}
	if s.LogFormat != "text" && s.LogFormat != "json" {
		no("BUURTDORP_LOG has to be text or json, and is %q", s.LogFormat)
	}
	if s.SMTPTLS != "starttls" && s.SMTPTLS != "tls" && s.SMTPTLS != "none" {
		no("BUURTDORP_SMTP_TLS has to be starttls, tls or none, and is %q", s.SMTPTLS)
	}
	if s.SMTPPort < 1 || s.SMTPPort > 65535 {
		no("BUURTDORP_SMTP_PORT has to be a port, such as 587, and is %d", s.SMTPPort)
	}
	if s.AccessTTL < time.Second || s.AccessTTL > 15*time.Minute {
		no("BUURTDORP_ACCESS_TTL has to be between 1s and 15m")
	}
	if err := route.Check(s.RouteURL); s.RouteURL != "" && err != nil {
		no("BUURTDORP_ROUTE_URL %w", err)
	}
	if s.ReuseGrace > 5*time.Minute {
		no("BUURTDORP_REUSE_GRACE has to be 5m at the most")
	}
	if s.StreamsSession < 1 || s.StreamsAddress < s.StreamsSession || s.StreamsTotal < s.StreamsAddress {
		no("BUURTDORP_STREAMS_SESSION has to be 1 or more, BUURTDORP_STREAMS_ADDRESS no less than that, and BUURTDORP_STREAMS_TOTAL no less than both")
	}
	if s.CodesPerHour < 1 || s.CodesPerHour > 1000 {
		no("BUURTDORP_CODES_PER_HOUR has to be between 1 and 1000")
	}
	if s.GuestDays < 1 || s.GuestDays > 365 {
		no("BUURTDORP_GUEST_DAYS has to be between 1 and 365, and is %d", s.GuestDays)
	}
	if u, err := url.Parse(s.SMSURL); s.SMSURL != "" && s.SMSURL != "log" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		no("BUURTDORP_SMS_URL has to be a whole address, such as https://sms.example.nl/send, or log")
	}
	if s.Production && s.SMSURL != "" && !strings.HasPrefix(s.SMSURL, "https://") {
		no("BUURTDORP_SMS_URL has to begin with https:// in production")
	}
	if n := len(s.SMSFrom); n > 11 || s.SMSURL != "" && n == 0 {
		no("BUURTDORP_SMS_FROM has to be 1 to 11 letters, and is %q", s.SMSFrom)
	}
	if s.DrainTimeout < 0 || s.DrainTimeout > 10*time.Minute {
		no("BUURTDORP_DRAIN has to be between 0s and 10m")
	}
	if err := tiles.Check(s.TilesURL); err != nil {
		no("BUURTDORP_TILES_URL %w", err)
	}
	if s.MeeLease < time.Second || s.MeeLease > 72*time.Hour {
		no("BUURTDORP_MEE_LEASE has to be between 1s and 72h")
	}
	if s.SMTPHost != "" && s.SMTPFrom == "" {
		no("BUURTDORP_SMTP_FROM is needed with BUURTDORP_SMTP_HOST")
	}
	if s.Production && s.SMTPHost == "" {
		no("BUURTDORP_SMTP_HOST is needed in production: people sign in with a code by mail")
	}
	if s.Production && err == nil && u.Scheme != "https" {
		no("BUURTDORP_PUBLIC_URL has to begin with https:// in production")
	}
	return errs
}

func isPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return err == nil && strconv.FormatUint(n, 10) == s
}

// readable turns env's error into a sentence an operator can use; what was typed is
// not repeated, it may be a secret that landed in the wrong place.
func readable(err error) error {
	var all env.AggregateError
	if !errors.As(err, &all) {
		return err
	}
	var errs []error
	for _, e := range all.Errors {
		var p env.ParseError
		if errors.As(e, &p) {
			errs = append(errs, fmt.Errorf("%s has to be %s", variable(p.Name), such(p.Type)))
			continue
		}
		errs = append(errs, e)
	}
	return errors.Join(errs...)
}

func such(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[time.Duration]():
		return "a time, such as 30s or 10m"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int:
		return "a number"
	}
	return t.String()
}

func variable(name string) string {
	if f, ok := reflect.TypeFor[Settings]().FieldByName(name); ok {
		return f.Tag.Get("env")
	}
	return name
}

func guessURL(addr string) string {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "http://localhost"
	}
	return "http://localhost:" + port
}
