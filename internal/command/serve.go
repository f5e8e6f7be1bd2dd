package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"buurtdorp/ent"
	"buurtdorp/internal/app"
	"buurtdorp/internal/auth"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/demo"
)

func serve(s streams) *cobra.Command {
	var check, withDemo, asJSON bool
	c := &cobra.Command{
		Use:     "serve",
		Short:   "Serves the API and the app",
		Example: "  buurtdorp serve --demo\n  DATABASE_URL=postgres://… BUURTDORP_PUBLIC_URL=https://… buurtdorp serve\n  buurtdorp serve --check",
		Args:    args(0),
		RunE: func(c *cobra.Command, _ []string) error {
			settings, err := app.Read()
			if check {
				if e := show(s, settings, asJSON); e != nil {
					return e
				}
			}
			if err != nil {
				return usage(err)
			}
			if withDemo && settings.Production {
				return usage(errors.New("invented people have no place in production: leave out --demo or BUURTDORP_PRODUCTION"))
			}
			if check {
				return nil
			}
			return run(c.Context(), s, settings, withDemo)
		},
	}
	c.Flags().BoolVar(&check, "check", false, "print the settings as they count, secrets masked, and stop")
	c.Flags().BoolVar(&asJSON, "json", false, "with --check: as JSON")
	c.Flags().BoolVar(&withDemo, "demo", false, "fill an empty database with an invented region first")
	return c
}

// show prints the settings as they count, and what looks like one and is none.
func show(s streams, settings app.Settings, asJSON bool) error {
	for _, name := range app.Unknown(os.Environ()) {
		fmt.Fprintf(s.err, "buurtdorp: %s is no setting of this program\n", name)
	}
	if asJSON {
		return printJSON(s.out, settings.Shown())
	}
	return settings.Print(s.out)
}

func run(ctx context.Context, s streams, settings app.Settings, withDemo bool) error {
	log := logger(s.err, settings.LogFormat)
	if withDemo { // the same few invented people sign in again and again
		settings.CodesPerHour = 1000
	}
	l, err := app.Listen(settings.Addr)
	if err != nil {
		return err
	}
	defer l.Close()
	a, err := app.New(ctx, settings, log)
	if err != nil {
		return err
	}
	defer a.Close()
	if withDemo {
		if err := demo.Ensure(ctx, a.DB, demo.Options{Now: clock.Now(), Also: demoApp(a.Auth)}); err != nil {
			return err
		}
	}
	fmt.Fprintf(s.err, "Buurtdorp listens at http://%s and is reached at %s\n", l.Addr(), settings.PublicURL)
	if withDemo {
		if err := howToSignIn(ctx, s.err, a); err != nil {
			return err
		}
	}
	debug.FreeOSMemory() // what the start and the demo needed, a small machine can use
	return a.Serve(ctx, l)
}

// demoApp gives the invented region a third-party app, so that there is somebody for
// every role.
func demoApp(k *auth.Service) func(ctx context.Context, tx *ent.Tx, region uuid.UUID) error {
	return func(ctx context.Context, _ *ent.Tx, region uuid.UUID) error {
		_, _, err := k.CreateClient(ctx, region, "Demo-app", auth.Scopes())
		return err
	}
}

// howToSignIn prints an address per role: the code comes to /dev/mail.
func howToSignIn(ctx context.Context, w io.Writer, a *app.App) error {
	people, err := demo.List(ctx, a.DB.Client)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\nSign in at %s/inloggen; the code comes to %s/dev/mail\n", a.Settings.PublicURL, a.Settings.PublicURL)
	seen := map[string]bool{}
	for _, p := range people {
		as := strings.TrimSpace(p.Role + " " + p.Side)
		if p.Email != "" && !seen[as] {
			seen[as] = true
			fmt.Fprintf(w, "  %-22s %s\n", as, p.Email)
		}
	}
	fmt.Fprintln(w)
	return nil
}

func logger(w io.Writer, format string) *slog.Logger {
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(slog.NewTextHandler(w, nil))
}
