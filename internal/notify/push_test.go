package notify

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/job"
	"buurtdorp/ent/pushsubscription"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// browser is one with a subscription, and post is what came for it: a push service that
// does what the real ones do, and opens what was sealed with the browser's own key.
type browser struct {
	private *ecdh.PrivateKey
	auth    []byte
}

type pushService struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	got    []*http.Request
	body   [][]byte
}

func newPushService(t *testing.T) *pushService {
	p := &pushService{status: http.StatusCreated}
	p.Server = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		raw, _ := io.ReadAll(r.Body)
		p.got, p.body = append(p.got, r), append(p.body, raw)
		w.WriteHeader(p.status)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *pushService) answers(status int) { p.mu.Lock(); p.status = status; p.mu.Unlock() }

func (p *pushService) count() int { p.mu.Lock(); defer p.mu.Unlock(); return len(p.got) }

// phoneRig is the room with a push service, by daylight.
func phoneRig(t *testing.T, db *store.DB) (*rig, *pushService) {
	p := newPushService(t)
	host, _ := url.Parse(p.URL)
	r := newRig(t, db, func(o *Options) { o.PushHosts = []string{host.Host} })
	r.pushClient.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: p.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs}
	r.at(noon())
	return r, p
}

func noon() time.Time {
	d := clock.Now().In(clock.Amsterdam)
	return time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, clock.Amsterdam).AddDate(0, 0, 1)
}

func (r *rig) at(t time.Time) { r.now = func() time.Time { return t } }

// parent signs in for the family that asks, on a phone that takes messages.
func (r *rig) parent(email string, at string) (*ent.User, *ent.PushSubscription, browser) {
	c, sys := r.db.Client, storetest.Context()
	u := c.User.Create().SetFirstName("Amal").SetFamilyID(r.vraag.ID).SaveX(sys)
	c.Credential.Create().SetUserID(u.ID).SetEmail(email).ExecX(sys)
	sub, b := r.subscribe(u, at)
	return u, sub, b
}

func (r *rig) subscribe(u *ent.User, at string) (*ent.PushSubscription, browser) {
	c, sys := r.db.Client, storetest.Context()
	private, _ := ecdh.P256().GenerateKey(rand.Reader)
	b := browser{private, make([]byte, 16)}
	_, _ = rand.Read(b.auth)
	s := c.Session.Create().SetUserID(u.ID).SetExpiresAt(clock.Now().Add(90 * 24 * time.Hour)).SaveX(sys)
	sub := c.PushSubscription.Create().SetUserID(u.ID).SetSessionID(s.ID).SetEndpoint(at + "/" + uuid.NewString()).SetEndpointHash([]byte(s.ID.String())).
		SetP256dh(private.PublicKey().Bytes()).SetAuth(b.auth).SaveX(sys)
	return sub, b
}

