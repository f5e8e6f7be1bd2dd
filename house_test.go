package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Rooms that anybody may use: they know nothing of ours but each other, downwards.
var leaves = []string{"internal/clock", "internal/dutch", "internal/fault", "internal/gid", "internal/policy", "internal/rhythm", "internal/taal", "internal/term", "internal/text", "internal/viewer", "internal/workday"}

// may says which of our rooms a room imports, beside leaves. A room that is not here
// imports none; a new line is a decision.
var may = map[string][]string{
	".":                   {"internal/command"},
	"internal/command":    {"ent", "ent/rule", "internal/app", "internal/auth", "internal/demo", "internal/exchange", "internal/geo", "internal/region", "internal/sheet", "internal/store", "internal/team"},
	"internal/app":        {"ent", "ent/rule", "graph", "graph/loader", "graph/scalar", "graph/wire", "internal/auth", "internal/calendar", "internal/device", "internal/exchange", "internal/family", "internal/inzage", "internal/koppeling", "internal/meetup", "internal/notify", "internal/page", "internal/picture", "internal/region", "internal/report", "internal/route", "internal/sheet", "internal/store", "internal/suggest", "internal/sync", "internal/team", "internal/tiles", "internal/zorg", "pwa", "pwa/graphiql"},
	"graph":               {"ent", "ent/rule", "graph/generated", "graph/loader", "graph/model", "graph/scalar", "internal/device", "internal/family", "internal/geo", "internal/inzage", "internal/koppeling", "internal/matching", "internal/meetup", "internal/region", "internal/report", "internal/store", "internal/suggest", "internal/sync", "internal/team", "internal/weging", "internal/zorg"},
	"graph/generated":     {"ent", "graph/model", "graph/scalar", "internal/device", "internal/region", "internal/suggest", "internal/sync"},
	"graph/model":         {"ent", "internal/device", "internal/region", "internal/sync"},
	"graph/wire":          {"graph/guard"},
	"internal/calendar":   {"ent"},
	"internal/auth":       {"ent", "ent/rule", "internal/store"},
	"internal/device":     {"ent", "ent/rule"},
	"internal/notify":     {"ent", "ent/rule", "internal/store"},
	"internal/sync":       {"ent", "ent/rule", "internal/geo", "internal/store"},
	"internal/family":     {"ent", "ent/rule", "internal/geo", "internal/store"},
	"internal/koppeling":  {"ent", "ent/rule", "internal/matching", "internal/store"},
	"internal/inzage":     {"ent", "ent/rule", "internal/store"},
	"internal/region":     {"ent", "ent/rule", "internal/store"},
	"internal/report":     {"ent", "ent/rule"},
	"internal/tiles":      {},
	"internal/team":       {"ent", "ent/rule", "internal/store"},
	"internal/meetup":     {"ent", "ent/rule", "internal/geo", "internal/store"},
	"internal/zorg":       {"ent", "ent/rule"},
	"internal/route":      {"internal/geo"},
	"internal/suggest":    {"ent", "ent/rule", "internal/assign", "internal/family", "internal/geo", "internal/koppeling", "internal/matching", "internal/weging"},
	"internal/weging":     {"ent", "ent/rule", "internal/matching"},
	"internal/page":       {"ent"},
	"internal/picture":    {},
	"internal/sheet":      {},
	"internal/exchange":   {"ent", "ent/rule", "internal/family", "internal/geo", "internal/meetup", "internal/sheet", "internal/store"},
	"internal/demo":       {"ent", "ent/rule", "internal/family", "internal/geo", "internal/store"},
	"internal/store":      {"ent", "ent/rule"},
	"ent/rule":            {"ent"},
	"ent/schema":          {},
	"internal/storetest":  {"ent", "ent/rule", "internal/store"},
	"internal/store/plan": {"ent", "internal/store"},
	"graph/guard":         {},
	"graph/scalar":        {},
	"graph/loader":        {},
	"internal/store/cmd":  {"internal/store", "internal/store/plan"},
}

// TestImportsGoDown reads every hand-written file that is not a test: server, graph,
// domain, ent, and never up or sideways. Siblings meet in their caller.
func TestImportsGoDown(t *testing.T) {
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && file != ".") {
			return fs.SkipDir
		}
		room := roomOf(filepath.ToSlash(filepath.Dir(file)))
		if d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") || room == "ent" {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			used, ours := strings.CutPrefix(name, "buurtdorp/")
			if !ours {
				continue
			}
			used = roomOf(used)
			if used == room || slices.Contains(leaves, used) && !slices.Contains(leaves, room) || used == "ent/harden" {
				continue
			}
			if slices.Contains(leaves, room) && slices.Contains(leaves, used) {
				continue
			}
			if used == "internal/term" || used == "internal/text" && room == "internal/geo" {
				continue
			}
			if !slices.Contains(may[room], used) {
				t.Errorf("%s imports %s: not in the table of the house", file, used)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// roomOf is the room a package belongs to: ent's generated packages are one, and what
// lies below a room belongs to it unless the table names it apart.
func roomOf(pkg string) string {
	switch {
	case pkg == "ent/schema", pkg == "ent/rule", pkg == "ent/harden":
		return pkg
	case pkg == "ent", strings.HasPrefix(pkg, "ent/"):
		return "ent"
	}
	for p := pkg; p != "." && p != "/"; p = path.Dir(p) {
		if _, named := may[p]; named || slices.Contains(leaves, p) {
			return p
		}
	}
	return pkg
}
