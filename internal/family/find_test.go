package family_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"buurtdorp/internal/family"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/viewer"
)

// Both databases find the same, accents and capitals aside.
func TestFind(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		sys, c := storetest.Context(), db.Client
		for _, f := range [][2]string{{"Élodie", "Strijen"}, {"Çağla en Ömer", "'s-Gravendeel"}, {"50%_\\raar", "Numansdorp"}, {"Łukasz", "Strijensas"}} {
			c.Family.Create().SetRegion(w.region).SetName(f[0]).SetPc4("3290").SetVillage(f[1]).SaveX(sys)
		}
		far := c.Family.Create().SetRegion(w.other).SetName("Élodie ver weg").SetPc4("9711").SetVillage("Groningen").SaveX(sys)
		for search, want := range map[string]string{
			"ÉLODIE": "Élodie", "elodie": "Élodie", "lod": "Élodie", "omer": "Çağla en Ömer", "ÇAĞLA": "Çağla en Ömer", " cagla  EN ": "Çağla en Ömer",
			"lukasz": "Łukasz", "strijen": "Élodie Łukasz", "gravendeel": "Çağla en Ömer", "’s-gravendeel": "Çağla en Ömer",
			"%": "50%_\\raar", "_": "50%_\\raar", "\\": "50%_\\raar", "%_": "50%_\\raar", "a%r": "", "zzz": "", "' OR 1=1 --": "",
			"": "50%_\\raar Noor en Jan Samira Vreemd Çağla en Ömer Élodie Łukasz",
		} {
			where, err := family.Find(search)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, f := range c.Family.Query().Where(where...).AllX(viewer.NewContext(context.Background(), w.role["matcher"])) {
				if f.ID == far.ID {
					t.Error("a family of another region")
				}
				names = append(names, f.Name)
			}
			slices.Sort(names)
			if got := strings.Join(names, " "); got != want {
				t.Errorf("%q finds %q, want %q", search, got, want)
			}
			if n := c.Family.Query().Where(where...).CountX(viewer.NewContext(context.Background(), viewer.Anonymous())); n != 0 {
				t.Errorf("%q: somebody anonymous finds %d", search, n)
			}
		}
		_, err := family.Find(strings.Repeat("a", 81))
		w.wantFaults(err, "TOO_LONG tekst.lang at search")
		// A new name is found, the old one no more.
		c.Family.UpdateOneID(w.vraag.FamilyID).SetName("Zoë").ExecX(sys)
		for search, want := range map[string]int{"zoe": 1, "samira": 0} {
			where, _ := family.Find(search)
			if n := c.Family.Query().Where(where...).CountX(sys); n != want {
				t.Error(fmt.Sprint(search, ": ", n))
			}
		}
	})
}
