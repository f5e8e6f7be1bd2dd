package guard

// CheckInput bounds a JSON text (the variables) by depth and number of values
// before it is decoded. The text must be valid JSON. One pass, no memory.
func (g *Guard) CheckInput(raw []byte) error {
	depth, values := 0, 0
	inString := false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case inString:
			if c == '\\' {
				i++
			} else if c == '"' {
				inString = false
			}
		case c == '"':
			inString = true
		case c == '{' || c == '[':
			depth++
			values++
			if depth > g.limits.InputDepth+1 { // the object of variables itself is free
				return refuse(InputTooDeep, nil, "The variables go more than %d levels deep.", g.limits.InputDepth)
			}
		case c == '}' || c == ']':
			depth--
		case c == ',':
			values++
		}
	}
	if values > g.limits.InputValues {
		return refuse(InputTooLarge, nil, "The variables hold more than %d values.", g.limits.InputValues)
	}
	return nil
}
