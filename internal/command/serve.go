package command

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"

	"buurtdorp/internal/app"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/demo"
)

func serve(s streams) *cobra.Command {
	var check, withDemo bool
	c := &cobra.Command{
		Use:     "serve",
		Short:   "Serves the API and the app",
		Example: "  buurtdorp serve --demo\n  DATABASE_URL=postgres://… BUURTDORP_PUBLIC_URL=https://… buurtdorp serve\n  buurtdorp serve --check",
		Args:    args(0),
		RunE: func(c *cobra.Command, _ []string) error {
			settings, err := app.Read()
			if check {
				if e := settings.Print(s.out); e != nil {
					return e
				}
				return err
			}
			if err != nil {
				return usage(err)
			}
			return run(c.Context(), s, settings, withDemo)
		},
	}
	c.Flags().BoolVar(&check, "check", false, "print the settings as they count, secrets masked, and stop")
	c.Flags().BoolVar(&withDemo, "demo", false, "fill an empty database with an invented region first")
	return c
}

func run(ctx context.Context, s streams, settings app.Settings, withDemo bool) error {
	log := logger(s.err, settings.LogFormat)
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
		if settings.Production {
			return usage(fmt.Errorf("invented people have no place in production: leave out --demo or BUURTDORP_PRODUCTION"))
		}
		if err := demo.Ensure(ctx, a.DB, demo.Options{Now: clock.Now()}); err != nil {
			return err
		}
	}
	fmt.Fprintf(s.err, "Buurtdorp listens at http://%s and is reached at %s\n", l.Addr(), settings.PublicURL)
	if withDemo {
		if err := howToSignIn(ctx, s.err, a); err != nil {
			return err
		}
	}
	return a.Serve(ctx, l)
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
