package command

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"buurtdorp/ent"
	entregion "buurtdorp/ent/region"
	"buurtdorp/internal/app"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/region"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
)

// agreed are the flags for the terms of a region, and the field of which each speaks.
type agreed struct {
	terms     region.Terms
	flags     *pflag.FlagSet
	of        map[string]string // flag by field
	vakanties string
	fill      []func()
}

// flagged makes a flag that counts only when it is typed: an empty one is an answer too.
func flagged[T any](a *agreed, name, field, help string, to **T, make func(p *T, name string, value T, usage string), standard T) {
	typed := new(T)
	make(typed, name, standard, help)
	a.of[field] = name
	a.fill = append(a.fill, func() {
		if a.flags.Changed(name) {
			*to = typed
		}
	})
}

func termFlags(flags *pflag.FlagSet) *agreed {
	a := &agreed{flags: flags, of: map[string]string{"vakantieregio": "school-holidays"}}
	t, was := &a.terms, region.Standard()
	flagged(a, "name", "name", "how people call it", &t.Name, flags.StringVar, "")
	flagged(a, "phone", "phone", "the number families call", &t.Phone, flags.StringVar, "")
	flagged(a, "contact", "contactName", "who answers it, a first name", &t.ContactName, flags.StringVar, "")
	flagged(a, "reservation-days", "reservationDays", "working days a proposal holds a plek; from the next proposal on", &t.ReservationDays, flags.IntVar, was.ReservationDays)
	flagged(a, "steun-first", "steunFirst", "the steungezin is asked first; =false asks the vraaggezin first", &t.SteunFirst, flags.BoolVar, was.SteunFirst)
	flagged(a, "asked-per-week", "askedPerWeek", "proposals a steungezin gets in a week, at most", &t.AskedPerWeek, flags.IntVar, was.AskedPerWeek)
	flagged(a, "trial-weeks", "trialWeeks", "weeks of a trial; from the next trial on", &t.TrialWeeks, flags.IntVar, was.TrialWeeks)
	flagged(a, "check-in-months", "checkInMonths", "months in which a koppeling is asked each month how it goes", &t.CheckInMonths, flags.IntVar, was.CheckInMonths)
	flagged(a, "terugblik-months", "terugblikMonths", "months between terugblikken", &t.TerugblikMonths, flags.IntVar, was.TerugblikMonths)
	flagged(a, "vog-years", "vogYears", "years a seen VOG counts", &t.VogYears, flags.IntVar, was.VogYears)
	flags.StringVar(&a.vakanties, "school-holidays", strings.ToLower(string(was.Vakantieregio)), "noord, midden or zuid")
	flagged(a, "offer-hours", "offerHours", "hours a household on a waiting list has for its answer; from the next offer on", &t.OfferHours, flags.IntVar, was.OfferHours)
	flagged(a, "reminder-days", "reminderDays", "days before a meetup its reminder goes out", &t.ReminderDays, flags.IntVar, was.ReminderDays)
	flagged(a, "reminder-at", "reminderAt", "and at what time; never in the quiet hours", &t.ReminderAt, flags.StringVar, was.ReminderAt)
	flagged(a, "quiet-from", "quietFrom", "no messages from", &t.QuietFrom, flags.StringVar, was.QuietFrom)
	flagged(a, "quiet-until", "quietUntil", "until; the same time is no quiet hours", &t.QuietUntil, flags.StringVar, was.QuietUntil)
	return a
}

// given are the terms that were typed.
func (a *agreed) given() region.Terms {
	for _, fill := range a.fill {
		fill()
	}
	if a.flags.Changed("school-holidays") {
		v := term.Vakantieregio(strings.ToUpper(a.vakanties))
		a.terms.Vakantieregio = &v
	}
	return a.terms
}

// told says each fault at its flag, in the words that a head matcher reads.
func (a *agreed) told(err error) error {
	all := fault.All(err)
	if len(all) == 0 {
		return err
	}
	lines := make([]error, len(all))
	for i, f := range all {
		lines[i] = fmt.Errorf("--%s: %s", a.of[strings.Join(f.Path, ".")], fault.Sentence("nl", f))
	}
	return usage(errors.Join(lines...))
}

func adminRegion(s streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "region KEY",
		Short: "Makes a region, or changes what it agreed on; what is not given stays as it is",
		Example: "  buurtdorp admin region hoeksche-waard --phone \"088 123 45 67\" --contact Ria\n" +
			"  buurtdorp admin region hoeksche-waard --reservation-days 3 --quiet-from 20:00",
		Args: args(1),
	}
	a := termFlags(c.Flags())
	c.RunE = with(func(ctx context.Context, db *store.DB, _ app.Settings, args []string) error {
		key, in := args[0], a.given()
		return db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
			found, err := tx.Region.Query().Where(entregion.Key(key)).Only(ctx)
			if err != nil && !ent.IsNotFound(err) {
				return err
			}
			if found == nil && in.Name == nil {
				if in.Name = mapped(key); in.Name == nil {
					return notFound(fmt.Errorf("no map of region %q is built in; give it a --name to make it without villages", key))
				}
			}
			rooms := region.Service{Log: slog.Default()}
			row, err := rooms.Put(ctx, found, key, in)
			if err != nil {
				return a.told(err)
			}
			fmt.Fprintln(s.out, row.ID)
			return nil
		})
	})
	return c
}

// mapped is the name of a region of which the villages are known.
func mapped(key string) *string {
	for _, r := range geo.Regions() {
		if r.Key == key {
			return &r.Naam
		}
	}
	return nil
}
