package demo_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"buurtdorp/internal/demo"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/text"
)

// What always holds in the real programme holds here, on both databases, for other
// seeds and at awkward moments.
func TestHolds(t *testing.T) {
	check := func(t *testing.T, db *store.DB, opts demo.Options) {
		opts.Now = opts.Now.Truncate(time.Microsecond)
		fill(t, db, opts)
		timesHold(t, db, opts.Now)
		koppelingenHold(t, db)
		gezinnenHold(t, db, opts.Now)
		meetupsHold(t, db, opts.Now)
		wordsHold(t, db)
		deskHolds(t, db, opts)
	}
	standard := demo.Options{Now: saturday}
	storetest.Each(t, func(t *testing.T, db *store.DB) { check(t, db, standard) })
	storetest.Each(t, func(t *testing.T, db *store.DB) { check(t, db, demo.Options{Now: saturday, Families: 300}) })
	for _, opts := range presents {
		t.Run(opts.Now.Format(time.DateTime), func(t *testing.T) { check(t, storetest.SQLite(t), opts) })
	}
}

// timesHold: nothing was made after now, or changed before it was made.
func timesHold(t *testing.T, db *store.DB, now time.Time) {
	for _, e := range everything(t, db.Client) {
		made, changed := field[time.Time](e, "CreatedAt"), field[time.Time](e, "UpdatedAt")
		if made.After(now) || changed.After(now) || changed.Before(made) {
			t.Errorf("at %v %T %v was made %v and changed %v", now, e, idOf(e), made.UTC(), changed.UTC())
		}
	}
}

// wordsHold: nobody of flesh and blood, no number that rings, no citizen service
// number, and only addresses that are nobody's.
func wordsHold(t *testing.T, db *store.DB) {
	ctx, c := storetest.Context(), db.Client
	for _, x := range c.Credential.Query().AllX(ctx) {
		if !strings.HasSuffix(x.Email, "@demo.buurtdorp.example") {
			t.Errorf("an address of somebody: %s", x.Email)
		}
	}
	for _, x := range c.Contactgegevens.Query().AllX(ctx) {
		if !strings.HasPrefix(x.Phone, "+311860") || len(x.Phone) != len("+31186012345") {
			t.Errorf("a number that may ring: %s", x.Phone)
		}
		if x.Email != "" && !strings.HasSuffix(x.Email, "@demo.buurtdorp.example") {
			t.Errorf("an address of somebody: %s", x.Email)
		}
	}
	var said []string
	for _, x := range c.Note.Query().AllX(ctx) {
		said = append(said, x.Text)
	}
	for _, x := range c.Vraaggezin.Query().AllX(ctx) {
		said = append(said, x.EigenWoorden, x.VolgendeStap)
	}
	for _, x := range c.Steungezin.Query().AllX(ctx) {
		said = append(said, x.EigenWoorden, x.VolgendeStap)
	}
	for _, x := range c.Zorgmelding.Query().AllX(ctx) {
		said = append(said, x.Tekst)
	}
	for _, x := range c.Terugblik.Query().AllX(ctx) {
		said = append(said, x.Toelichting)
	}
	for _, x := range c.User.Query().AllX(ctx) {
		said = append(said, x.FirstName)
	}
	for _, x := range c.Family.Query().AllX(ctx) {
		said = append(said, x.Name)
	}
	for _, s := range said {
		if text.HoldsBSN(s) {
			t.Errorf("a citizen service number in %q", s)
		}
		for _, not := range []string{"Thirza", "Sofie", "fout", "ongeldig", "verplicht"} {
			if slices.Contains(strings.Fields(s), not) {
				t.Errorf("%q has %q", s, not)
			}
		}
	}
}
