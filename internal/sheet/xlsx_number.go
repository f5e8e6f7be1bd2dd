package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// shown is what people see of a number in a cell: a day when it is shown as one, the
// noughts in front when it is shown with them, and else the number itself.
func (r *xlsxReader) shown(cell string) string {
	if cell == "" {
		return ""
	}
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return cell
	}
	code := r.formats[r.form]
	switch {
	case isDay(r.form, code):
		return r.dayOf(n)
	case code != "" && isDigits(code) && n >= 0 && n == math.Trunc(n) && n < 1e15:
		return filled(code, strconv.FormatFloat(n, 'f', 0, 64))
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// dayOf writes the number of days since the beginning of 1900, or of 1904, which is how
// a spreadsheet keeps days. It thinks that 1900 had a 29th of February.
func (r *xlsxReader) dayOf(n float64) string {
	zero := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if r.from1904 {
		zero = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if n < 0 || n > 2_958_465 { // the end of 9999
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	days := math.Floor(n)
	t := zero.AddDate(0, 0, int(days)).Add(time.Duration(math.Round((n-days)*24*60)) * time.Minute)
	switch {
	case days == 0 && !r.from1904:
		return t.Format("15:04")
	case t.Hour() == 0 && t.Minute() == 0:
		return t.Format(dayLayout)
	}
	return t.Format(timeLayout)
}

// isDay tells whether a format shows a day or a time: one of those that every
// spreadsheet has, or one with a d, m, y, h or s that is not in quotes.
func isDay(id int, code string) bool {
	if code == "" {
		return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
	}
	first, _, _ := strings.Cut(plainCode(code), ";")
	return strings.ContainsAny(strings.ToLower(strings.ReplaceAll(strings.ToLower(first), "general", "")), "dmyhsj")
}

// isDigits tells whether a format is one of digits with signs between them, such as
// 0000000000 or 00-00000000.
func isDigits(code string) bool {
	first, _, _ := strings.Cut(code, ";")
	bare := strings.NewReplacer(`\`, "", `"`, "").Replace(first)
	return strings.Contains(bare, "00") && strings.Trim(bare, "0# -()/+") == ""
}

// filled puts the digits of a number in the places of a format, from the right.
func filled(code, digits string) string {
	first, _, _ := strings.Cut(code, ";")
	var out []byte
	bare, at := strings.NewReplacer(`\`, "", `"`, "").Replace(first), len(digits)
	for i := len(bare) - 1; i >= 0; i-- {
		switch c := bare[i]; {
		case (c == '0' || c == '#') && at > 0:
			at--
			out = append(out, digits[at])
		case c == '0':
			out = append(out, '0')
		case c != '#':
			out = append(out, c)
		}
	}
	for l, r := 0, len(out)-1; l < r; l, r = l+1, r-1 {
		out[l], out[r] = out[r], out[l]
	}
	return digits[:at] + string(out)
}

// plainCode takes out of a format what is shown as it stands: quotes, colours, a sign
// after a backslash.
func plainCode(code string) string {
	var b strings.Builder
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case quoted:
			quoted = c != '"'
		case bracket:
			bracket = c != ']'
		case c == '"':
			quoted = true
		case c == '[' && i+1 < len(code) && !strings.ContainsRune("hms", rune(code[i+1]|0x20)): // [h] counts hours
			bracket = true
		case c == '\\', c == '_', c == '*':
			i++
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
