package region_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"buurtdorp/ent"
	entregion "buurtdorp/ent/region"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/region"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
	"buurtdorp/internal/term"
)

// hall is a world with the room, and what it wrote in the log.
type hall struct {
	*world.World
	s   region.Service
	log bytes.Buffer
}

func each(t *testing.T, test func(t *testing.T, h *hall)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		h := &hall{World: world.New(t, db)}
		h.s.Log = slog.New(slog.NewTextHandler(&h.log, nil))
		test(t, h)
	})
}

// update changes the world's region as somebody, in a transaction.
func (h *hall) update(who *world.Person, base int, in region.Terms) (row *ent.Region, err error) {
	return h.updateOf(who, h.Region.ID, base, in)
}

func (h *hall) updateOf(who *world.Person, id uuid.UUID, base int, in region.Terms) (row *ent.Region, err error) {
	err = h.DB.WithTx(who.Context(), func(ctx context.Context, _ *ent.Tx) error {
		row, err = h.s.Update(ctx, region.Change{ID: id, BaseVersion: base, Terms: in})
		return err
	})
	return row, err
}

func (h *hall) now() *ent.Region { return h.Client.Region.GetX(storetest.Context(), h.Region.ID) }

func p[T any](v T) *T { return &v }

// Only what is given changes, the version goes up once, and the log says which, not what.
func TestOnlyWhatIsGiven(t *testing.T) {
	each(t, func(t *testing.T, h *hall) {
		row, err := h.update(h.HeadMatcher, h.Region.Version, region.Terms{ReservationDays: p(3), Phone: p("088 - 123 45 67"), ContactName: p(" Ria\x00 "),
			SteunFirst: p(false), Vakantieregio: p(term.VakantieregioZuid), QuietFrom: p("20:30"), TrialWeeks: p(h.Region.TrialWeeks)})
		if err != nil {
			t.Fatal(err)
		}
		got := h.now()
		if got.ReservationDays != 3 || got.Phone != "+31881234567" || got.ContactName != "Ria" || got.SteunFirst || got.Vakantieregio != term.VakantieregioZuid || got.QuietFrom != "20:30" {
			t.Errorf("%+v", got)
		}
		want := *h.Region
		want.ReservationDays, want.Phone, want.ContactName, want.SteunFirst, want.Vakantieregio, want.QuietFrom = 3, "+31881234567", "Ria", false, term.VakantieregioZuid, "20:30"
		want.Version, want.UpdatedAt = h.Region.Version+1, got.UpdatedAt
		if got.String() != want.String() || row.Version != got.Version {
			t.Errorf("%s, want %s", got, &want)
		}
		said := h.log.String()
		if !strings.Contains(said, `region=hoeksche-waard`) || !strings.Contains(said, `terms="phone contactName quietFrom reservationDays vakantieregio steunFirst"`) || strings.Contains(said, "Ria") || strings.Contains(said, "1234567") || strings.Contains(said, "Hedwig") {
			t.Errorf("the log: %s", said)
		}
		if elsewhere := h.Client.Region.GetX(storetest.Context(), h.Elsewhere.ID); elsewhere.String() != h.Elsewhere.String() {
			t.Errorf("elsewhere %s", elsewhere)
		}
		// The same once more is nothing.
		h.log.Reset()
		if row, err := h.update(h.Admin, got.Version, region.Terms{ReservationDays: p(3)}); err != nil || row.Version != got.Version || h.log.Len() > 0 {
			t.Errorf("%v %v %s", row, err, h.log.String())
		}
	})
}

// Everything that is not right is said at once, at its place, and nothing is kept.
func TestWhatCannotBeUsed(t *testing.T) {
	each(t, func(t *testing.T, h *hall) {
		for want, in := range map[string]region.Terms{
			"INVALID getal.bereik at reservationDays; INVALID getal.bereik at trialWeeks; INVALID getal.bereik at vogYears":        {ReservationDays: p(0), TrialWeeks: p(9), VogYears: p(-1)},
			"INVALID getal.bereik at checkInMonths; INVALID getal.bereik at terugblikMonths; INVALID getal.bereik at askedPerWeek": {CheckInMonths: p(25), TerugblikMonths: p(2), AskedPerWeek: p(0)},
			"INVALID getal.bereik at offerHours; INVALID getal.bereik at reminderDays":                                             {OfferHours: p(169), ReminderDays: p(8)},
			"REQUIRED naam.leeg at name; REQUIRED regio.telefoon.leeg at phone":                                                    {Name: p(" "), Phone: p("")},
			"INVALID regio.telefoon at phone":                                  {Phone: p("14 0186")},
			"INVALID regio.telefoon at phone; INVALID tijd.vorm at reminderAt": {Phone: p("0900-1234"), ReminderAt: p("5 uur")},
			"TOO_LONG tekst.lang at name; TOO_LONG tekst.lang at contactName":  {Name: p(strings.Repeat("a", 81)), ContactName: p(strings.Repeat("a", 41))},
			"INVALID bsn.niet at contactName":                                  {ContactName: p("Ria 111222333")},
			"INVALID tijd.vorm at quietFrom; INVALID tijd.vorm at quietUntil":  {QuietFrom: p("24:00"), QuietUntil: p("")},
			"INVALID regio.stil at reminderAt":                                 {ReminderAt: p("07:59")},
			"INVALID at vakantieregio":                                         {Vakantieregio: p(term.Vakantieregio("OOST"))},
		} {
			_, err := h.update(h.HeadMatcher, h.Region.Version, in)
			if err == nil || err.Error() != want {
				t.Errorf("%v, want %s", err, want)
			}
		}
		// The quiet hours that come over a reminder that stays.
		if _, err := h.update(h.HeadMatcher, h.Region.Version, region.Terms{QuietFrom: p("16:00")}); err == nil || !strings.Contains(err.Error(), "regio.stil") {
			t.Errorf("%v", err)
		}
		// Without quiet hours it may be any time; a free number is one that families may call.
		if _, err := h.update(h.HeadMatcher, h.Region.Version, region.Terms{QuietFrom: p("00:00"), QuietUntil: p("00:00"), ReminderAt: p("06:00"), Phone: p("0800 1205")}); err != nil {
			t.Error(err)
		}
		if got := h.now(); got.Version != h.Region.Version+1 || got.Phone != "+318001205" {
			t.Errorf("%+v", got)
		}
	})
}

