package region

import (
	"slices"
	"strings"
	"time"

	"buurtdorp/ent"
	"buurtdorp/ent/predicate"
	entregion "buurtdorp/ent/region"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/dutch"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// Terms is what a region agrees on; nil is not given.
type Terms struct {
	Name, Phone, ContactName                                                  *string
	ReservationDays, TrialWeeks, CheckInMonths, TerugblikMonths, AskedPerWeek *int
	VogYears, OfferHours, ReminderDays                                        *int
	Vakantieregio                                                             *term.Vakantieregio
	ReminderAt, QuietFrom, QuietUntil                                         *string
	SteunFirst                                                                *bool
}

// Bound is what a number of the terms may be.
type Bound struct {
	Field    string
	Min, Max int
}

// How long a text is at most.
const (
	MaxName    = 80
	maxContact = 40
)

// number is one of the terms that is a number.
type number struct {
	Bound
	given func(t *Terms) **int
	now   func(r *ent.Region) int
	set   func(m *ent.RegionMutation, n int)
}

// numbers are those, with the bounds of the schema. Where that has no upper one, ours is
// what nobody means to go beyond: a plek that is held for six weeks, a VOG of ten years.
var numbers = []number{
	{Bound{"reservationDays", 1, 30}, func(t *Terms) **int { return &t.ReservationDays }, func(r *ent.Region) int { return r.ReservationDays }, (*ent.RegionMutation).SetReservationDays},
	{Bound{"trialWeeks", 4, 8}, func(t *Terms) **int { return &t.TrialWeeks }, func(r *ent.Region) int { return r.TrialWeeks }, (*ent.RegionMutation).SetTrialWeeks},
	{Bound{"checkInMonths", 1, 24}, func(t *Terms) **int { return &t.CheckInMonths }, func(r *ent.Region) int { return r.CheckInMonths }, (*ent.RegionMutation).SetCheckInMonths},
	{Bound{"terugblikMonths", 3, 12}, func(t *Terms) **int { return &t.TerugblikMonths }, func(r *ent.Region) int { return r.TerugblikMonths }, (*ent.RegionMutation).SetTerugblikMonths},
	{Bound{"askedPerWeek", 1, 20}, func(t *Terms) **int { return &t.AskedPerWeek }, func(r *ent.Region) int { return r.AskedPerWeek }, (*ent.RegionMutation).SetAskedPerWeek},
	{Bound{"vogYears", 1, 10}, func(t *Terms) **int { return &t.VogYears }, func(r *ent.Region) int { return r.VogYears }, (*ent.RegionMutation).SetVogYears},
	{Bound{"offerHours", 1, 168}, func(t *Terms) **int { return &t.OfferHours }, func(r *ent.Region) int { return r.OfferHours }, (*ent.RegionMutation).SetOfferHours},
	{Bound{"reminderDays", 0, 7}, func(t *Terms) **int { return &t.ReminderDays }, func(r *ent.Region) int { return r.ReminderDays }, (*ent.RegionMutation).SetReminderDays},
}

// line is one of the terms that is a text.
type line struct {
	field string
	given func(t *Terms) **string
	now   func(r *ent.Region) string
	set   func(m *ent.RegionMutation, s string)
}

// calls are how a region is called and whom families call; times are times of day.
var calls = []line{
	{"name", func(t *Terms) **string { return &t.Name }, func(r *ent.Region) string { return r.Name }, (*ent.RegionMutation).SetName},
	{"phone", func(t *Terms) **string { return &t.Phone }, func(r *ent.Region) string { return r.Phone }, (*ent.RegionMutation).SetPhone},
	{"contactName", func(t *Terms) **string { return &t.ContactName }, func(r *ent.Region) string { return r.ContactName }, (*ent.RegionMutation).SetContactName},
}

var times = []line{
	{"reminderAt", func(t *Terms) **string { return &t.ReminderAt }, func(r *ent.Region) string { return r.ReminderAt }, (*ent.RegionMutation).SetReminderAt},
	{"quietFrom", func(t *Terms) **string { return &t.QuietFrom }, func(r *ent.Region) string { return r.QuietFrom }, (*ent.RegionMutation).SetQuietFrom},
	{"quietUntil", func(t *Terms) **string { return &t.QuietUntil }, func(r *ent.Region) string { return r.QuietUntil }, (*ent.RegionMutation).SetQuietUntil},
}

var lines = slices.Concat(calls, times)

// Bounds are what the numbers may be, for who shows a form.
func Bounds() []*Bound {
	out := make([]*Bound, len(numbers))
	for i := range numbers {
		b := numbers[i].Bound
		out[i] = &b
	}
	return out
}

// Standard is a region as it begins: what a municipality that changes nothing has.
func Standard() *ent.Region {
	return &ent.Region{ReservationDays: entregion.DefaultReservationDays, TrialWeeks: entregion.DefaultTrialWeeks,
		CheckInMonths: entregion.DefaultCheckInMonths, TerugblikMonths: entregion.DefaultTerugblikMonths, AskedPerWeek: entregion.DefaultAskedPerWeek,
		VogYears: entregion.DefaultVogYears, Vakantieregio: entregion.DefaultVakantieregio, OfferHours: entregion.DefaultOfferHours,
		ReminderDays: entregion.DefaultReminderDays, ReminderAt: entregion.DefaultReminderAt, QuietFrom: entregion.DefaultQuietFrom,
		QuietUntil: entregion.DefaultQuietUntil, SteunFirst: entregion.DefaultSteunFirst}
}

func atVersion(v int) predicate.Region { return entregion.Version(v) }

// check cleans what was given and tells all that cannot be used.
func (t *Terms) check(now *ent.Region) (list fault.List) {
	for _, x := range numbers {
		if n := *x.given(t); n != nil && (*n < x.Min || *n > x.Max) {
			list.Add(fault.New(fault.Invalid, "getal.bereik").At(x.Field).With("min", x.Min).With("max", x.Max))
		}
	}
	if t.Vakantieregio != nil && !term.Valid(*t.Vakantieregio) {
		list.Add(fault.At("vakantieregio").Invalid())
	}
	list = append(list, t.words()...)
	return append(list, t.hours(now)...)
}

// words are how a region is called, and whom families call.
func (t *Terms) words() (list fault.List) {
	if t.Name != nil {
		list.Add(short(t.Name, "name", MaxName))
		if *t.Name == "" {
			list.Add(fault.New(fault.Required, "naam.leeg").At("name"))
		}
	}
	if t.ContactName != nil {
		list.Add(short(t.ContactName, "contactName", maxContact))
	}
	if t.Phone != nil {
		at := fault.At("phone")
		switch number, free, ok := dutch.E164(*t.Phone); {
		case number == "":
			list.Add(at.New(fault.Required, "regio.telefoon.leeg"))
		case !ok || !free && strings.HasPrefix(number, "+31") && len(number) != len("+31881234567"): // "14 0186" is dialled inside the Netherlands only
			list.Add(at.New(fault.Invalid, "regio.telefoon"))
		default:
			t.Phone = &number
		}
	}
	return list
}

func short(typed *string, field string, most int) *fault.Error {
	*typed = text.Line(*typed)
	switch {
	case text.Len(*typed) > most:
		return fault.At(field).TooLong(most)
	case text.HoldsBSN(*typed):
		return fault.New(fault.Invalid, "bsn.niet").At(field)
	}
	return nil
}

// hours are the times of day. A reminder never goes out in the quiet hours: set in them,
// it would come the morning after, when the meetup may be over.
func (t *Terms) hours(now *ent.Region) (list fault.List) {
	at := map[string]string{}
	for _, x := range times {
		given := *x.given(t)
		if at[x.field] = x.now(now); given == nil {
			continue
		}
		if *given = text.Line(*given); !rhythm.IsClock(*given) {
			list.Add(fault.New(fault.Invalid, "tijd.vorm").At(x.field))
		}
		at[x.field] = *given
	}
	if t.ReminderAt == nil && t.QuietFrom == nil && t.QuietUntil == nil || len(list) > 0 {
		return list
	}
	remind, err := time.Parse("15:04", at["reminderAt"])
	if err != nil {
		return list
	}
	on := time.Date(2026, time.January, 15, remind.Hour(), remind.Minute(), 0, 0, clock.Amsterdam)
	if !clock.QuietUntil(at["quietFrom"], at["quietUntil"], on).IsZero() {
		list.Add(fault.New(fault.Invalid, "regio.stil").At("reminderAt").With("tijd", at["reminderAt"]))
	}
	return list
}

// other forgets what is as it was, and names the rest.
func (t *Terms) other(now *ent.Region) (which []string) {
	keep := func(field string, same bool) bool {
		if !same {
			which = append(which, field)
		}
		return !same
	}
	for _, x := range lines {
		if p := x.given(t); *p != nil && !keep(x.field, **p == x.now(now)) {
			*p = nil
		}
	}
	for _, x := range numbers {
		if p := x.given(t); *p != nil && !keep(x.Field, **p == x.now(now)) {
			*p = nil
		}
	}
	if t.Vakantieregio != nil && !keep("vakantieregio", *t.Vakantieregio == now.Vakantieregio) {
		t.Vakantieregio = nil
	}
	if t.SteunFirst != nil && !keep("steunFirst", *t.SteunFirst == now.SteunFirst) {
		t.SteunFirst = nil
	}
	return which
}

// write lays what is given in a mutation.
func (t *Terms) write(m *ent.RegionMutation) {
	for _, x := range lines {
		if p := *x.given(t); p != nil {
			x.set(m, *p)
		}
	}
	for _, x := range numbers {
		if p := *x.given(t); p != nil {
			x.set(m, *p)
		}
	}
	if t.Vakantieregio != nil {
		m.SetVakantieregio(*t.Vakantieregio)
	}
	if t.SteunFirst != nil {
		m.SetSteunFirst(*t.SteunFirst)
	}
}
