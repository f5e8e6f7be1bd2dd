// Package notify tells people what happened, on their phone, by mail or by a text message. A message is a row of the
// outbox, written in the transaction of its cause: when that is undone, nobody hears
// of it, and when it is kept, the message goes out even if the server stops in
// between. The row holds ids; name and address are looked up when it is sent.
//
// What a mail says may be read by the wrong eyes at home. So: one message is one
// question with one link, a subject that says nothing, no surnames, nothing about
// health or care, and never the name of the other family.
package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
)

// Options are what a Service needs.
type Options struct {
	DB *store.DB
	// PublicURL begins every link.
	PublicURL string
	// SMTP is the mail server. Without a host, mail goes to the mailbox at /dev/mail.
	SMTP SMTP
	// SMS is how text messages leave, to who asked for them. Without a URL there are none.
	SMS SMS
	// Production refuses the mailbox, and to start without a mail server.
	Production bool
	// Secret gives the key that seals sign-in codes on their way (auth.Secret).
	Secret func(ctx context.Context, name string) ([]byte, error)
	// Known tells whether somebody signs in with an address (auth.Known). A code for
	// any other is never sent.
	Known func(ctx context.Context, email string) (bool, error)
	// CancelToken makes the key in a reminder's link, with which a household cancels
	// without signing in.
	CancelToken func(signup uuid.UUID) string
	// VapidKey is our key for push services; empty: the one the database keeps.
	// PushHosts are push services beside those everybody knows, with their port.
	VapidKey  string
	PushHosts []string
	// Log gets kinds and codes, never an address or a text.
	Log *slog.Logger
}

// Service sends what the outbox holds.
type Service struct {
	opt     Options
	seal    sealer
	mailbox *mailbox // nil in production
	smtp    Sender   // nil without a mail server
	sms     Texter   // nil without text messages
	now     func() time.Time
	poll    time.Duration

	vapid      *vapid
	pushClient *http.Client
	receipts   []byte // makes the receipts of what was pushed
}

// New makes the room. Run does its work.
func New(ctx context.Context, opt Options) (*Service, error) {
	u, err := url.Parse(opt.PublicURL)
	if err != nil || u.Host == "" {
		return nil, errors.New("BUURTDORP_PUBLIC_URL has to be a whole address, such as https://buurtdorp.example.nl")
	}
	opt.PublicURL = strings.TrimRight(opt.PublicURL, "/")
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	if opt.CancelToken == nil {
		opt.CancelToken = uuid.UUID.String
	}
	s := &Service{opt: opt, now: clock.Now, poll: often}
	if opt.SMTP.Host == "" && opt.Production {
		return nil, errors.New("BUURTDORP_SMTP_HOST is needed in production: people sign in with a code by mail")
	}
	if opt.SMTP.Host != "" {
		if s.smtp, err = newSMTP(opt.SMTP, u.Hostname()); err != nil {
			return nil, err
		}
	}
	if !opt.Production {
		s.mailbox = &mailbox{}
	}
	if s.sms, err = newTexter(opt.SMS, opt.Production, s.mailbox, opt.Log); err != nil {
		return nil, err
	}
	key, err := opt.Secret(ctx, "mail-seal")
	if err != nil {
		return nil, err
	}
	if s.seal, err = newSealer(key); err != nil {
		return nil, fmt.Errorf("the key of the outbox: %w", err)
	}
	if key, err = opt.Secret(ctx, "vapid"); err != nil {
		return nil, err
	}
	if s.vapid, err = readVapid(opt.VapidKey, key); err != nil {
		return nil, err
	}
	s.pushClient = newPushClient(opt.PushHosts)
	s.receipts, err = opt.Secret(ctx, "push-receipt")
	return s, err
}

// Mount takes receipts of phones, and puts the mailbox at /dev/mail; in production
// nothing is there.
func (s *Service) Mount(mux *http.ServeMux) {
	mux.HandleFunc("POST /push/ontvangen", s.handleReceipt)
	if s.mailbox == nil {
		mux.HandleFunc("/dev/", http.NotFound)
		return
	}
	mux.Handle("GET /dev/mail", s.mailbox)
}

// senderFor picks the way for an address. Addresses that cannot exist are those of
// invented people: they never reach a mail server.
func (s *Service) senderFor(email string) Sender {
	switch {
	case s.smtp != nil && !reserved(email):
		return s.smtp
	case s.mailbox != nil:
		return s.mailbox
	}
	return nil
}
