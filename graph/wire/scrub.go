package wire

import "regexp"

var (
	email  = regexp.MustCompile(`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)
	secret = regexp.MustCompile(`\b[A-Za-z0-9_-]{12,}\.[A-Za-z0-9_-]{12,}\.[A-Za-z0-9_-]{8,}\b`)
	digits = regexp.MustCompile(`\+?\d(?:[ -]?\d){4,}`)
	ids    = regexp.MustCompile(`\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b`)
	named  = regexp.MustCompile(`(?:(\b(?:constraint|relation|column|table|index|type|schema|function|field|edge) )"([^"]*)")|"(?:[^"\\]|\\.)*"|'[^']*'`)
	raw    = regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f]`)
)

// scrub takes out of an error text what may be a person's. Drivers cite values
// (invalid input syntax for type uuid: "..."), and a log is read by others and
// kept for long. Names of constraints and tables stay, they help; so do our own
// ids, which say nothing outside the database.
func scrub(text string) string {
	text = named.ReplaceAllStringFunc(text, func(s string) string {
		if named.FindStringSubmatch(s)[1] != "" {
			return s
		}
		return `"…"`
	})
	text = email.ReplaceAllString(text, "…@…")
	text = secret.ReplaceAllString(text, "…")
	text = outside(ids, text, func(s string) string { return digits.ReplaceAllString(s, "#") })
	return cut(raw.ReplaceAllString(text, " "), 2000)
}

// outside changes only what keep does not match.
func outside(keep *regexp.Regexp, text string, change func(string) string) string {
	out, from := "", 0
	for _, at := range keep.FindAllStringIndex(text, -1) {
		out += change(text[from:at[0]]) + text[at[0]:at[1]]
		from = at[1]
	}
	return out + change(text[from:])
}
