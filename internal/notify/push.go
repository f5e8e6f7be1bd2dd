package notify

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/SherClockHolmes/webpush-go"

	"buurtdorp/ent"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/pushsubscription"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/session"
)

// A message comes on the phone when its reader asked for that, and by mail otherwise:
// never both. What a push service has taken may still not arrive, so the phone confirms
// what it showed (receipt.go). Without that the mail goes, at the moment at which the
// push service drops what it could not deliver.
//
// What is on the phone says nothing: who lies next to it reads that there is news.

// pushed marks a message that a push service has taken and no phone has confirmed yet.
const pushed = "pushed"

// parked is after how many failures in a row a browser is not tried any more.
const parked = 5

// news is what a phone gets: nothing of it is about anybody.
type news struct {
	Kind  string `json:"kind"`
	Title string `json:"title"`
	Text  string `json:"text"`
	Path  string `json:"path"`
	Tag   string `json:"tag"`     // the same message twice is one on the screen
	Seen  string `json:"receipt"` // how the phone says that it showed this
}

// neutral is the text, in the languages of the app.
var neutral = map[string]string{
	"nl": "Er is nieuws voor je in Buurtdorp.",
	"en": "There is news for you in Buurtdorp.",
	"ar": "هناك خبر جديد لك في Buurtdorp.",
	"tr": "Buurtdorp’ta sana bir haber var.",
	"pl": "Jest dla ciebie coś nowego w Buurtdorp.",
	"uk": "Є новини для тебе в Buurtdorp.",
}

// push brings a message to the phones of its readers. Nil: there is none that takes it,
// and the mail is to go now. Otherwise it says when to look again.
func (s *Service) push(ctx context.Context, j *ent.Job, kind Kind, to recipient, w words) error {
	if j.LastError != "" && j.LastError != held || s.vapid == nil {
		return nil // tried, or on its way by mail
	}
	subs, err := s.phones(ctx, kind, to)
	if err != nil || len(subs) == 0 {
		return err
	}
	if until := quietUntil(to.quiet, s.now()); !until.IsZero() && !always[kind] {
		if hurried[kind] {
			return nil // a mail makes no sound, and does not come too late
		}
		return &failure{word: held, until: until}
	}
	wait := patience(kind)
	taken := false
	for _, sub := range subs {
		how, err := s.pushTo(ctx, sub, j, kind, wait, w)
		if err != nil {
			s.opt.Log.Warn("notify: push", "kind", kind, "why", how)
		}
		taken = taken || how == ""
		if err := s.remember(ctx, sub, how); err != nil {
			return err
		}
	}
	if !taken {
		return nil
	}
	return &failure{word: pushed, until: s.now().Add(wait)}
}

// phones are where the readers of a message take it.
func (s *Service) phones(ctx context.Context, kind Kind, to recipient) ([]*ent.PushSubscription, error) {
	var of []predicate.PushSubscription
	for _, p := range to.people {
		if !p.deaf(kind) {
			of = append(of, pushsubscription.UserID(p.id))
		}
	}
	if len(of) == 0 {
		return nil, nil
	}
	return s.opt.DB.Client.PushSubscription.Query().Where(
		pushsubscription.Or(of...), pushsubscription.FailuresLT(parked),
		pushsubscription.HasSessionWith(session.EndedAtIsNil(), session.ExpiresAtGT(s.now())),
	).WithUser().Order(pushsubscription.ByID()).All(rule.System(ctx))
}

// pushTo gives a message to the push service of one browser. It tells in a word why that
// did not take it.
func (s *Service) pushTo(ctx context.Context, sub *ent.PushSubscription, j *ent.Job, kind Kind, wait time.Duration, w words) (string, error) {
	if !s.MayPush(sub.Endpoint) { // the list has become shorter
		return "host", errors.New("not a push service of ours")
	}
	text := neutral[sub.Edges.User.Locale]
	if text == "" {
		text = neutral["nl"]
	}
	tag := s.receipt(j.ID)
	body, err := json.Marshal(news{Kind: string(meldingOf[kind]), Title: "Buurtdorp", Text: text, Path: s.path(w), Tag: tag[:16], Seen: tag})
	if err != nil {
		return "payload", err
	}
	urgency := webpush.UrgencyNormal
	if hurried[kind] || always[kind] {
		urgency = webpush.UrgencyHigh
	}
	answer, err := webpush.SendNotificationWithContext(ctx, body, &webpush.Subscription{
		Endpoint: sub.Endpoint,
		Keys:     webpush.Keys{P256dh: base64.RawURLEncoding.EncodeToString(sub.P256dh), Auth: base64.RawURLEncoding.EncodeToString(sub.Auth)},
	}, &webpush.Options{
		HTTPClient: s.pushClient, Subscriber: s.contact(), TTL: int(wait.Seconds()), Urgency: urgency, Topic: topic(j, kind),
		RecordSize: 1024, VAPIDPublicKey: s.vapid.public, VAPIDPrivateKey: s.vapid.private,
	})
	if err != nil {
		return "network", err
	}
	_ = answer.Body.Close()
	switch code := answer.StatusCode; {
	case code/100 == 2:
		return "", nil
	case code == http.StatusNotFound, code == http.StatusGone:
		return "gone", errGone
	case code == http.StatusTooManyRequests, code >= 500:
		return "busy", errors.New("busy")
	}
	return "refused", errors.New("refused")
}

// remember keeps how it went with a browser: one that is no more is forgotten, and one
// that fails too often in a row is left alone until it asks again.
func (s *Service) remember(ctx context.Context, sub *ent.PushSubscription, how string) error {
	return s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		sys, mine := rule.System(ctx), pushsubscription.ID(sub.ID)
		switch how {
		case "":
			return tx.PushSubscription.Update().Where(mine).SetFailures(0).SetSentAt(s.now()).Exec(sys)
		case "gone":
			_, err := tx.PushSubscription.Delete().Where(mine).Exec(sys)
			return err
		}
		return tx.PushSubscription.Update().Where(mine).AddFailures(1).Exec(sys)
	})
}

// path is where a message leads, within the app. A key that works without signing in
// never goes to a push service.
func (s *Service) path(w words) string {
	if w.path != "" {
		return w.path
	}
	return strings.TrimPrefix(w.Link, s.opt.PublicURL)
}

// contact is whom a push service turns to when we do something odd.
func (s *Service) contact() string {
	if from := addressOf(s.opt.SMTP.From); from != "" {
		return from
	}
	return s.opt.PublicURL
}

// patience is how long the push service tries, and we wait for the phone.
func patience(k Kind) time.Duration {
	if hurried[k] || always[k] {
		return 30 * time.Minute
	}
	return 4 * time.Hour
}

// topic lets a newer message take the place of one that is about the same thing and did
// not arrive yet.
func topic(j *ent.Job, kind Kind) string {
	var m Message
	_ = json.Unmarshal(j.Payload, &m)
	return base64.RawURLEncoding.EncodeToString(hash(string(meldingOf[kind]), m.About.String()))[:32]
}

// deaf tells whether somebody does not want to hear of a kind.
func (p reader) deaf(k Kind) bool {
	what, may := meldingOf[k]
	return may && slices.Contains(p.off, what)
}

// muted tells whether a mail is not wanted: by who reads that address, or when that is
// nobody in particular, by all.
func (to recipient) muted(k Kind) bool {
	readers := slices.DeleteFunc(slices.Clone(to.people), func(p reader) bool { return p.email != to.email })
	if len(readers) == 0 {
		readers = to.people
	}
	return len(readers) > 0 && !slices.ContainsFunc(readers, func(p reader) bool { return !p.deaf(k) })
}
