package notify

import (
	"context"
	"encoding/json"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// mailbox keeps the last mails in memory and shows them at /dev/mail: development
// needs no mail server, and tests read their codes here.
type mailbox struct {
	mu   sync.Mutex
	mail []Mail // oldest first
}

const mailboxSize = 500

// Send keeps a mail.
func (b *mailbox) Send(_ context.Context, m Mail) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.mail) >= mailboxSize {
		b.mail = slices.Delete(b.mail, 0, len(b.mail)-mailboxSize+1)
	}
	b.mail = append(b.mail, m)
	return nil
}

// list gives the mails to an address, or all, newest first.
func (b *mailbox) list(to string) []Mail {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := []Mail{}
	for _, m := range slices.Backward(b.mail) {
		if to == "" || strings.EqualFold(m.To, to) {
			out = append(out, m)
		}
	}
	return out
}

// ServeHTTP shows the list, one mail (?id=), or JSON (?format=json); ?to= narrows.
func (b *mailbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
	q := r.URL.Query()
	mails := b.list(strings.TrimSpace(q.Get("to")))
	if id := q.Get("id"); id != "" {
		mails = slices.DeleteFunc(mails, func(m Mail) bool { return m.ID.String() != id })
		if len(mails) == 0 {
			http.NotFound(w, r)
			return
		}
	}
	if q.Get("format") == "json" {
		h.Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(asJSON(mails))
		return
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	_ = page.Execute(w, map[string]any{"To": q.Get("to"), "One": q.Get("id") != "", "Mails": mails})
}

func asJSON(mails []Mail) []map[string]any {
	out := make([]map[string]any, len(mails))
	for i, m := range mails {
		out[i] = map[string]any{"id": m.ID, "to": m.To, "subject": m.Subject, "text": m.Text, "at": m.At}
		if m.Code != "" {
			out[i]["code"] = m.Code
		}
	}
	return out
}

var page = template.Must(template.New("mailbox").Parse(`<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Post (ontwikkeling)</title>
{{if .One}}{{range .Mails}}
<p><a href="/dev/mail">Alle post</a></p>
<h1>{{.Subject}}</h1>
<p>Aan {{.To}}, {{.At.Format "2006-01-02 15:04:05"}} UTC</p>
<pre>{{.Text}}</pre>
<p><a href="{{.Link}}">{{.Link}}</a></p>
{{end}}{{else}}
<h1>Post (ontwikkeling)</h1>
<p>Er is geen mailserver ingesteld. Wat de app verstuurt, komt hier. Na een herstart is het weg.</p>
<form><label>Aan <input name="to" type="search" value="{{.To}}"></label> <button>Zoek</button></form>
{{if .Mails}}<ol reversed>{{range .Mails}}
<li><a href="/dev/mail?id={{.ID}}">{{.Subject}}</a><br>aan {{.To}}, {{.At.Format "15:04:05"}} UTC</li>{{end}}
</ol>{{else}}<p>Nog geen post.</p>{{end}}{{end}}
`))
