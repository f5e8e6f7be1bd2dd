// Package command is what an operator types: one file a command, each with an
// example first. Data goes to standard output, talk to standard error; exit codes
// are 0 done, 1 went wrong, 2 wrong use, 3 not found, 4 in the way of what is there.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// exit is an error with an exit code of its own.
type exit struct {
	code int
	err  error
}

func (e exit) Error() string { return e.err.Error() }
func (e exit) Unwrap() error { return e.err }

func usage(err error) error    { return exit{2, err} }
func notFound(err error) error { return exit{3, err} }
func inTheWay(err error) error { return exit{4, err} }

// io are the streams of a run.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Run does what args say and gives the exit code.
func Run(version string, args []string, in io.Reader, out, errw io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	root := New(version, in, out, errw)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var coded exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &coded):
		fmt.Fprintln(errw, "buurtdorp:", err)
		return coded.code
	}
	fmt.Fprintln(errw, "buurtdorp:", err)
	return 1
}

// New makes the command tree.
func New(version string, in io.Reader, out, errw io.Writer) *cobra.Command {
	s := streams{in, out, errw}
	root := &cobra.Command{
		Use:   "buurtdorp",
		Short: "Families who help each other raise children, and the places where parents meet",
		Example: "  buurtdorp serve --demo    try it, with an invented region\n" +
			"  buurtdorp serve           run it, with the settings in the environment",
		Version:       version,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetOut(out)
	root.SetErr(errw)
	root.SetIn(in)
	root.SetHelpTemplate(help)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	root.AddCommand(serve(s), migrate(s), demoCommand(s), token(s), admin(s), health(s))
	return root
}

// help puts the example first: that is what people look for.
const help = `{{with .Example}}{{.}}

{{end}}{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{if or .Runnable .HasSubCommands}}{{.UsageString}}{{end}}`

func args(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, given []string) error {
		if len(given) != n {
			return usage(fmt.Errorf("%s takes %d arguments; see %s --help", c.Name(), n, c.CommandPath()))
		}
		return nil
	}
}
