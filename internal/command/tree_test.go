package command_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"buurtdorp/internal/command"
)

// Every command tells what it does, and begins with an example that can be typed.
func TestHelpBeginsWithAnExample(t *testing.T) {
	root := command.New("v1.2.3", strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{})
	root.InitDefaultHelpCmd()
	n := 0
	for c := range walk(root) {
		if c.Name() == "help" || c.Hidden {
			continue
		}
		n++
		path := strings.Fields(c.CommandPath())[1:]
		o := newOperator(t)
		out := o.does(append(path, "--help")...)
		first, _, _ := strings.Cut(out, "\n")
		if !strings.HasPrefix(first, "  ") || !strings.Contains(first, c.CommandPath()) {
			t.Errorf("%s --help does not begin with an example: %q", c.CommandPath(), first)
		}
		if !strings.Contains(out, "\nUse:\n  "+c.CommandPath()) || !strings.Contains(out, c.Short) && !strings.Contains(out, c.Long) {
			t.Errorf("%s --help does not say how to use it:\n%s", c.CommandPath(), out)
		}
		for line := range strings.SplitSeq(c.Example, "\n") {
			if words := example(line); words != nil {
				if _, _, err := root.Find(words); err != nil {
					t.Errorf("%s: the example %q cannot be typed: %v", c.CommandPath(), line, err)
				}
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d commands looked at", n)
	}
	for _, name := range []string{"serve", "migrate", "demo", "import", "export", "token", "admin", "backup", "restore", "health", "completion"} {
		if c, _, err := root.Find([]string{name}); err != nil || c == root {
			t.Errorf("there is no command %s", name)
		}
	}
}

func walk(c *cobra.Command) func(yield func(*cobra.Command) bool) {
	return func(yield func(*cobra.Command) bool) {
		if !yield(c) {
			return
		}
		for _, sub := range c.Commands() {
			for s := range walk(sub) {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// example takes the words of our own program out of a line.
func example(line string) []string {
	words := strings.Fields(line)
	for i, w := range words {
		if w == "buurtdorp" {
			return words[i+1:]
		}
	}
	return nil
}

// Flags are described, and none takes a secret: those come from the environment.
func TestFlags(t *testing.T) {
	root := command.New("v1.2.3", strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{})
	for c := range walk(root) {
		for line := range strings.SplitSeq(c.LocalFlags().FlagUsages(), "\n") {
			words := strings.Fields(line)
			if len(words) == 1 {
				t.Errorf("%s: %s has no description", c.CommandPath(), words[0])
			}
			if strings.Contains(line, "--password") || strings.Contains(line, "--secret") {
				t.Errorf("%s takes a secret in a flag: %s", c.CommandPath(), line)
			}
		}
	}
}

func TestVersion(t *testing.T) {
	if out := newOperator(t).does("--version"); out != "buurtdorp version v1.2.3\n" {
		t.Errorf("said %q", out)
	}
}

func TestCompletion(t *testing.T) {
	o := newOperator(t)
	for shell, holds := range map[string]string{"bash": "complete -o default", "zsh": "#compdef buurtdorp", "fish": "complete -c buurtdorp"} {
		script := o.does("completion", shell)
		if !strings.Contains(script, holds) {
			t.Errorf("%s: not a script for it", shell)
		}
		if path, err := exec.LookPath(shell); err == nil { // the shell itself can read it
			if out, err := exec.Command(path, "-n", o.write("completion."+shell, script)).CombinedOutput(); err != nil {
				t.Errorf("%s: %v %s", shell, err, out)
			}
		}
	}
	if code, _, errs := o.types("completion", "cmd"); code != 2 || !strings.Contains(errs, "bash, zsh or fish") {
		t.Errorf("%d %s", code, errs)
	}
	if out := o.does("__complete", "admin", "pe"); !strings.HasPrefix(out, "person\t") {
		t.Errorf("completes to %q", out)
	}
}

// --check prints what counts, never a secret, and serves nothing.
func TestServeCheck(t *testing.T) {
	o := newOperator(t, "DATABASE_URL=postgres://anna:geheim@db/dorp?sslpassword=geheim&sslmode=require", "BUURTDORP_SMTP_HOST=mail.voorbeeld.example",
		"BUURTDORP_SMTP_FROM=dorp@voorbeeld.example", "BUURTDORP_SMTP_PASSWORD=geheim", "BUURTDORP_METRICS_TOKEN=geheim", "BUURTDORP_ADRR=typo")
	code, out, errs := o.types("serve", "--check")
	if code != 0 || !strings.Contains(errs, "BUURTDORP_ADRR is no setting of this program") {
		t.Errorf("%d %s", code, errs)
	}
	for _, want := range []string{"postgres://anna:********@db/dorp", "mail.voorbeeld.example", "BUURTDORP_METRICS_TOKEN    ********", "10m0s"} {
		if !strings.Contains(out, want) {
			t.Errorf("does not show %q:\n%s", want, out)
		}
	}
	if strings.Contains(out+errs, "geheim") {
		t.Errorf("shows a secret:\n%s%s", out, errs)
	}
	var shown map[string]string
	if err := json.Unmarshal([]byte(o.does("serve", "--check", "--json")), &shown); err != nil || shown["BUURTDORP_SMTP_PASSWORD"] != "********" || shown["BUURTDORP_LOG"] != "text" {
		t.Errorf("as JSON: %v %v", shown, err)
	}
	o = newOperator(t, "BUURTDORP_LOG=xml")
	if code, out, errs := o.types("serve", "--check"); code != 2 || !strings.Contains(out, "xml") || !strings.Contains(errs, "text or json") {
		t.Errorf("with a wrong setting: %d %s %s", code, out, errs)
	}
}

// A secret may come from a file, as containers hand them over.
func TestSecretFromAFile(t *testing.T) {
	o := newOperator(t, "DATABASE_URL=", "DATABASE_URL_FILE=DIR/url", "BUURTDORP_METRICS_TOKEN_FILE=DIR/token")
	o.write("url", "sqlite:"+o.path("other/x.db")+"\n")
	o.write("token", "geheim\n")
	out := o.does("serve", "--check")
	if !strings.Contains(out, "sqlite:"+o.path("other/x.db")) || !strings.Contains(out, "********") || strings.Contains(out, "geheim") {
		t.Errorf("shows\n%s", out)
	}
}
