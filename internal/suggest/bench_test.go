package suggest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/assign"
	"buurtdorp/internal/clock"
	own "buurtdorp/internal/family"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/matching"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/term"
)

// country is where people live.
var country = func() (codes []string) {
	for n := 1000; n <= 9999; n++ {
		if p, known := geo.Lookup(strconv.Itoa(n)); known && !p.Postbus {
			codes = append(codes, p.PC4)
		}
	}
	return codes
}()

func some[W interface {
	~string
	Values() []string
}](r *rand.Rand, most int) (out []W) {
	all := term.All[W]()
	for _, i := range r.Perm(len(all))[:1+r.IntN(most)] {
		out = append(out, all[i])
	}
	return out
}

func numbered(kind byte, n int) uuid.UUID {
	return uuid.UUID{0: byte(n >> 24), 1: byte(n >> 16), 2: byte(n >> 8), 3: byte(n), 14: kind, 15: 1}
}

func yes() *bool { v := true; return &v }

// newDesk is a desk with so many who wait and so many who are free, all over the country,
// who differ in everything.
func newDesk(asking, offering int, capacity func(*rand.Rand) int) *desk {
	r := rand.New(rand.NewPCG(7, 7))
	d := &desk{at: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), apart: newApart()}
	d.around = &around{stock: &stock{asked: map[uuid.UUID]bool{}}, weights: matching.Standaard(), roads: geo.Network{}}
	var offers []matching.Aanbod
	words := sharing{text: map[string]string{}, lists: map[string][]string{}}
	home := func() (string, string) {
		p, _ := geo.Lookup(country[r.IntN(len(country))])
		return p.PC4, p.Plaats
	}
	talen := [][]string{{"nl"}, {"nl"}, {"nl", "en"}, {"nl", "ar"}, {"pl"}}
	for i := range asking {
		v := matching.Vraag{ID: numbered(1, i), FamilyID: numbered(2, i), Kinderen: []matching.Kind{{Leeftijd: r.IntN(16)}}, Soorten: some[term.Soort](r, 3),
			Dagdelen: some[term.Dagdeel](r, 4), KeerPerMaand: 1 + r.IntN(4), MaxReisMinuten: 20 + 5*r.IntN(3), Vervoer: []term.Vervoer{term.VervoerFiets, term.VervoerAuto},
			Talen: talen[r.IntN(len(talen))], ZorgBekend: true, Gezelschap: term.GezelschapMaaktNietUit, Opvoeding: some[term.Opvoeding](r, 3),
			Interesses: some[term.Interesse](r, 3), Ervaring: some[term.Ervaring](r, 2), Maanden: 12, Toestemming: term.DrieJa, Gezag: term.DrieJa}
		v.PC4, v.Plaats = home()
		d.vragen, d.press = append(d.vragen, v), append(d.press, r.IntN(20)/19)
	}
	for j := range offering {
		s := matching.Steun{ID: numbered(3, j), FamilyID: numbered(4, j), State: term.SteunBeschikbaar, ScreeningKlaar: term.DrieJa, VogGeldig: term.DrieJa,
			Capaciteit: capacity(r), Soorten: some[term.Soort](r, 4), Dagdelen: some[term.Dagdeel](r, 6), KeerPerMaand: 1 + r.IntN(5), MaxReisMinuten: 20 + 5*r.IntN(3),
			Vervoer: []term.Vervoer{term.VervoerAuto}, Haalt: r.IntN(2) == 0, LeeftijdVan: r.IntN(6), LeeftijdTot: 10 + r.IntN(8), MaxKinderen: 3,
			Talen: talen[r.IntN(len(talen))], DierenBekend: true, ZorgtakenBekend: true, Rookt: new(bool), Toegankelijk: yes(), EigenKinderenBekend: true,
			EigenKinderen: []int{r.IntN(18)}, Opvoeding: some[term.Opvoeding](r, 3), Interesses: some[term.Interesse](r, 3), Ervaring: some[term.Ervaring](r, 2),
			Maanden: 6 + r.IntN(24), Tuin: yes(), Rustig: yes(), WachtSinds: d.at.AddDate(0, 0, -r.IntN(200)), Toestemming: term.DrieJa}
		s.PC4, s.Plaats = home()
		offer := matching.Bied(&s)
		offer.Compact(words.one, words.list)
		offers = append(offers, offer)
	}
	d.near = newNearby(d.roads, offers)
	return d
}

