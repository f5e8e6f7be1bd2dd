package command

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"buurtdorp/internal/app"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/demo"
	"buurtdorp/internal/store"
)

// open reads the settings and opens the migrated database, for commands that do
// not serve.
func open(ctx context.Context) (*store.DB, app.Settings, error) {
	settings, err := app.Read()
	if err != nil {
		return nil, settings, usage(err)
	}
	if _, err := store.Migrate(ctx, settings.DatabaseURL); err != nil {
		return nil, settings, err
	}
	db, err := store.Open(ctx, settings.DatabaseURL)
	return db, settings, err
}

func migrate(s streams) *cobra.Command {
	return &cobra.Command{
		Use:     "migrate",
		Short:   "Brings the database to this version; serve does so too",
		Example: "  DATABASE_URL=postgres://… buurtdorp migrate",
		Args:    args(0),
		RunE: func(c *cobra.Command, _ []string) error {
			settings, err := app.Read()
			if err != nil {
				return usage(err)
			}
			n, err := store.Migrate(c.Context(), settings.DatabaseURL)
			if err == nil {
				fmt.Fprintf(s.err, "%d migrations applied\n", n)
			}
			return err
		},
	}
}

func demoCommand(s streams) *cobra.Command {
	var list bool
	opts := demo.Options{}
	c := &cobra.Command{
		Use:   "demo",
		Short: "Fills an empty database with an invented region",
		Example: "  buurtdorp demo\n  buurtdorp demo --list                 who can sign in, as JSON\n" +
			"  buurtdorp demo --families 100000      any size, for measuring",
		Args: args(0),
		RunE: func(c *cobra.Command, _ []string) error {
			db, settings, err := open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			if list {
				people, err := demo.List(c.Context(), db.Client)
				if err != nil {
					return err
				}
				e := json.NewEncoder(s.out)
				e.SetIndent("", "  ")
				return e.Encode(people)
			}
			if settings.Production {
				return usage(fmt.Errorf("invented people have no place in production"))
			}
			opts.Now = clock.Now()
			k, err := keys(c.Context(), db, settings)
			if err != nil {
				return err
			}
			opts.Also = demoApp(k)
			if opts.Families > 0 {
				opts.Progress = func(done, of int) { fmt.Fprintf(s.err, "\r%d of %d", done, of) }
			}
			sum, err := demo.Fill(c.Context(), db, opts)
			if err != nil {
				return inTheWay(err)
			}
			fmt.Fprintf(s.err, "%+v\n", sum)
			return nil
		},
	}
	c.Flags().BoolVar(&list, "list", false, "list who can sign in, as JSON")
	c.Flags().IntVar(&opts.Families, "families", 0, "make this many families in place of the standard region")
	c.Flags().Int64Var(&opts.Seed, "seed", 0, "the same seed makes the same region")
	return c
}
