package notify

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Mail is a message as it goes out. With a Phone it is the Short text that goes, and the
// mail only where that number is none.
type Mail struct {
	ID      uuid.UUID // of the job: the same mail sent twice has the same Message-ID
	To      string
	Subject string
	Text    string
	Link    string
	Code    string
	At      time.Time
	Phone   string
	Short   string
}

// Sender takes a mail to where it goes. A failure that will not get better is made
// with never; every other is tried again.
type Sender interface {
	Send(ctx context.Context, m Mail) error
}

// failure says in one word why something was not sent. The word goes to the table and
// the log; the cause may hold an address and goes nowhere.
type failure struct {
	word  string
	final bool
	until time.Time // not before; zero is soon
	cause error
}

func (f *failure) Error() string { return f.word }
func (f *failure) Unwrap() error { return f.cause }

func never(word string, cause error) error { return &failure{word: word, final: true, cause: cause} }
func later(word string, cause error) error { return &failure{word: word, cause: cause} }

// wait is no failure: it goes out once the quiet hours are over.
func wait(until time.Time) error { return &failure{word: "quiet", until: until} }

// reserved tells whether an address is in a domain that nobody can have (RFC 2606 and
// 6761): that of the demo and of examples.
func reserved(email string) bool {
	_, domain, _ := strings.Cut(strings.ToLower(email), "@")
	domain = strings.TrimSuffix(domain, ".")
	labels := strings.Split(domain, ".")
	switch labels[len(labels)-1] {
	case "example", "test", "invalid", "localhost":
		return true
	}
	for _, d := range []string{"example.com", "example.net", "example.org"} {
		if domain == d || strings.HasSuffix(domain, "."+d) {
			return true
		}
	}
	return false
}
