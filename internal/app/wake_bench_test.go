package app_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/app"
	"buurtdorp/internal/auth"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// What the app asks (pwa/src/api/sync.ts), in one POST.
var pullsOfThePhone = []string{
	`query($at: MeetupSyncInputCheckpoint) { page: pullMeetupSync(checkpoint: $at, limit: 500) { documents { _deleted id version title description thema kind
		startsAt endsAt placeId placeName street postcode village lat lon access languages doelgroepen capacity freePlaces withChildren ageFrom ageTo cancelledAt } checkpoint { cursor } } }`,
	`query($at: SignupSyncInputCheckpoint) { page: pullSignupSync(checkpoint: $at, limit: 500) { documents { _deleted id version meetupId name state adults
		children waitingPlace presentAdults presentChildren } checkpoint { cursor } } }`,
	`query($at: KoppelingSyncInputCheckpoint) { page: pullKoppelingSync(checkpoint: $at, limit: 500) { documents { _deleted id version state kant andereNaam
		verlooptOp kennismakingOp kennismakingPlaats mogelijk afspraken wanneer telefoon } checkpoint { cursor } } }`,
	`query($at: FamilySyncInputCheckpoint) { page: pullFamilySync(checkpoint: $at, limit: 500) { documents { _deleted id version } checkpoint { cursor } } }`,
}

// phoneOver is a phone on a network: it listens, and pulls when it is woken.
type phoneOver struct {
	url, token, address string
	client              *http.Client
	cursors             [4]string
	rows                int
}

// pull asks all lists until their pages are short, and gives the bytes of the answers as
// they are, and packed.
func (p *phoneOver) pull(ctx context.Context) (plain, packed int, err error) {
	for wanted := []int{0, 1, 2, 3}; len(wanted) > 0; {
		var batch []map[string]any
		for _, i := range wanted {
			vars := map[string]any{}
			if p.cursors[i] != "" {
				vars["at"] = map[string]any{"cursor": p.cursors[i]}
			}
			batch = append(batch, map[string]any{"query": pullsOfThePhone[i], "variables": vars})
		}
		body, _ := json.Marshal(batch)
		req, _ := http.NewRequestWithContext(ctx, http.MethodPost, p.url+"/graphql", bytes.NewReader(body))
		p.head(req, "application/json")
		req.Header.Set("Accept-Encoding", "gzip")
		res, err := p.client.Do(req)
		if err != nil {
			return plain, packed, err
		}
		raw, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if packed += len(raw); err == nil && res.Header.Get("Content-Encoding") == "gzip" {
			var z *gzip.Reader
			if z, err = gzip.NewReader(bytes.NewReader(raw)); err == nil {
				raw, err = io.ReadAll(z)
			}
		}
		plain += len(raw)
		var answers []struct {
			Data struct {
				Page *struct {
					Documents  []json.RawMessage
					Checkpoint struct{ Cursor string }
				}
			}
		}
		if err == nil {
			err = json.Unmarshal(raw, &answers)
		}
		if err != nil || len(answers) != len(wanted) {
			return plain, packed, fmt.Errorf("%d %.200s: %w", res.StatusCode, raw, err)
		}
		var more []int
		for n, i := range wanted {
			page := answers[n].Data.Page
			if page == nil {
				return plain, packed, fmt.Errorf("%d %.200s", res.StatusCode, raw)
			}
			p.rows += len(page.Documents)
			if p.cursors[i] = page.Checkpoint.Cursor; len(page.Documents) == 500 {
				more = append(more, i)
			}
		}
		wanted = more
	}
	return plain, packed, nil
}

func (p *phoneOver) head(req *http.Request, accept string) {
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", accept)
	req.Header.Set("Authorization", "Bearer "+p.token)
	req.Header.Set("X-Real-IP", p.address)
}

