package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"buurtdorp/internal/app"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/store"
)

func backup(s streams, version string) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "backup [FILE]",
		Short: "Writes all of the database to one file, while others go on working",
		Long: "Writes all of the database to one file, while others go on working. The file says nothing of\n" +
			"the kind of database: it can be restored in SQLite and in PostgreSQL. It holds everything,\n" +
			"keys too: nobody else may read it. Without FILE it gets the time as its name; - is standard output.",
		Example: "  buurtdorp backup\n  buurtdorp backup /var/backups/buurtdorp/today.backup\n  buurtdorp backup - | age -r … > today.backup.age",
		Args:    between(0, 1),
		RunE: func(c *cobra.Command, args []string) error {
			settings, err := app.Read()
			if err != nil {
				return usage(err)
			}
			name := "buurtdorp-" + clock.Now().Format("20060102T150405Z") + ".backup"
			if len(args) == 1 {
				name = args[0]
			}
			began := time.Now()
			var done *store.Dumped
			dump := func(w io.Writer) (err error) {
				done, err = store.Dump(c.Context(), settings.DatabaseURL, version, w)
				return err
			}
			if name == "-" {
				err = dump(s.out)
			} else {
				err = writeNew(name, dump)
			}
			if err != nil {
				return err
			}
			fmt.Fprintf(s.err, "%d rows of %d tables in %s\n", done.Rows, done.Tables, took(began))
			switch {
			case name == "-":
				return nil
			case asJSON:
				return printJSON(s.out, struct {
					File string `json:"file"`
					*store.Dumped
				}{name, done})
			}
			fmt.Fprintln(s.out, name)
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "say what is in it, as JSON")
	return c
}

func restore(s streams) *cobra.Command {
	var check, asJSON bool
	c := &cobra.Command{
		Use:   "restore FILE",
		Short: "Puts a backup in an empty database, and reads it back to compare",
		Example: "  buurtdorp restore today.backup\n" +
			"  buurtdorp restore --check today.backup                          is the file whole? needs no database\n" +
			"  DATABASE_URL=postgres://… buurtdorp restore from-sqlite.backup  moves to another kind of database",
		Args: args(1),
		RunE: func(c *cobra.Command, args []string) error {
			in, err := input(s, args[0])
			if err != nil {
				return err
			}
			defer in.Close()
			began := time.Now()
			read, what := restoreInto, "restored, counts and hashes are equal:"
			if check {
				read, what = checkOnly, "the file is whole:"
			}
			done, err := read(c.Context(), in)
			if err != nil {
				return err
			}
			fmt.Fprintf(s.err, "%s %d rows of %d tables of %s, in %s\n", what, done.Rows, done.Tables, done.Made.Format(time.RFC3339), took(began))
			if asJSON {
				return printJSON(s.out, done)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&check, "check", false, "only read the file and hold it against its hashes")
	c.Flags().BoolVar(&asJSON, "json", false, "say what is in it, as JSON")
	return c
}

func restoreInto(ctx context.Context, in io.Reader) (*store.Dumped, error) {
	settings, err := app.Read()
	if err != nil {
		return nil, usage(err)
	}
	return store.Restore(ctx, settings.DatabaseURL, in)
}

func checkOnly(_ context.Context, in io.Reader) (*store.Dumped, error) { return store.CheckDump(in) }

func took(began time.Time) time.Duration { return time.Since(began).Round(time.Millisecond) }

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// input opens a file to read; - is standard input.
func input(s streams, name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(s.in), nil
	}
	f, err := os.Open(name) //nolint:gosec // the operator names the file
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, notFound(fmt.Errorf("there is no file %s", name))
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", name, reason(err))
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		_ = f.Close()
		return nil, usage(fmt.Errorf("%s is a folder", name))
	}
	return f, nil
}

// writeNew writes a file that only its owner may read. The name is there when all of
// it is, on disk; a file that is there already stays as it is.
func writeNew(name string, write func(io.Writer) error) (err error) {
	if _, err := os.Lstat(name); err == nil {
		return inTheWay(fmt.Errorf("%s is there already; give another name", name))
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*") // 0600
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, reason(err))
	}
	defer func() { err = errors.Join(err, ignoreGone(os.Remove(f.Name()))) }()
	if err := errors.Join(write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	err = os.Link(f.Name(), name) // refuses to overwrite, whoever was first
	if errors.Is(err, fs.ErrExist) {
		return inTheWay(fmt.Errorf("%s is there already; give another name", name))
	}
	if err != nil { // a disk without links
		err = os.Rename(f.Name(), name)
	}
	return err
}

func ignoreGone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// reason strips the path from a file error, so that the sentence names it once.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
