package notify

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/nyaruka/phonenumbers"
)

// SMS is how text messages leave. Without a URL there are none, and everything goes by
// mail; "log" writes that one would have gone, for development.
type SMS struct {
	URL    string // takes a POST with JSON
	Token  string
	Header string // in which the token goes; Authorization gets "Bearer " before it
	From   string // who it is from, at most 11 letters
	Wait   time.Duration
}

// Short is a text message as it goes out.
type Short struct {
	ID   uuid.UUID // of the job: the same message sent twice has the same key
	To   string    // E.164
	Text string
}

// Texter takes a text message to where it goes. A failure that will not get better is
// made with never; every other is tried again.
type Texter interface {
	Text(ctx context.Context, m Short) error
}

// logSMS is the name of the way that sends nothing.
const logSMS = "log"

func newTexter(o SMS, production bool, box *mailbox, log *slog.Logger) (Texter, error) {
	switch {
	case o.URL == "":
		return nil, nil
	case o.URL == logSMS && production:
		return nil, errors.New("BUURTDORP_SMS_URL is log, which sends nothing: not in production")
	case o.URL == logSMS:
		return logTexter{box, log}, nil
	}
	u, err := url.Parse(o.URL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || production && u.Scheme != "https" {
		return nil, errors.New("BUURTDORP_SMS_URL has to be a whole address, such as https://sms.example.nl/send; in production with https")
	}
	if o.Header == "" {
		o.Header = "Authorization"
	}
	if o.Wait == 0 {
		o.Wait = 15 * time.Second
	}
	return &httpTexter{opt: o, client: &http.Client{
		Timeout: o.Wait,
		// Where the address goes over to another, the token and the number do not follow.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// httpTexter gives messages to a provider, or to a gateway of the municipality, as JSON.
// It knows no provider: whoever wants another form puts a small gateway in between.
type httpTexter struct {
	opt    SMS
	client *http.Client
}

// Text posts a message once. The provider's own 4xx about this message is final; a
// refused token, a wrong address or a provider that is away is the operator's, and is
// tried again. Idempotency-Key lets a provider know the same message.
func (h *httpTexter) Text(ctx context.Context, m Short) error {
	body, err := json.Marshal(map[string]string{"id": m.ID.String(), "to": m.To, "from": h.opt.From, "text": m.Text})
	if err != nil {
		return never("sms_payload", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.opt.URL, bytes.NewReader(body))
	if err != nil {
		return later("sms_address", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", m.ID.String())
	if h.opt.Token != "" {
		token := h.opt.Token
		if h.opt.Header == "Authorization" {
			token = "Bearer " + token
		}
		req.Header.Set(h.opt.Header, token)
	}
	res, err := h.client.Do(req)
	if err != nil {
		return later("sms_connect", err)
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 64<<10)) // so that the line can be used again
	word := "sms_" + strconv.Itoa(res.StatusCode)
	switch code := res.StatusCode; {
	case code < 300:
		return nil
	case code < 400, code >= 500, code == 401, code == 403, code == 404, code == 405, code == 408, code == 425, code == 429:
		return later(word, nil)
	}
	return never(word, nil)
}

// logTexter keeps messages where developers read mail. The log hears that there was one,
// and not to whom.
type logTexter struct {
	box *mailbox
	log *slog.Logger
}

func (l logTexter) Text(ctx context.Context, m Short) error {
	l.log.Info("notify: a text message", "id", m.ID, "letters", len([]rune(m.Text)))
	return l.box.Send(ctx, Mail{ID: m.ID, To: m.To, Subject: "Sms", Text: m.Text, At: time.Now()})
}

// mobile tells whether a number takes text messages.
func mobile(phone string) bool {
	n, err := phonenumbers.Parse(phone, "NL")
	if err != nil {
		return false
	}
	kind := phonenumbers.GetNumberType(n)
	return phonenumbers.IsValidNumber(n) && (kind == phonenumbers.MOBILE || kind == phonenumbers.FIXED_LINE_OR_MOBILE)
}
