package notify

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// SMTP is how to reach a mail server.
type SMTP struct {
	Host     string
	Port     int
	User     string
	Password string
	From     string // "Buurtdorp <post@…>" or an address alone
	TLS      string // starttls (the default), tls from the first byte, or none
}

type smtpSender struct {
	host   string
	opts   []mail.Option
	direct bool // TLS from the first byte
	from   string
	domain string // of our Message-IDs
}

// newSMTP says in one sentence what is wrong with the settings; the server itself is
// asked with the first mail.
func newSMTP(o SMTP, domain string) (Sender, error) {
	if o.From == "" {
		return nil, errors.New("BUURTDORP_SMTP_FROM is needed with BUURTDORP_SMTP_HOST")
	}
	if err := mail.NewMsg().From(o.From); err != nil {
		return nil, errors.New("BUURTDORP_SMTP_FROM has to be an address, such as Buurtdorp <post@buurtdorp.example.nl>")
	}
	opts := []mail.Option{mail.WithTimeout(20 * time.Second)}
	if domain != "" && net.ParseIP(domain) == nil && domain != "localhost" {
		opts = append(opts, mail.WithHELO(domain))
	}
	port := 587
	switch o.TLS {
	case "", "starttls":
		opts = append(opts, mail.WithTLSPolicy(mail.TLSMandatory))
	case "tls":
		port = 465
		opts = append(opts, mail.WithSSL())
	case "none":
		opts = append(opts, mail.WithTLSPolicy(mail.NoTLS))
	default:
		return nil, fmt.Errorf("BUURTDORP_SMTP_TLS has to be starttls, tls or none, and is %q", o.TLS)
	}
	if o.Port != 0 {
		port = o.Port
	}
	opts = append(opts, mail.WithPort(port))
	if o.User != "" {
		auth := mail.SMTPAuthAutoDiscover
		if o.TLS == "none" {
			auth = mail.SMTPAuthPlainNoEnc // the operator said that the way is safe
		}
		opts = append(opts, mail.WithSMTPAuth(auth), mail.WithUsername(o.User), mail.WithPassword(o.Password))
	}
	if _, err := mail.NewClient(o.Host, opts...); err != nil {
		return nil, fmt.Errorf("the mail server's settings (BUURTDORP_SMTP_…) do not work: %w", err)
	}
	return &smtpSender{host: o.Host, opts: opts, direct: o.TLS == "tls", from: o.From, domain: domain}, nil
}

// connect greets the server and signs in. hangUp is for whatever comes of it: go-mail
// leaves the line open when the greeting fails.
func (s *smtpSender) connect(ctx context.Context) (c *mail.Client, conn *smtp.Client, hangUp func(), err error) {
	var line net.Conn
	hangUp = func() {
		if line != nil {
			_ = line.Close()
		}
	}
	opts := s.opts
	if !s.direct { // with TLS from the first byte go-mail has to dial itself, or it thinks the line is open to all
		dial := func(ctx context.Context, network, address string) (_ net.Conn, err error) {
			line, err = (&net.Dialer{}).DialContext(ctx, network, address)
			return line, err
		}
		opts = append(slices.Clone(opts), mail.WithDialContextFunc(dial))
	}
	if c, err = mail.NewClient(s.host, opts...); err != nil {
		return nil, nil, hangUp, err
	}
	conn, err = c.DialToSMTPClientWithContext(ctx)
	return c, conn, hangUp, err
}

// Send gives a mail to the server. Only a server's own 5xx about this mail is final;
// a refused password or a server that is away is the operator's, and is tried again.
func (s *smtpSender) Send(ctx context.Context, m Mail) error {
	msg := mail.NewMsg()
	if err := errors.Join(msg.From(s.from), msg.To(m.To)); err != nil {
		return never("address", err)
	}
	msg.Subject(m.Subject)
	msg.SetDateWithValue(m.At)
	msg.SetMessageIDWithValue(m.ID.String() + "@" + s.domain)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // no answers by machines
	msg.SetBodyString(mail.TypeTextPlain, m.Text)
	client, conn, hangUp, err := s.connect(ctx)
	defer hangUp()
	if err != nil {
		return later("smtp_connect", err)
	}
	// Once the server has taken the mail, it is sent: how the goodbye goes is no matter.
	defer func() { _ = client.CloseWithSMTPClient(conn) }()
	err = client.SendWithSMTPClient(conn, msg)
	if err == nil || msg.IsDelivered() {
		return nil
	}
	var no *mail.SendError
	if errors.As(err, &no) && no.ErrorCode() > 0 {
		word := "smtp_" + strconv.Itoa(no.ErrorCode())
		if no.ErrorCode() >= 500 {
			return never(word, err)
		}
		return later(word, err)
	}
	return later("smtp", err)
}
