// Command gosum reads `go test -json` and writes what a person wants to see: a line
// for each package, all that a failed test said, and a total that is honest about
// what ran on which database. Its argument is a file to add the total to.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

type event struct {
	Action, Package, ImportPath, Test, Output string
	Elapsed                                   float64
}

type total struct {
	passed, failed, skipped, sqlite, postgres int
	broken                                    int // packages
}

func main() {
	t, err := read(bufio.NewReader(os.Stdin))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(t)
	if len(os.Args) > 1 {
		if err := add(os.Args[1], t.String()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if t.failed > 0 || t.broken > 0 || t.passed == 0 {
		os.Exit(1)
	}
}

func (t total) String() string {
	s := fmt.Sprintf("%d Go tests (%d on sqlite, %d on postgres)", t.passed, t.sqlite, t.postgres)
	if t.skipped > 0 {
		s += fmt.Sprintf(", %d skipped", t.skipped)
	}
	if t.failed+t.broken > 0 {
		s += fmt.Sprintf(", %d failed, %d packages broken", t.failed, t.broken)
	}
	return s
}

// read counts leaves only: a test with subtests is the sum of those.
func read(in *bufio.Reader) (t total, err error) {
	said := map[string]*strings.Builder{} // by package and test
	parents := map[string]bool{}
	hadFailure := map[string]bool{}
	for {
		line, readErr := in.ReadBytes('\n')
		if len(line) == 0 {
			return t, nil
		}
		var e event
		if json.Unmarshal(line, &e) != nil {
			os.Stdout.Write(line) // not an event: something go itself has to say
			continue
		}
		key := e.Package + " " + e.Test
		switch e.Action {
		case "run":
			for i, r := range e.Test {
				if r == '/' {
					parents[e.Package+" "+e.Test[:i]] = true
				}
			}
		case "output":
			if said[key] == nil {
				said[key] = &strings.Builder{}
			}
			said[key].WriteString(e.Output)
		case "build-output":
			fmt.Print(e.Output)
		case "pass", "fail", "skip":
			if e.Test == "" {
				t.endPackage(e, said, hadFailure[e.Package])
				break
			}
			if e.Action == "fail" {
				hadFailure[e.Package] = true
				if said[key] != nil {
					fmt.Print(said[key].String())
				}
			}
			if !parents[key] {
				t.count(e)
			}
			delete(said, key)
		}
		if readErr != nil {
			return t, nil
		}
	}
}

func (t *total) count(e event) {
	switch e.Action {
	case "pass":
		t.passed++
		for part := range strings.SplitSeq(e.Test, "/") {
			switch part {
			case "sqlite":
				t.sqlite++
			case "postgres":
				t.postgres++
			}
		}
	case "fail":
		t.failed++
	case "skip":
		t.skipped++
	}
}

// endPackage prints the line of a package. One that failed without a failed test
// does not compile, panicked or took too long: then also all that was not yet said.
func (t *total) endPackage(e event, said map[string]*strings.Builder, hadFailure bool) {
	if e.Action == "pass" {
		fmt.Printf("ok    %s  %.1fs\n", e.Package, e.Elapsed)
		return
	}
	if e.Action == "skip" {
		return // no tests in it
	}
	for key, text := range said {
		if own := e.Package + " "; strings.HasPrefix(key, own) && (key != own || !hadFailure) {
			fmt.Print(text.String())
		}
	}
	if !hadFailure {
		t.broken++
	}
	fmt.Printf("FAIL  %s  %.1fs\n", e.Package, e.Elapsed)
}

func add(file, line string) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(f, line); err != nil {
		return err
	}
	return f.Close()
}
