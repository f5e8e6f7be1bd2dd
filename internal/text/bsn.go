package text

// HoldsBSN tells whether a citizen service number stands in a text: nine digits
// that pass the elfproef, whole or in groups with one kind of separator. We may not
// have it, not even when somebody gives it to us (art. 46 UAVG), so it is refused
// before it is kept. A telephone number with +31 or 0031 before it is left alone.
func HoldsBSN(s string) bool {
	c := []byte(s)
	for i := range c {
		if isDigit(c[i]) && (i == 0 || !isDigit(c[i-1])) && !afterCountry(c[:i]) && bsnAt(c[i:]) {
			return true
		}
	}
	return false
}

// bsnAt tells whether a text begins with a number that is a BSN.
func bsnAt(c []byte) bool {
	sum, n := 0, 0
	var between byte
	for i := 0; i < len(c) && n < 9; i++ {
		if isDigit(c[i]) {
			d := int(c[i] - '0')
			if n++; n == 9 {
				sum -= d
			} else {
				sum += (10 - n) * d
			}
			if n == 9 && i+1 < len(c) && isDigit(c[i+1]) {
				return false // a longer number
			}
			continue
		}
		if !isSeparator(c[i]) || between != 0 && between != c[i] || i+1 == len(c) || !isDigit(c[i+1]) {
			return false
		}
		between = c[i]
	}
	return n == 9 && sum != 0 && sum%11 == 0
}

// afterCountry: "+31 ", "0031-", "+31(0)": what follows is a telephone number.
func afterCountry(before []byte) bool {
	var digits []byte
	plus := false
	for i := len(before) - 1; i >= 0 && len(digits) < 5; i-- {
		switch c := before[i]; {
		case isDigit(c):
			digits = append([]byte{c}, digits...)
		case c == '+':
			plus = true
		case isSeparator(c), c == '(', c == ')':
			continue
		default:
			i = 0
		}
		if plus {
			break
		}
	}
	d := string(digits)
	return plus && (d == "31" || d == "310") || !plus && (d == "0031" || d == "00310")
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isSeparator(c byte) bool { return c == ' ' || c == '.' || c == '-' || c == '/' }
