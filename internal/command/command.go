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
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"buurtdorp/internal/store"
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
	if err == nil {
		return 0
	}
	for sentence := range strings.SplitSeq(err.Error(), "\n") { // errors.Join: one sentence a line
		fmt.Fprintln(errw, "buurtdorp:", sentence)
	}
	return codeOf(err)
}

func codeOf(err error) int {
	var coded exit
	switch {
	case errors.As(err, &coded):
		return coded.code
	case errors.Is(err, store.ErrNotFound):
		return 3
	case errors.Is(err, store.ErrInTheWay), errors.Is(err, syscall.EADDRINUSE):
		return 4
	}
	return 1
}

// New makes the command tree.
func New(version string, in io.Reader, out, errw io.Writer) *cobra.Command {
	s := streams{in, out, errw}
	root := group(&cobra.Command{
		Use:   "buurtdorp",
		Short: "Families who help each other raise children, and the places where parents meet",
		Example: "  buurtdorp serve --demo    try it, with an invented region\n" +
			"  buurtdorp serve           run it, with the settings in the environment",
		Version:       version,
		SilenceUsage:  true,
		SilenceErrors: true,
	})
	root.SetOut(out)
	root.SetErr(errw)
	root.SetIn(in)
	root.SetHelpTemplate(help)
	root.SetUsageTemplate(usageText)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	root.CompletionOptions.DisableDefaultCmd = true // ours has an example first, like all others
	root.AddCommand(serve(s), migrate(s), demoCommand(s), token(s), admin(s), backup(s, version), restore(s), export(s), importTable(s), health(s), completion(s))
	return root
}

// group is a command that only holds others: alone it helps, and a word that is none
// of them is wrong use.
func group(c *cobra.Command) *cobra.Command {
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return c.Help()
		}
		meant := ""
		if like := c.SuggestionsFor(args[0]); len(like) > 0 {
			meant = ", but there is " + strings.Join(like, " and ")
		}
		return usage(fmt.Errorf("there is no %s %s%s; see %s --help", c.CommandPath(), args[0], meant, c.CommandPath()))
	}
	return c
}

// help puts the example first: that is what people look for.
const help = `{{with .Example}}{{.}}

{{end}}{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{if or .Runnable .HasSubCommands}}{{.UsageString}}{{end}}`

const usageText = `Use:{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND{{else}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

{{.CommandPath}} COMMAND --help tells about a command.{{end}}
`

func args(n int) cobra.PositionalArgs { return between(n, n) }

func between(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, given []string) error {
		if len(given) < least || len(given) > most {
			return usage(fmt.Errorf("use it as: %s; see %s --help", c.UseLine(), c.CommandPath()))
		}
		return nil
	}
}