// open unseals a body as RFC 8291 says it, with the standard library alone.
func (b browser) open(t *testing.T, body []byte) news {
	t.Helper()
	salt, size := body[:16], binary.BigEndian.Uint32(body[16:20])
	n := int(body[20])
	server, err := ecdh.P256().NewPublicKey(body[21 : 21+n])
	if err != nil {
		t.Fatal(err)
	}
	if len(body) > int(size)+21+n {
		t.Errorf("%d bytes in records of %d", len(body), size)
	}
	shared, err := b.private.ECDH(server)
	if err != nil {
		t.Fatal(err)
	}
	prk, _ := hkdf.Extract(sha256.New, shared, b.auth)
	ikm, _ := hkdf.Expand(sha256.New, prk, "WebPush: info\x00"+string(b.private.PublicKey().Bytes())+string(server.Bytes()), 32)
	prk, _ = hkdf.Extract(sha256.New, ikm, salt)
	key, _ := hkdf.Expand(sha256.New, prk, "Content-Encoding: aes128gcm\x00", 16)
	nonce, _ := hkdf.Expand(sha256.New, prk, "Content-Encoding: nonce\x00", 12)
	block, _ := aes.NewCipher(key)
	gcm, _ := cipher.NewGCM(block)
	plain, err := gcm.Open(nil, nonce, body[21+n:], nil)
	if err != nil {
		t.Fatal("the browser cannot open it:", err)
	}
	plain = []byte(strings.TrimRight(string(plain), "\x00"))
	if plain[len(plain)-1] != 2 {
		t.Fatal("no end of the last record")
	}
	var out news
	if err := json.Unmarshal(plain[:len(plain)-1], &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func (r *rig) mails() int { return len(r.mailbox.list("")) }

func (r *rig) receiptOf(n news) int {
	req := httptest.NewRequest(http.MethodPost, "/push/ontvangen", strings.NewReader(`{"receipt":"`+n.Seen+`"}`))
	w := httptest.NewRecorder()
	r.handleReceipt(w, req)
	return w.Code
}

// on runs a case on a database of its own, of each kind.
func on(t *testing.T, name string, run func(*testing.T, *store.DB)) {
	t.Run(name, func(t *testing.T) { storetest.Each(t, run) })
}

func TestPush(t *testing.T) {
	sys := storetest.Context()
	on(t, "OnThePhoneAndNotByMail", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		u, _, b := r.parent("vraag@dorpspost.nl", p.URL)
		db.Client.User.UpdateOneID(u.ID).SetLocale("en").ExecX(sys)
		su := r.signup(term.SignupAangemeld)
		r.queue(Message{Kind: Reminder, About: su.ID})
		r.work()
		if p.count() != 1 || r.mails() != 0 {
			t.Fatalf("%d pushed, %d mailed", p.count(), r.mails())
		}
		n := b.open(t, p.body[0])
		if n.Text != neutral["en"] || n.Kind != "MEETUP" || n.Path != "/ontmoeten/"+r.meetup.ID.String() {
			t.Errorf("%+v", n)
		}
		for _, secret := range []string{"Amal", "Koffie", "Achternaam", "dorpspost", "Brug", "afmelden", su.ID.String(), r.vraag.ID.String()} {
			if raw, _ := json.Marshal(n); strings.Contains(string(raw), secret) {
				t.Errorf("%q is in it: %s", secret, raw)
			}
		}
		h := p.got[0].Header
		if h.Get("Content-Encoding") != "aes128gcm" || h.Get("TTL") != "1800" || h.Get("Urgency") != "high" || len(h.Get("Topic")) != 32 {
			t.Errorf("%v", h)
		}
		r.signedByUs(p.URL, h.Get("Authorization"))
		if code := r.receiptOf(n); code != http.StatusNoContent {
			t.Error("receipt", code)
		}
		r.at(noon().Add(31 * time.Minute))
		r.work()
		if p.count() != 1 || r.mails() != 0 {
			t.Errorf("%d pushed, %d mailed, after it was seen", p.count(), r.mails())
		}
	})
	on(t, "ByMailWhenNoPhoneConfirms", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		_, _, b := r.parent("vraag@dorpspost.nl", p.URL)
		r.queue(Message{Kind: BothYes, About: r.koppeling.ID, Kant: term.KantVraag})
		r.work()
		r.at(noon().Add(3*time.Hour + 59*time.Minute))
		r.work()
		if r.mails() != 0 {
			t.Fatal("mailed while the push service still tries")
		}
		r.at(noon().Add(4 * time.Hour))
		r.work()
		r.work()
		if p.count() != 1 || r.mails() != 1 {
			t.Errorf("%d pushed, %d mailed", p.count(), r.mails())
		}
		if code := r.receiptOf(b.open(t, p.body[0])); code != http.StatusNoContent {
			t.Error("a late receipt", code)
		}
		if code := r.receiptOf(news{Seen: base64.RawURLEncoding.EncodeToString(make([]byte, 32))}); code != http.StatusNotFound {
			t.Error("a made-up receipt", code)
		}
	})
	on(t, "AReceiptBeforeTheWorkerIsDone", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		_, _, b := r.parent("vraag@dorpspost.nl", p.URL)
		r.queue(Message{Kind: BothYes, About: r.koppeling.ID, Kant: term.KantVraag})
		j, err := r.claim(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		outcome := r.send(t.Context(), j)
		r.receiptOf(b.open(t, p.body[0]))
		if err := r.settle(t.Context(), j, outcome); err != nil {
			t.Fatal(err)
		}
		if j := db.Client.Job.Query().Where(job.ID(j.ID)).OnlyX(sys); j.DoneAt == nil {
			t.Error("the worker undid the receipt")
		}
	})
	on(t, "GoneIsForgottenAndMailedAtOnce", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		_, sub, _ := r.parent("vraag@dorpspost.nl", p.URL)
		p.answers(http.StatusGone)
		r.queue(Message{Kind: BothYes, About: r.koppeling.ID, Kant: term.KantVraag})
		r.work()
		if db.Client.PushSubscription.Query().Where(pushsubscription.ID(sub.ID)).ExistX(sys) || r.mails() != 1 {
			t.Errorf("still there, or %d mailed", r.mails())
		}
	})
	on(t, "LeftAloneAfterFailuresInARow", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		_, sub, _ := r.parent("vraag@dorpspost.nl", p.URL)
		p.answers(http.StatusInternalServerError)
		for range parked + 2 {
			r.queue(Message{Kind: BothYes, About: r.koppeling.ID, Kant: term.KantVraag})
			r.work()
		}
		if p.count() != parked || r.mails() != parked+2 {
			t.Errorf("%d pushed, %d mailed", p.count(), r.mails())
		}
		if n := db.Client.PushSubscription.GetX(sys, sub.ID).Failures; n != parked {
			t.Errorf("%d failures", n)
		}
	})
	on(t, "OneOfTwoPhonesIsEnough", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		u, _, _ := r.parent("vraag@dorpspost.nl", p.URL)
		r.subscribe(u, "https://elders.example:1")
		r.queue(Message{Kind: BothYes, About: r.koppeling.ID, Kant: term.KantVraag})
		r.work()
		if p.count() != 1 || r.mails() != 0 {
			t.Errorf("%d pushed, %d mailed", p.count(), r.mails())
		}
	})
	on(t, "ASessionThatEndedHearsNothing", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		_, sub, _ := r.parent("vraag@dorpspost.nl", p.URL)
		db.Client.Session.UpdateOneID(sub.SessionID).SetEndedAt(clock.Now()).ExecX(sys)
		r.queue(Message{Kind: BothYes, About: r.koppeling.ID, Kant: term.KantVraag})
		r.work()
		if p.count() != 0 || r.mails() != 1 {
			t.Errorf("%d pushed, %d mailed", p.count(), r.mails())
		}
	})
}

