package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"buurtdorp/internal/app"
)

// update writes the tables of the settings where they belong:
// BUURTDORP_TEST_UPDATE=1 go test ./internal/app -run TestDocs
var update = os.Getenv("BUURTDORP_TEST_UPDATE") == "1"

func read(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// The tables in the README and in docs/beheer.md say what the code says.
func TestDocsHaveTheSettings(t *testing.T) {
	for name, c := range map[string]struct{ mark, lang string }{"README.md": {"settings", "en"}, "docs/beheer.md": {"instellingen", "nl"}} {
		text := read(t, name)
		begin, end := "<!-- "+c.mark+" -->\n", "<!-- /"+c.mark+" -->"
		head, rest, ok := strings.Cut(text, begin)
		was, tail, closed := strings.Cut(rest, end)
		if !ok || !closed {
			t.Errorf("%s has no place for the settings", name)
			continue
		}
		is := app.TableFor(c.lang)
		if was == is {
			continue
		}
		if !update {
			t.Errorf("%s does not have the settings as they are; run: BUURTDORP_TEST_UPDATE=1 go test ./internal/app -run TestDocs", name)
			continue
		}
		if err := os.WriteFile(filepath.Join("..", "..", name), []byte(head+begin+is+end+tail), 0o644); err != nil { //nolint:gosec // a page
			t.Fatal(err)
		}
	}
}

// Whatever names a setting, names one that is there.
func TestDocsNameSettingsThatAre(t *testing.T) {
	known := map[string]bool{}
	for name := range (app.Settings{}).Shown() {
		known[name] = true
	}
	names := regexp.MustCompile(`\b(BUURTDORP_[A-Z_]+[A-Z]|DATABASE_URL(?:_FILE)?)\b`)
	for _, file := range []string{"README.md", "docs/beheer.md", "deploy/Dockerfile", "deploy/compose.yaml", "deploy/systemd/buurtdorp.service",
		"deploy/systemd/buurtdorp-backup.service", "deploy/systemd/env.example"} {
		found := names.FindAllString(read(t, file), -1)
		if len(found) == 0 && file != "deploy/Dockerfile" {
			t.Errorf("%s names no setting", file)
		}
		for _, name := range found {
			if strings.HasPrefix(name, "BUURTDORP_TEST_") {
				continue
			}
			if !known[strings.TrimSuffix(name, "_FILE")] {
				t.Errorf("%s names %s, which is no setting", file, name)
			}
		}
	}
}

// Every setting is explained in both languages.
func TestSettingsAreExplained(t *testing.T) {
	for _, lang := range []string{"en", "nl"} {
		for line := range strings.SplitSeq(strings.TrimSpace(app.TableFor(lang)), "\n") {
			cells := strings.Split(line, "|")
			if len(cells) != 5 || strings.TrimSpace(cells[3]) == "" {
				t.Errorf("%s: %q", lang, line)
			}
		}
	}
}