// spent is the processor time of this program so far: on a busy machine it says more than
// a clock.
func spent() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func cpu(b *testing.B, since time.Duration) {
	b.ReportMetric(float64((spent()-since).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// BenchmarkWholeList makes the proposal of everybody beside everybody, from what was read
// to the first fifty pairs with all their reasons, and proves it the best.
func BenchmarkWholeList(b *testing.B) {
	one := func(*rand.Rand) int { return 1 }
	for _, c := range []struct {
		name             string
		asking, offering int
		capacity         func(*rand.Rand) int
	}{
		{"1000x1000", 1_000, 1_000, one},
		{"10000x10000", 10_000, 10_000, one},
		{"10000x10000_capacity_1_to_3", 10_000, 10_000, func(r *rand.Rand) int { return 1 + r.IntN(3) }},
		{"10000x4000", 10_000, 4_000, one},
	} {
		b.Run(c.name, func(b *testing.B) {
			d := newDesk(c.asking, c.offering, c.capacity)
			b.ReportAllocs()
			var division *assign.Division
			edges := 0
			var weighed, divided time.Duration
			all := spent()
			for b.Loop() {
				began := spent()
				d.near = newNearby(d.roads, d.near.offers)
				d.room()
				p, err := d.problem(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				weighed += spent() - began
				began = spent()
				if division, err = assign.SolveAll(b.Context(), p, d.missing); err != nil {
					b.Fatal(err)
				}
				divided += spent() - began
				shown := 0
				for i, j := range division.Match {
					if j >= 0 && shown < 50 {
						d.verdict(i, int(j))
						shown++
					}
				}
				edges = 0
				for i := range p.Rows() {
					edges += len(p.Edges(i))
				}
			}
			cpu(b, all)
			if gap, err := division.Gap(); err != nil || gap != 0 {
				b.Fatalf("gap %d, %v", gap, err)
			}
			b.ReportMetric(float64(edges), "edges")
			b.ReportMetric(float64(division.Total.Pairs), "pairs")
			b.ReportMetric(float64(weighed.Milliseconds())/float64(b.N), "weigh-cpu-ms")
			b.ReportMetric(float64(divided.Milliseconds())/float64(b.N), "divide-cpu-ms")
		})
	}
}

// crowds are how many steungezinnen are available. To write a million takes minutes and
// room for 6 GB; -bench 'Top20Database/.*/1000$' leaves them out.
var crowds = []int{1_000, 100_000, 1_000_000}

// BenchmarkTop20Warm is the best twenty with all their reasons, from what is in memory.
func BenchmarkTop20Warm(b *testing.B) {
	for _, n := range crowds {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			d := newDesk(100, n, func(*rand.Rand) int { return 1 })
			at := 0
			b.ReportAllocs()
			all := spent()
			for b.Loop() {
				v := &d.vragen[at%len(d.vragen)]
				at++
				if got, _ := d.first(v, between{}, 20, far{}); len(got) != 20 || len(got[0].Criteria) != 11 {
					b.Fatal("not twenty, or without reasons")
				}
			}
			cpu(b, all)
		})
	}
}

// BenchmarkTop20Database is the same as a matcher asks it, from a database: cold, when
// nothing was kept in memory or something was written since, and warm.
func BenchmarkTop20Database(b *testing.B) {
	for _, n := range crowds {
		for kind, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": postgres} {
			b.Run(fmt.Sprintf("%s/%d", kind, n), func(b *testing.B) {
				db := open(b)
				v := populate(b, db, n)
				run := func(name string, fresh bool) {
					b.Run(name, func(b *testing.B) {
						s := &Service{Client: db.Client}
						b.ReportAllocs()
						if here := db.Client.Region.GetX(rule.System(b.Context()), v.RegionID); !fresh {
							if _, err := s.stock(rule.System(b.Context()), db.Client, here); err != nil {
								b.Fatal(err)
							}
						}
						all := spent()
						for b.Loop() {
							if fresh {
								s = &Service{Client: db.Client}
							}
							if got, err := s.For(b.Context(), v, 20); err != nil || len(got) != 20 || len(got[0].Criteria) != 11 {
								b.Fatalf("%d, %v", len(got), err)
							}
						}
						cpu(b, all)
					})
				}
				run("cold", true)
				if n <= MostKept { // more is never kept; from memory: BenchmarkTop20Warm
					run("warm", false)
				}
			})
		}
	}
}

func postgres(t testing.TB) *store.DB {
	if os.Getenv(storetest.SQLiteOnly) != "" {
		t.Skip("without PostgreSQL")
	}
	return storetest.Postgres(t)
}

// populate writes a crowd into a database, and gives somebody who waits. Of more than
// written it is so many times those.
func populate(b testing.TB, db *store.DB, n int) *ent.Vraaggezin {
	b.Helper()
	sys, now := rule.System(b.Context()), clock.Now()
	times := max(1, n/written)
	n /= times
	d := newDesk(1, n, func(*rand.Rand) int { return 1 })
	c := db.Client
	region := c.Region.Create().SetKey("hoeksche-waard").SetName("Hoeksche Waard").SaveX(sys)
	who := c.User.Create().SetFirstName("Ria").SaveX(sys)
	household := func(c *ent.Client, pc4, village string, talen []string, by []term.Vervoer) *ent.FamilyCreate {
		return c.Family.Create().SetID(gid.New(gid.Family)).SetRegionID(region.ID).SetName("gezin").SetPc4(pc4).SetVillage(village).SetTalen(talen).SetAdults(1).SetVervoer(by)
	}
	const part = 200
	for at := 0; at < n; at += part {
		some := d.near.offers[at:min(at+part, n)]
		err := db.WithTx(sys, func(ctx context.Context, tx *ent.Tx) error {
			c := tx.Client()
			var families []*ent.FamilyCreate
			var children []*ent.ChildCreate
			var consents []*ent.ToestemmingCreate
			var offers []*ent.SteungezinCreate
			var checks []*ent.ScreeningCreate
			var vogs []*ent.VogCreate
			var talks []*ent.ReferentieCreate
			for i := range some {
				s := some[i].Steun()
				family, kid, id, sc := gid.New(gid.Family), gid.New(gid.Child), gid.New(gid.Steungezin), gid.New(gid.Screening)
				families = append(families, household(c, s.PC4, s.Plaats, s.Talen, s.Vervoer).SetID(family))
				children = append(children, c.Child.Create().SetID(kid).SetRegionID(region.ID).SetFamilyID(family).SetBirthMonth(now.AddDate(-s.EigenKinderen[0], -1, 0).Format("2006-01")))
				said := func() *ent.ToestemmingCreate {
					return c.Toestemming.Create().SetRegionID(region.ID).SetFamilyID(family).SetDoel(term.DoelMatchen).SetTextVersion("2026-11").SetGivenAt(now)
				}
				if consents = append(consents, said().SetGiver("ouder")); s.EigenKinderen[0] >= own.ZelfJa {
					consents = append(consents, said().SetGiver("kind").SetChildID(kid))
				}
				offers = append(offers, c.Steungezin.Create().SetID(id).SetRegionID(region.ID).SetFamilyID(family).SetState(term.SteunBeschikbaar).SetAangemeldOp(s.WachtSinds).
					SetBeschikbaarSinds(s.WachtSinds).SetSoorten(s.Soorten).SetDagdelen(s.Dagdelen).SetKeerPerMaand(s.KeerPerMaand).SetMaxReisMinuten(s.MaxReisMinuten).SetHaalt(s.Haalt).
					SetLeeftijdVan(s.LeeftijdVan).SetLeeftijdTot(s.LeeftijdTot).SetMaxKinderen(s.MaxKinderen).SetDierenBekend(true).SetZorgtakenBekend(true).SetRookt(false).
					SetToegankelijk(true).SetOpvoeding(s.Opvoeding).SetInteresses(s.Interesses).SetErvaring(s.Ervaring).SetMaanden(s.Maanden).SetTuin(true).SetRustig(true))
				checks = append(checks, c.Screening.Create().SetID(sc).SetRegionID(region.ID).SetSteungezinID(id).SetGesprekOp(now).SetHuisbezoekOp(now).SetHuisregelsOp(now))
				vogs = append(vogs, c.Vog.Create().SetRegionID(region.ID).SetScreeningID(sc).SetVoornaam("ouder").SetFunctieaspect("84").SetAfgegevenOp(now.AddDate(-1, 0, 0)).SetGezienOp(now).SetGezienDoorID(who.ID))
				for range 2 {
					talks = append(talks, c.Referentie.Create().SetRegionID(region.ID).SetScreeningID(sc).SetRelatie("buur").SetPositief(true).SetGesprokenOp(now).SetGesprokenDoorID(who.ID))
				}
			}
			for _, write := range []func() error{
				func() error { return c.Family.CreateBulk(families...).Exec(ctx) }, func() error { return c.Child.CreateBulk(children...).Exec(ctx) },
				func() error { return c.Toestemming.CreateBulk(consents...).Exec(ctx) }, func() error { return c.Steungezin.CreateBulk(offers...).Exec(ctx) },
				func() error { return c.Screening.CreateBulk(checks...).Exec(ctx) }, func() error { return c.Vog.CreateBulk(vogs...).Exec(ctx) },
				func() error { return c.Referentie.CreateBulk(talks...).Exec(ctx) },
			} {
				if err := write(); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	multiply(b, db, times)
	return asking(b, sys, c, region.ID, &d.vragen[0])
}

// asking writes somebody who waits into a database.
func asking(b testing.TB, sys context.Context, c *ent.Client, region uuid.UUID, v *matching.Vraag) *ent.Vraaggezin {
	b.Helper()
	now := clock.Now()
	f := c.Family.Create().SetRegionID(region).SetName("gezin").SetPc4(v.PC4).SetVillage(v.Plaats).SetTalen(v.Talen).SetAdults(1).SetVervoer(v.Vervoer).SaveX(sys)
	c.Child.Create().SetRegionID(region).SetFamilyID(f.ID).SetBirthMonth(now.AddDate(-8, -1, 0).Format("2006-01")).ExecX(sys)
	for _, giver := range []string{"een ouder", "de andere"} {
		c.Toestemming.Create().SetRegionID(region).SetFamilyID(f.ID).SetDoel(term.DoelMatchen).SetGiver(giver).SetTextVersion("2026-11").SetGivenAt(now).ExecX(sys)
	}
	return c.Vraaggezin.Create().SetRegionID(region).SetFamilyID(f.ID).SetState(term.VraagWachtend).SetAangemeldOp(now).SetWachtendSinds(now).SetGesprekken(2).
		SetGezag(term.GezagBeide).SetZorgBesproken(true).SetSoorten(v.Soorten).SetDagdelen(v.Dagdelen).SetKeerPerMaand(v.KeerPerMaand).SetMaxReisMinuten(30).SetMaanden(12).SaveX(sys)
}

// BenchmarkWholeListDatabase is the proposal for a whole region as a matcher asks it: read,
// weighed, divided, and fifty pairs with their reasons.
func BenchmarkWholeListDatabase(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		for kind, open := range map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite, "postgres": postgres} {
			b.Run(fmt.Sprintf("%s/%d", kind, n), func(b *testing.B) {
				db := open(b)
				region := populate(b, db, n).RegionID
				d := newDesk(n, 1, func(*rand.Rand) int { return 1 })
				for part := range slices.Chunk(d.vragen, 200) {
					err := db.WithTx(rule.System(b.Context()), func(ctx context.Context, tx *ent.Tx) error {
						for i := range part {
							asking(b, ctx, tx.Client(), region, &part[i])
						}
						return nil
					})
					if err != nil {
						b.Fatal(err)
					}
				}
				s := &Service{Client: db.Client, MostKept: -1}
				b.ReportAllocs()
				all := spent()
				for b.Loop() {
					l, err := s.Whole(b.Context(), region)
					if err != nil {
						b.Fatal(err)
					}
					if gap, err := l.Gap(); err != nil || gap != 0 || len(l.Pairs) == 0 {
						b.Fatal(gap, err, len(l.Pairs))
					}
					for _, p := range l.Pairs[:min(50, len(l.Pairs))] {
						l.Verdict(p)
					}
					b.ReportMetric(float64(len(l.Pairs)), "pairs")
				}
				cpu(b, all)
			})
		}
	}
}
