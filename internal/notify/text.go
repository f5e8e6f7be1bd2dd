package notify

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"text/template"
	"time"
	"unicode"

	"buurtdorp/ent"
	"buurtdorp/internal/taal"
)

// words are what the texts may use. Days are written down in the reader's language, when
// it is known who she is.
type words struct {
	Naam, Code, Link  string
	Dag, Tijd, Tot    string
	Titel, Plek       string
	Komt, Lijst, Uit  []string // dates of a series, as they are read
	Contact, Telefoon string

	when, until      *time.Time  // of Dag and Tijd, and of Tot
	komt, lijst, uit []time.Time // of Komt, Lijst and Uit
	begins           time.Time   // what it is about; zero is no matter
	path             string      // where it leads on a phone, when not to the link
}

// book is all we write in one language. The texts are templates over words; a link follows
// after the last line of a body.
type book struct {
	subject, codeSubject string
	frame                string // a mail, around its body
	at                   string // a day and an hour in one phrase
	more                 string // how many dates are left out
	bodies               map[Kind]string
	shorts               map[Kind]string // what fits a message on a locked phone: when and where, never what it is about
}

// books by language. What one of them lacks is for colleagues, and is Dutch.
var books = map[string]book{
	taal.Default: nederlands, "en": english, "ar": arabic, "tr": turkish, "pl": polish, "uk": ukrainian,
}

// letters is a book that can be written from.
type letters struct {
	book
	taal        string
	codeSubject *template.Template
	mails       map[Kind]*template.Template
	texts       map[Kind]*template.Template
}

// shelf are the books that can be written from. A language is made ready when the first
// message in it is written: nobody holds six of them in memory to send one.
var shelf = func() map[string]func() *letters {
	out := map[string]func() *letters{}
	for code, b := range books {
		out[code] = sync.OnceValue(func() *letters { return parse(code, b) })
	}
	return out
}()

func parse(code string, b book) *letters {
	l := &letters{book: b, taal: code, mails: map[Kind]*template.Template{}, texts: map[Kind]*template.Template{}}
	made := func(name, text string) *template.Template {
		return template.Must(template.New(name).Option("missingkey=error").Parse(text))
	}
	l.codeSubject = made("subject", b.codeSubject)
	frame := made("mail", b.frame)
	for kind, body := range b.bodies {
		l.mails[kind] = template.Must(frame.Clone())
		template.Must(l.mails[kind].New("body").Parse(body))
	}
	for kind, text := range b.shorts {
		l.texts[kind] = made(string(kind), text)
	}
	return l
}

// lettersFor is the book in which a message of this kind can be written.
func lettersFor(code string, kind Kind) *letters {
	if ready := shelf[code]; ready != nil {
		if l := ready(); l.mails[kind] != nil {
			return l
		}
	}
	return shelf[taal.Default]()
}

// write fills the text of a kind, in the language of who reads it.
func (s *Service) write(j *ent.Job, kind Kind, to recipient, w words) (Mail, error) {
	l := lettersFor(to.taal, kind)
	w = w.in(l)
	m := Mail{ID: j.ID, To: to.email, Subject: l.subject, Link: w.Link, Code: w.Code, At: s.now()}
	var err error
	if to.phone != "" {
		m.Phone = to.phone
		if m.Short, err = l.fill(l.texts[kind], w); err != nil {
			return Mail{}, err
		}
	}
	if kind == signinCode {
		w.Code = l.apart(w.Code[:3] + " " + w.Code[3:])
		if m.Subject, err = l.fill(l.codeSubject, w); err != nil {
			return Mail{}, err
		}
	}
	w.Naam = greeted(w.Naam)
	m.Text, err = l.fill(l.mails[kind], w)
	return m, err
}

func (l *letters) fill(t *template.Template, w words) (string, error) {
	var b strings.Builder
	if err := t.Execute(&b, w); err != nil {
		return "", never("text", err)
	}
	return l.directed(b.String()), nil
}

// directed marks lines of Arabic as such, also those that begin with a number: plain text
// has no other way to say from which side it is read.
func (l *letters) directed(text string) string {
	if !taal.RightToLeft(l.taal) {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
			lines[i] = rightToLeft + line
		}
	}
	return strings.Join(lines, "\n")
}

// apart keeps two numbers in their order, where the text around them runs the other way.
func (l *letters) apart(numbers string) string {
	if !taal.RightToLeft(l.taal) {
		return numbers
	}
	return leftToRight + numbers + until
}

// Marks of direction (Unicode, UAX 9).
const (
	rightToLeft = "\u200f"
	leftToRight = "\u2066" // what follows by itself, up to
	until       = "\u2069"
)

// in writes down the days in a language.
func (w words) in(l *letters) words {
	if w.when != nil {
		w.Dag, w.Tijd = taal.Day(l.taal, *w.when), taal.Clock(l.taal, *w.when)
	}
	if w.until != nil {
		w.Tot = l.moment(*w.until)
	}
	w.Komt, w.Lijst, w.Uit = l.few(w.komt), l.few(w.lijst), l.few(w.uit)
	return w
}

func (l *letters) moment(t time.Time) string {
	return fmt.Sprintf(l.at, taal.Day(l.taal, t), taal.Clock(l.taal, t))
}

// mostDates is how many dates a message names; the app has the rest.
const mostDates = 6

// few writes dates down, and cuts them where a message would get long.
func (l *letters) few(dates []time.Time) (out []string) {
	rest := len(dates) - mostDates
	if rest > 1 {
		dates = dates[:mostDates]
	}
	for _, t := range dates {
		out = append(out, l.moment(t))
	}
	if rest > 1 {
		out = append(out, fmt.Sprintf(l.more, rest))
	}
	return out
}

// sends are signs of a name that wants people to go somewhere.
var sends = regexp.MustCompile(`[/@:]|\.\pL{2,}|(?i:\bwww\b)`)

// greeted is a name we write under. Anybody may register with anybody's address and a
// name of her choice, and the mail is ours: a name that could be a link is left out.
func greeted(name string) string {
	if sends.MatchString(name) {
		return ""
	}
	return name
}
