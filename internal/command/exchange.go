package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"buurtdorp/ent"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/membership"
	"buurtdorp/internal/app"
	"buurtdorp/internal/exchange"
	"buurtdorp/internal/sheet"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
)

func kinds() string { return strings.Join(exchange.Kinds(), "|") }

func export(s streams) *cobra.Command {
	var key, format, file string
	c := &cobra.Command{
		Use:   "export " + kinds(),
		Short: "Writes a table that a spreadsheet opens, or a program",
		Long: "Writes a table that a spreadsheet opens, or a program. In CSV no cell is a formula: what would be\n" +
			"one gets a ' before it, and import takes that away again.",
		Example: "  buurtdorp export vraaggezinnen > vraaggezinnen.csv\n" +
			"  buurtdorp export steungezinnen --format xlsx --out steungezinnen.xlsx\n" +
			"  buurtdorp export meetups --format json --out meetups.json",
		ValidArgs: exchange.Kinds(),
		Args:      args(1),
	}
	c.RunE = with(func(ctx context.Context, db *store.DB, _ app.Settings, args []string) error {
		write, ok := map[string]func(sheet.Table, io.Writer) error{"csv": sheet.Table.WriteCSV, "json": sheet.Table.WriteJSON, "xlsx": sheet.Table.WriteXLSX}[format]
		if !ok {
			return usage(fmt.Errorf("--format is csv, xlsx or json, not %q", format))
		}
		t, err := table(ctx, db, args[0], key)
		if err != nil {
			return err
		}
		if file == "" {
			err = write(*t, s.out)
		} else {
			err = writeNew(file, func(w io.Writer) error { return write(*t, w) })
		}
		if err == nil {
			fmt.Fprintf(s.err, "%d rows of %s\n", len(t.Rows), args[0])
		}
		return err
	})
	c.Flags().StringVar(&format, "format", "csv", "csv, xlsx or json")
	c.Flags().StringVarP(&file, "out", "o", "", "write to this new file, which nobody else may read")
	c.Flags().StringVar(&key, "region", "", "key of the region; not needed when there is one")
	return c
}

func table(ctx context.Context, db *store.DB, kind, key string) (*sheet.Table, error) {
	in, err := regionOf(ctx, db, key)
	if err != nil {
		return nil, err
	}
	t, err := exchange.Export(ctx, db, kind, in.ID)
	if errors.Is(err, exchange.ErrNoKind) {
		return nil, usage(err)
	}
	return t, err
}

func importTable(s streams) *cobra.Command {
	var key, by string
	var dry, asJSON bool
	c := &cobra.Command{
		Use:   "import " + kinds() + " FILE",
		Short: "Takes a table over that somebody kept; all of it, or nothing",
		Long: "Takes a table over that somebody kept, in CSV, XLSX or JSON: all of it, or nothing. The names of the columns are\n" +
			"those of an export; any may be left out. Every row is checked as if the family registered itself, and\n" +
			"nobody gets mail. What is wrong is told by row and column, in Dutch, for whoever keeps the table.",
		Example: "  buurtdorp import vraaggezinnen wachtlijst.csv --dry-run     what would happen?\n" +
			"  buurtdorp import steungezinnen steun.csv --by ria@voorbeeld.example",
		ValidArgs: exchange.Kinds(),
		Args:      args(2),
	}
	c.RunE = with(func(ctx context.Context, db *store.DB, _ app.Settings, args []string) error {
		region, err := regionOf(ctx, db, key)
		if err != nil {
			return err
		}
		opt := exchange.Options{Region: region, DryRun: dry}
		if opt.By, err = matcherOf(ctx, db, region, by); err != nil {
			return err
		}
		in, err := input(s, args[1])
		if err != nil {
			return err
		}
		defer in.Close()
		report, err := exchange.Import(ctx, db, args[0], in, opt)
		switch {
		case errors.Is(err, exchange.ErrNoKind):
			return usage(err)
		case err != nil:
			return err
		case asJSON:
			if err := printJSON(s.out, report); err != nil {
				return err
			}
		}
		return told(s, report, asJSON)
	})
	c.Flags().BoolVar(&dry, "dry-run", false, "do all of it, and keep nothing")
	c.Flags().BoolVar(&asJSON, "json", false, "tell how it went as JSON")
	c.Flags().StringVar(&by, "by", "", "e-mail address of the matcher in whose name it is done")
	c.Flags().StringVar(&key, "region", "", "key of the region; not needed when there is one")
	return c
}

// told says how it went. Problems are an answer, not a failure of ours, but a script
// has to notice.
func told(s streams, r *exchange.Report, quiet bool) error {
	if !quiet {
		for _, p := range r.Problems {
			fmt.Fprintln(s.err, p)
		}
	}
	switch {
	case len(r.Problems) > 0:
		return fmt.Errorf("%d rows read, %d things to look at; nothing was written", r.Rows, len(r.Problems))
	case r.Written:
		fmt.Fprintf(s.err, "%d rows written\n", r.Rows)
	default:
		fmt.Fprintf(s.err, "%d rows are in order; nothing was written\n", r.Rows)
	}
	return nil
}

// matcherOf finds who vouches for what is imported.
func matcherOf(ctx context.Context, db *store.DB, in *ent.Region, email string) (uuid.UUID, error) {
	if email == "" {
		return uuid.Nil, nil
	}
	found, err := db.Client.Credential.Query().Where(credential.Email(strings.ToLower(strings.TrimSpace(email)))).Only(ctx)
	if err == nil {
		_, err = db.Client.Membership.Query().Where(membership.UserID(found.UserID), membership.RegionID(in.ID),
			membership.RoleIn(term.RoleMatcher, term.RoleHeadMatcher)).First(ctx)
	}
	if ent.IsNotFound(err) {
		return uuid.Nil, notFound(errors.New("no matcher of this region signs in with the address of --by"))
	}
	if err != nil {
		return uuid.Nil, err
	}
	return found.UserID, nil
}
