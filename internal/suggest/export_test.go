package suggest

// Keeping makes the list begin with so many steungezinnen of each vraaggezin.
func Keeping(n int) (undo func()) {
	was := keep
	keep = n
	return func() { keep = was }
}

// DrawLayer lets a test choose who lives where.
var DrawLayer = drawLayer
