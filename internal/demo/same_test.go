package demo_test

import (
	"fmt"
	"testing"
	"time"

	"buurtdorp/internal/demo"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
)

func TestTheSameSeedMakesTheSameRegion(t *testing.T) {
	for name, opts := range map[string]demo.Options{"Standard": {}, "AnySize": {Families: 60}} {
		t.Run(name, func(t *testing.T) {
			seen := map[string]bool{}
			storetest.Each(t, func(t *testing.T, db *store.DB) {
				fill(t, db, opts)
				seen[digest(t, db.Client)] = true
			})
			again := storetest.SQLite(t)
			fill(t, again, opts)
			seen[digest(t, again.Client)] = true
			if len(seen) != 1 {
				t.Errorf("%d different regions from one seed: %v", len(seen), seen)
			}
			other := storetest.SQLite(t)
			opts.Seed = 7
			fill(t, other, opts)
			if seen[digest(t, other.Client)] {
				t.Error("another seed made the same region")
			}
		})
	}
}

// An id tells when its row was made and what it is of, as those of gid.New.
func TestIDs(t *testing.T) {
	db := storetest.SQLite(t)
	fill(t, db, demo.Options{})
	for _, e := range everything(t, db.Client) {
		id, made := idOf(e), field[time.Time](e, "CreatedAt")
		if !gid.Is(id, gid.Kind(id[15])) {
			t.Errorf("%T has an id that is none: %v", e, id)
		}
		sec, nsec := id.Time().UnixTime()
		if at := time.Unix(sec, nsec); at.UnixMilli() != made.UnixMilli() {
			t.Errorf("%T %v is of %v, its id of %v", e, id, made, at.UTC())
		}
		if k := gid.Kind(id[15]); k != kinds[fmt.Sprintf("%T", e)] {
			t.Errorf("%T has the id of kind %d", e, k)
		}
	}
}

var kinds = map[string]gid.Kind{
	"*ent.Region": gid.Region, "*ent.Place": gid.Place, "*ent.Family": gid.Family, "*ent.User": gid.User, "*ent.Credential": gid.Credential,
	"*ent.Membership": gid.Membership, "*ent.Child": gid.Child, "*ent.Contactgegevens": gid.Contactgegevens, "*ent.ZorgFeit": gid.ZorgFeit,
	"*ent.Toestemming": gid.Toestemming, "*ent.Note": gid.Note, "*ent.Vraaggezin": gid.Vraaggezin, "*ent.Steungezin": gid.Steungezin,
	"*ent.Screening": gid.Screening, "*ent.Vog": gid.Vog, "*ent.Referentie": gid.Referentie, "*ent.Blokkade": gid.Blokkade,
	"*ent.Koppeling": gid.Koppeling, "*ent.KoppelingStep": gid.KoppelingStep, "*ent.KoppelingAnswer": gid.KoppelingAnswer,
	"*ent.Afspraken": gid.Afspraken, "*ent.CheckIn": gid.CheckIn, "*ent.Meetup": gid.Meetup, "*ent.Signup": gid.Signup,
	"*ent.Afscheid": gid.Afscheid, "*ent.Terugblik": gid.Terugblik, "*ent.Zorgmelding": gid.Zorgmelding, "*ent.ZorgmeldingStap": gid.ZorgmeldingStap,
	"*ent.Overdracht": gid.Overdracht, "*ent.Afwezigheid": gid.Afwezigheid, "*ent.Weging": gid.Weging,
}