func TestQuietHoursAndSwitches(t *testing.T) {
	sys := storetest.Context()
	night := noon().Add(11 * time.Hour)
	on(t, "WaitsForTheMorning", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		r.parent("vraag@dorpspost.nl", p.URL)
		r.at(night)
		r.queue(Message{Kind: BothYes, About: r.koppeling.ID, Kant: term.KantVraag})
		r.work()
		r.at(noon().Add(19*time.Hour + 59*time.Minute))
		r.work()
		if p.count()+r.mails() != 0 {
			t.Errorf("%d pushed, %d mailed by night", p.count(), r.mails())
		}
		r.at(noon().Add(20 * time.Hour))
		r.work()
		if p.count() != 1 {
			t.Error("nothing in the morning")
		}
	})
	on(t, "WhatCannotWaitIsMailed", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		r.parent("vraag@dorpspost.nl", p.URL)
		r.at(night)
		r.queue(Message{Kind: Changed, About: r.signup(term.SignupAangemeld).ID})
		r.work()
		if p.count() != 0 || r.mails() != 1 {
			t.Errorf("%d pushed, %d mailed", p.count(), r.mails())
		}
	})
	on(t, "SafetyIsToldAtOnce", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		r.subscribe(r.matcher, p.URL)
		db.Client.User.UpdateOneID(r.matcher.ID).SetMeldingenUit(term.All[term.Melding]()).ExecX(sys)
		r.at(night)
		r.queue(Message{Kind: Frown, About: r.koppeling.ID})
		r.work()
		if p.count() != 1 {
			t.Errorf("%d pushed", p.count())
		}
	})
	on(t, "WhatIsSwitchedOffComesNowhere", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		u, _, _ := r.parent("vraag@dorpspost.nl", p.URL)
		db.Client.User.UpdateOneID(u.ID).SetMeldingenUit([]term.Melding{term.MeldingMeetup}).ExecX(sys)
		r.queue(Message{Kind: Reminder, About: r.signup(term.SignupAangemeld).ID})
		r.queue(Message{Kind: BothYes, About: r.koppeling.ID, Kant: term.KantVraag})
		r.work()
		if p.count() != 1 || r.mails() != 0 {
			t.Errorf("%d pushed, %d mailed", p.count(), r.mails())
		}
		r.queueCode("vraag@dorpspost.nl", "123456", time.Hour*48)
		r.known["vraag@dorpspost.nl"] = true
		r.work()
		if r.mails() != 1 {
			t.Error("no code to sign in with")
		}
	})
	on(t, "OneOfTwoDoesNotWantToHear", func(t *testing.T, db *store.DB) {
		r, p := phoneRig(t, db)
		u, _, _ := r.parent("ander@dorpspost.nl", p.URL)
		r.parent("vraag@dorpspost.nl", p.URL)
		db.Client.User.UpdateOneID(u.ID).SetMeldingenUit([]term.Melding{term.MeldingKoppeling}).ExecX(sys)
		r.queue(Message{Kind: BothYes, About: r.koppeling.ID, Kant: term.KantVraag})
		r.work()
		if p.count() != 1 {
			t.Errorf("%d pushed", p.count())
		}
	})
}