// listen opens the stream, and then tells of each wake until ctx ends.
func (p *phoneOver) listen(ctx context.Context, opened func(), woken func()) error {
	req, _ := http.NewRequestWithContext(ctx, http.MethodPost, p.url+"/graphql", strings.NewReader(`{"query":"subscription { syncWake { seq } }"}`))
	p.head(req, "text/event-stream")
	res, err := p.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("the stream: %s", res.Status)
	}
	opened()
	lines := bufio.NewReaderSize(res.Body, 512)
	for {
		line, err := lines.ReadSlice('\n')
		if err != nil {
			return err
		}
		if bytes.HasPrefix(line, []byte("event: next")) {
			woken()
		}
	}
}

// benchServer is the whole program on a network.
func benchServer(b *testing.B, db *store.DB) (*app.App, string) {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	a, err := app.New(b.Context(), app.Settings{Addr: l.Addr().String(), DatabaseURL: db.URL(), LogFormat: "text", SMTPTLS: "starttls", PublicURL: "http://" + l.Addr().String(),
		AccessTTL: app.DefaultAccessTTL, ProxyHeader: "X-Real-IP", MeeLease: 24 * time.Hour}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		b.Fatal(err)
	}
	srv := &http.Server{Handler: a.Handler(), ReadHeaderTimeout: time.Minute}
	go func() { _ = srv.Serve(l) }()
	b.Cleanup(func() {
		_ = srv.Close()
		_ = a.Close()
	})
	return a, "http://" + l.Addr().String()
}

func (p *phoneOver) of(b *testing.B, a *app.App, u *ent.User) *phoneOver {
	b.Helper()
	token, _, err := a.Auth.IssueFor(b.Context(), auth.Whom{UserID: u.ID}, 15*time.Minute)
	if err != nil {
		b.Fatal(err)
	}
	p.token = token
	return p
}

// BenchmarkPullOver: the first pull of a phone and the one that finds nothing changed, over
// HTTP, with the bytes of the answer: a parent in a region with an agenda of 60, and a
// matcher who guides 200 koppelingen.
func BenchmarkPullOver(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			a, url := benchServer(b, open(b))
			sys, w := storetest.Context(), world.New(b, a.DB)
			v, s := w.Vraag(), w.Steun()
			w.Koppeling(v, s, term.KoppelingActief)
			at := w.Place()
			for i := range 60 {
				m := w.Meetup(at, time.Duration(i+24)*time.Hour)
				if i < 5 {
					w.Signup(m, v.Family, term.SignupAangemeld)
				}
			}
			for range 199 {
				w.Koppeling(w.Vraag(), w.Steun(), term.KoppelingActief)
			}
			for _, c := range []struct {
				name string
				who  *ent.User
			}{{"parent", v.Parent.User}, {"matcher", w.Matcher.User}} {
				fresh := func() *phoneOver { return &phoneOver{url: url, address: "192.0.2.1", client: http.DefaultClient} }
				phone := fresh().of(b, a, c.who)
				token := phone.token
				b.Run(c.name+"/first", func(b *testing.B) {
					plain, packed := 0, 0
					for b.Loop() {
						b.StopTimer() // as if she never had a phone
						a.DB.Client.Replica.Delete().ExecX(sys)
						b.StartTimer()
						p, err := fresh(), error(nil)
						p.token = token
						if plain, packed, err = p.pull(b.Context()); err != nil {
							b.Fatal(err)
						}
						b.ReportMetric(float64(p.rows), "rows")
					}
					b.ReportMetric(float64(plain), "bytes")
					b.ReportMetric(float64(packed), "packed-bytes")
				})
				b.Run(c.name+"/unchanged", func(b *testing.B) {
					plain, packed := 0, 0
					_, _, err := phone.pull(b.Context())
					for b.Loop() {
						if plain, packed, err = phone.pull(b.Context()); err != nil {
							b.Fatal(err)
						}
					}
					b.ReportMetric(float64(plain)/float64(len(pullsOfThePhone)), "bytes/list")
					b.ReportMetric(float64(packed)/float64(len(pullsOfThePhone)), "packed-bytes/list")
				})
			}
		})
	}
}

