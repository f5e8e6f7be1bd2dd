package app

import (
	"fmt"
	"io"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"text/tabwriter"
)

// setting is a field of Settings as its tags tell it.
type setting struct{ env, def, help, hulp, secret string }

func fields() []setting {
	var out []setting
	for f := range reflect.TypeFor[Settings]().Fields() {
		out = append(out, setting{f.Tag.Get("env"), f.Tag.Get("envDefault"), f.Tag.Get("help"), f.Tag.Get("hulp"), f.Tag.Get("secret")})
	}
	return out
}

// Shown gives every setting as it counts, secrets masked.
func (s Settings) Shown() map[string]string {
	out := map[string]string{}
	v := reflect.ValueOf(s)
	for i, f := range fields() {
		value := fmt.Sprint(v.Field(i).Interface())
		if list, ok := v.Field(i).Interface().([]string); ok {
			value = strings.Join(list, ",")
		}
		switch {
		case f.secret == "all" && value != "":
			value = masked
		case f.secret == "url":
			value = maskURL(value)
		}
		out[f.env] = value
	}
	return out
}

// Print writes the settings as they count, secrets masked.
func (s Settings) Print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	shown := s.Shown()
	for _, f := range fields() {
		fmt.Fprintf(t, "%s\t%s\t%s\n", f.env, shown[f.env], f.help)
	}
	return t.Flush()
}

const masked = "********"

// maskURL hides every password in an address, wherever it stands.
func maskURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return masked
	}
	if _, has := u.User.Password(); has {
		u.User = url.UserPassword(u.User.Username(), masked)
	}
	q := u.Query()
	for name := range q {
		if strings.Contains(strings.ToLower(name), "password") {
			q.Set(name, masked)
			u.RawQuery = q.Encode()
		}
	}
	s, _ := url.PathUnescape(u.String())
	return s
}

// Unknown lists what is in the environment under our name and means nothing to us: a
// typing mistake, most often.
func Unknown(environ []string) []string {
	var out []string
	for _, e := range environ {
		name, _, _ := strings.Cut(e, "=")
		known := slices.ContainsFunc(fields(), func(f setting) bool {
			return name == f.env || f.secret != "" && name == f.env+"_FILE"
		})
		if strings.HasPrefix(name, "BUURTDORP_") && !strings.HasPrefix(name, "BUURTDORP_TEST_") && !known {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// TableFor writes the settings as a table in Markdown, in English or in Dutch ("nl").
func TableFor(lang string) string {
	head, file := [3]string{"setting", "default", "what it is"}, "; or `%s_FILE` names a file with it"
	if lang == "nl" {
		head, file = [3]string{"instelling", "standaard", "wat het is"}, "; met `%s_FILE` wijs je een bestand aan waar het in staat"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s | %s |\n|---|---|---|\n", head[0], head[1], head[2])
	for _, f := range fields() {
		what, def := f.help, ""
		if lang == "nl" {
			what = f.hulp
		}
		if f.secret != "" {
			what += fmt.Sprintf(file, f.env)
		}
		if f.def != "" {
			def = "`" + f.def + "`"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.env, def, what)
	}
	return b.String()
}