func TestPushGoesNowhereElse(t *testing.T) {
	s := &Service{opt: Options{PushHosts: []string{"127.0.0.1:4443"}}}
	for endpoint, may := range map[string]bool{
		"https://fcm.googleapis.com/fcm/send/abc": true, "https://updates.push.services.mozilla.com/wpush/v2/x": true,
		"https://wns2-am3p.notify.windows.com/w/?token=x": true, "https://web.push.apple.com/Q": true, "https://127.0.0.1:4443/x": true,
		"http://fcm.googleapis.com/x": false, "https://fcm.googleapis.com:8443/x": false, "https://fcm.googleapis.com@127.0.0.1/x": false,
		"https://evil.example/fcm.googleapis.com": false, "https://fcm.googleapis.com.evil.example/": false, "https://127.0.0.1/x": false,
		"https://xpush.apple.com/": false, "https://169.254.169.254/latest": false, "": false, "https://": false, "file:///etc/passwd": false,
	} {
		if s.MayPush(endpoint) != may {
			t.Errorf("%s: %v", endpoint, !may)
		}
	}
	reached := false
	inside := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer inside.Close()
	if _, err := newPushClient(nil).Post(inside.URL, "", nil); err == nil || reached || !strings.Contains(err.Error(), "inside") {
		t.Error("went to an address inside", err)
	}
	sends := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, inside.URL, http.StatusTemporaryRedirect)
	}))
	defer sends.Close()
	u, _ := url.Parse(sends.URL)
	c := newPushClient([]string{u.Host})
	c.Transport.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: sends.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs}
	if a, err := c.Post(sends.URL, "", nil); err != nil || a.StatusCode != http.StatusTemporaryRedirect || reached {
		t.Error("followed", err)
	}
}

// signedByUs checks a VAPID header as a push service does (RFC 8292).
func (r *rig) signedByUs(origin, header string) {
	r.t.Helper()
	token, key, ok := strings.Cut(strings.TrimPrefix(header, "vapid t="), ", k=")
	if !ok || key != r.PushKey() {
		r.t.Fatalf("not our key: %s", header)
	}
	raw, _ := base64.RawURLEncoding.DecodeString(key)
	_, err := jwt.Parse(token, func(*jwt.Token) (any, error) { return ecdsaKey(raw) }, jwt.WithValidMethods([]string{"ES256"}),
		jwt.WithAudience(origin), jwt.WithExpirationRequired())
	if err != nil {
		r.t.Error(err)
	}
}

func ecdsaKey(raw []byte) (*ecdsa.PublicKey, error) {
	return ecdsa.ParseUncompressedPublicKey(elliptic.P256(), raw)
}