// BenchmarkWake: a thousand phones of a thousand parents listen; something is written
// once, and all of them pull. How long until half of them, nearly all, and all have it, how many
// pulls end in the busiest 10 ms, how many were told to come back later, and what listening
// costs in memory, phones and server together.
func BenchmarkWake(b *testing.B) {
	const devices = 1000
	for name, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			a, url := benchServer(b, open(b))
			sys, w := storetest.Context(), world.New(b, a.DB)
			at := w.Place()
			for i := range 60 {
				w.Meetup(at, time.Duration(i+24)*time.Hour)
			}
			m := w.Meetup(at, 24*time.Hour)
			phones := make([]*phoneOver, devices)
			for i, u := range manyParents(b, w, devices) {
				client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1, ReadBufferSize: 1 << 10, WriteBufferSize: 1 << 10, DisableCompression: true}}
				phones[i] = (&phoneOver{url: url, address: fmt.Sprintf("10.0.%d.%d", i/250, i%250), client: client}).of(b, a, u)
				if _, _, err := phones[i].pull(b.Context()); err != nil {
					b.Fatal(err)
				}
				client.CloseIdleConnections()
			}
			before := inUse()
			ctx, stop := context.WithCancel(b.Context())
			defer stop()
			var listening, left sync.WaitGroup
			had := make(chan time.Time, devices)
			var again atomic.Int64
			listening.Add(devices)
			for _, p := range phones {
				left.Go(func() {
					_ = p.listen(ctx, listening.Done, func() {
						for _, _, err := p.pull(ctx); err != nil && ctx.Err() == nil; _, _, err = p.pull(ctx) {
							again.Add(1) // it was too busy: as the app does, later
							time.Sleep(time.Second + rand.N(time.Second))
						}
						had <- time.Now()
					})
				})
			}
			listening.Wait()
			perPhone := float64(inUse()-before) / devices / 1024
			var all [3][]time.Duration
			peak, n := 0, 0
			b.ResetTimer()
			for b.Loop() {
				start := time.Now()
				a.DB.Client.Meetup.UpdateOneID(m.ID).SetTitle("Koffie " + uuid.NewString()).ExecX(sys)
				took := make([]time.Duration, devices)
				perTen := map[int64]int{}
				for i := range took {
					took[i] = (<-had).Sub(start)
					perTen[took[i].Milliseconds()/10]++
				}
				slices.Sort(took)
				for i, at := range []int{devices / 2, devices * 99 / 100, devices - 1} {
					all[i] = append(all[i], took[at])
				}
				for _, k := range perTen {
					peak = max(peak, k)
				}
				n++
			}
			b.StopTimer()
			for i, unit := range []string{"ms-half", "ms-99%", "ms-all"} {
				slices.Sort(all[i])
				b.ReportMetric(float64(all[i][len(all[i])/2].Milliseconds()), unit)
			}
			b.ReportMetric(float64(peak), "peak-per-10ms")
			b.ReportMetric(perPhone, "KiB/phone")
			b.ReportMetric(float64(again.Load())/float64(n), "refused/wake")
			stop()
			left.Wait()
		})
	}
}

// inUse is what the process holds in memory.
func inUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}

// manyParents are households of one region, each with somebody who signs in.
func manyParents(b *testing.B, w *world.World, n int) []*ent.User {
	b.Helper()
	sys, c := storetest.Context(), w.Client
	var users []*ent.User
	for chunk := range slices.Chunk(make([]uuid.UUID, n), 200) {
		var families []*ent.FamilyCreate
		var people []*ent.UserCreate
		var roles []*ent.MembershipCreate
		for range chunk {
			f, u := gid.New(gid.Family), gid.New(gid.User)
			families = append(families, c.Family.Create().SetID(f).SetRegion(w.Region).SetName("gezin").SetPc4("3286").SetVillage("Klaaswaal").SetAdults(1))
			people = append(people, c.User.Create().SetID(u).SetFirstName("ouder").SetFamilyID(f))
			roles = append(roles, c.Membership.Create().SetRegion(w.Region).SetUserID(u).SetRole(term.RoleParent))
		}
		c.Family.CreateBulk(families...).ExecX(sys)
		users = append(users, c.User.CreateBulk(people...).SaveX(sys)...)
		c.Membership.CreateBulk(roles...).ExecX(sys)
	}
	return users
}
