package suggest_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"buurtdorp/ent"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/suggest"
	"buurtdorp/internal/term"
)

const hoekscheWaard = "hoeksche-waard"

// What somebody sees of a layer, less what she knows of her own, is about three families
// or more; all cells together are everybody who lives in a village we know.
func TestALayerTellsOfNoFew(t *testing.T) {
	villages := geo.Villages(hoekscheWaard)
	rapid.Check(t, func(t *rapid.T) {
		count, total := map[string]int{"": rapid.IntRange(0, 3).Draw(t, "nowhere")}, 0
		var own []suggest.Own
		for _, v := range villages {
			n := rapid.SampledFrom([]int{0, 0, 0, 1, 1, 2, 3, 8}).Draw(t, v.Naam)
			count[v.Naam] = n
			total += n
			for range rapid.IntRange(0, n).Draw(t, "own in "+v.Naam) {
				own = append(own, suggest.Own{Dossier: uuid.New(), Village: v.Naam})
			}
		}
		l := suggest.DrawLayer(suggest.LayerWaiting, hoekscheWaard, count, own)
		if len(l.Own) != len(own) {
			t.Fatalf("%d of %d own", len(l.Own), len(own))
		}
		alone := total-len(own) < 3 // of others there are too few to tell
		if alone {
			total = len(own)
		}
		if (len(l.Cells) == 0) != (total < 3) {
			t.Fatalf("%d cells of %d families, %d of them her own", len(l.Cells), total, len(own))
		}
		sum, seen := 0, []string{}
		for _, c := range l.Cells {
			mine := 0
			for _, o := range own {
				if slices.Contains(c.Villages, o.Village) {
					mine++
				}
			}
			if rest := c.Families - mine; c.Families < 3 || alone && rest != 0 || !alone && rest < 3 {
				t.Fatalf("%v: %d families, %d of them her own", c.Villages, c.Families, mine)
			}
			sum += c.Families
			seen = append(seen, c.Villages...)
		}
		slices.Sort(seen)
		if len(l.Cells) > 0 && (sum != total || len(seen) != len(villages) || len(slices.Compact(seen)) != len(villages)) {
			t.Fatalf("%d of %d families, %d of %d villages", sum, total, len(seen), len(villages))
		}
	})
}

func TestMap(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		layers := func(care ...uuid.UUID) (out []suggest.Layer) {
			t.Helper()
			m, err := d.room.Map(d.Matcher.Context(), d.Region.ID, d.Region.Key, care)
			if err != nil {
				t.Fatal(err)
			}
			return m.Layers
		}
		families := func(l suggest.Layer) (n int) {
			for _, c := range l.Cells {
				n += c.Families
			}
			return n
		}
		strijen := world.Village("3291", "Strijen")
		guided := world.Vraagt(func(c *ent.VraaggezinCreate) { c.SetMatcherID(d.Matcher.User.ID) })
		mine := d.Vraag(strijen, guided)
		d.Vraag(strijen, guided, world.WithoutConsent(term.DoelMatchen)) // hers, and nobody may show it
		d.Vraag(strijen, world.In(d.Elsewhere))
		full := d.Steun(world.Capaciteit(1))
		pair := d.Koppeling(d.Vraag(guided), full, term.KoppelingActief)
		d.Steun(world.Capaciteit(2))
		got := layers(d.Matcher.User.ID)
		if len(got) != 3 || len(got[0].Cells)+len(got[1].Cells)+len(got[2].Cells) != 0 {
			t.Fatalf("of too few: %+v", got)
		}
		if own := got[0].Own; len(own) != 1 || own[0] != (suggest.Own{Dossier: mine.ID(), Name: mine.Family.Name, Village: "Strijen"}) {
			t.Errorf("her own that wait: %+v", own)
		}
		if own := layers(uuid.New())[0].Own; own != nil {
			t.Errorf("another's own: %+v", own)
		}
		for range 3 {
			d.Vraag(world.Village("3281", "Numansdorp"))
			d.Steun(strijen)
		}
		d.Koppeling(d.Vraag(strijen), d.Steun(), term.KoppelingVoorgesteldSteun) // asked already
		got = layers(d.Matcher.User.ID)
		if families(got[0]) != 5 || families(got[1]) != 4 || families(got[2]) != 0 {
			t.Errorf("%d wait, %d available, %d together: %+v", families(got[0]), families(got[1]), families(got[2]), got)
		}
		if c := got[0].Cells; len(c) == 0 || len(c[0].Edge) == 0 {
			t.Errorf("no land: %+v", c)
		}
		d.Client.Koppeling.UpdateOneID(pair.ID).SetMatcherID(d.Matcher.User.ID).ExecX(storetest.Context())
		if own := layers(d.Matcher.User.ID)[2].Own; len(own) != 1 || own[0].Dossier != pair.ID {
			t.Errorf("together: %+v", own)
		}
	})
}
