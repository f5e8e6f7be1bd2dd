package sheet

import "strings"

// live are the signs that make a spreadsheet calculate what comes after them, also in
// the wide forms of East Asian keyboards.
const live = "=+-@\t\r\n＝＋－＠"

// ends are signs after which some spreadsheet believes that a new cell begins, because
// it takes another separator than ours.
const ends = ";,|\t\r\n"

// Defuse puts a ' before everything that a spreadsheet would calculate: at the
// beginning of a cell, and after a sign that may begin another cell. It shows as text
// then. Revive takes exactly those away again, so that nothing is lost on the way.
func Defuse(cell string) string {
	return rewrite(cell, func(b *strings.Builder, quotes int) {
		b.WriteString(strings.Repeat("'", quotes+1))
	})
}

// Revive undoes Defuse.
func Revive(cell string) string {
	return rewrite(cell, func(b *strings.Builder, quotes int) {
		b.WriteString(strings.Repeat("'", max(0, quotes-1)))
	})
}

// rewrite walks to every place where a formula could begin: there stand so many quotes
// and then a sign that is live. Blanks and double quotes before it do not count.
func rewrite(cell string, found func(b *strings.Builder, quotes int)) string {
	if !strings.ContainsAny(cell, live) {
		return cell
	}
	var b strings.Builder
	begin := true
	for i, runes := 0, []rune(cell); i < len(runes); {
		if begin {
			n := i
			for n < len(runes) && runes[n] == '\'' {
				n++
			}
			if n < len(runes) && strings.ContainsRune(live, runes[n]) {
				found(&b, n-i)
				b.WriteRune(runes[n])
				begin = strings.ContainsRune(ends, runes[n])
				i = n + 1
				continue
			}
		}
		c := runes[i]
		begin = strings.ContainsRune(ends, c) || begin && (c == ' ' || c == '\u00a0' || c == '"')
		b.WriteRune(c)
		i++
	}
	return b.String()
}
