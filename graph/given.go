package graph

// orNone is what was given, or the zero of it.
func orNone[T any](v *T) (none T) { return or(v, none) }

// or is what was given, or else this.
func or[T any](v *T, otherwise T) T {
	if v == nil {
		return otherwise
	}
	return *v
}