// To whom may not, a region is not there: hers, another's, or none.
func TestWhoMay(t *testing.T) {
	each(t, func(t *testing.T, h *hall) {
		family := h.Vraag()
		for name, who := range map[string]*world.Person{"matcher": h.Matcher, "host": h.Host, "professional": h.Professional, "elsewhere": h.MatcherElsewhere,
			"parent": family.Parent, "app": h.ThirdParty(), "head elsewhere": h.Person(h.Elsewhere, "Hein", term.RoleHeadMatcher)} {
			_, mine := h.update(who, h.Region.Version, region.Terms{ReservationDays: p(3)})
			_, none := h.updateOf(who, gid.New(gid.Region), 1, region.Terms{ReservationDays: p(0)})
			if fault.CodeOf(mine) != fault.NotFound || mine.Error() != none.Error() {
				t.Errorf("%s: %v and of none %v", name, mine, none)
			}
		}
		for _, who := range []*world.Person{h.HeadMatcher, h.Admin} {
			if _, err := h.updateOf(who, h.Elsewhere.ID, h.Elsewhere.Version, region.Terms{ReservationDays: p(3)}); fault.CodeOf(err) != fault.NotFound {
				t.Errorf("another region: %v", err)
			}
		}
		if got := h.now(); got.Version != h.Region.Version {
			t.Errorf("%+v", got)
		}
	})
}

// Who makes something up from what is no longer so, is told; of two at once one wins.
func TestOneIsFirst(t *testing.T) {
	each(t, func(t *testing.T, h *hall) {
		errs := make([]error, 2)
		var both sync.WaitGroup
		for i, who := range []*world.Person{h.HeadMatcher, h.Admin} {
			both.Go(func() { _, errs[i] = h.update(who, h.Region.Version, region.Terms{TrialWeeks: p(4 + i)}) })
		}
		both.Wait()
		won := 0
		for _, err := range errs {
			var f *fault.Error
			switch {
			case err == nil:
				won++
			case !errors.As(err, &f) || f.Code != fault.Conflict || f.Current != h.Region.ID || strings.Join(f.Path, ".") != "baseVersion":
				t.Errorf("%v", err)
			}
		}
		if won != 1 || h.now().Version != h.Region.Version+1 {
			t.Errorf("%d won: %v", won, errs)
		}
	})
}

// The operator makes a region with the terms he gives and the standard for the rest, and
// is held to the same.
func TestPut(t *testing.T) {
	each(t, func(t *testing.T, h *hall) {
		put := func(now *ent.Region, in region.Terms) (row *ent.Region, err error) {
			err = h.DB.WithTx(storetest.Context(), func(ctx context.Context, _ *ent.Tx) error {
				row, err = h.s.Put(ctx, now, "nieuw", in)
				return err
			})
			return row, err
		}
		if _, err := put(nil, region.Terms{VogYears: p(11)}); err == nil || !strings.Contains(err.Error(), "naam.leeg") || !strings.Contains(err.Error(), "getal.bereik") {
			t.Errorf("%v", err)
		}
		made, err := put(nil, region.Terms{Name: p("Nieuw"), OfferHours: p(12)})
		if err != nil {
			t.Fatal(err)
		}
		want := region.Standard()
		want.ID, want.Key, want.Name, want.OfferHours, want.Version, want.CreatedAt, want.UpdatedAt = made.ID, "nieuw", "Nieuw", 12, made.Version, made.CreatedAt, made.UpdatedAt
		if made.String() != want.String() {
			t.Errorf("%s, want %s", made, want)
		}
		if again, err := put(made, region.Terms{Name: p("Nieuw"), OfferHours: p(24)}); err != nil || again.OfferHours != 24 || again.ID != made.ID || again.Version != made.Version+1 {
			t.Errorf("%v %v", again, err)
		}
	})
}

// The bounds are those of the schema; where that has none above, ours are.
func TestBounds(t *testing.T) {
	own := map[string]bool{"reservationDays": true, "vogYears": true}
	schema := map[string]func(int) error{"reservationDays": entregion.ReservationDaysValidator, "trialWeeks": entregion.TrialWeeksValidator,
		"checkInMonths": entregion.CheckInMonthsValidator, "terugblikMonths": entregion.TerugblikMonthsValidator, "askedPerWeek": entregion.AskedPerWeekValidator,
		"vogYears": entregion.VogYearsValidator, "offerHours": entregion.OfferHoursValidator, "reminderDays": entregion.ReminderDaysValidator}
	for _, b := range region.Bounds() {
		may := schema[b.Field]
		delete(schema, b.Field)
		if may(b.Min) != nil || may(b.Max) != nil || may(b.Min-1) == nil || may(b.Max+1) == nil != own[b.Field] {
			t.Errorf("%+v is not what the schema says", b)
		}
	}
	if len(schema) > 0 {
		t.Errorf("no bounds of %v", schema)
	}
}
