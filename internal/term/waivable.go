package term

import "io"

// Waivable is who may set a hard constraint aside, with a written reason.
type Waivable string

const (
	WaivableNever   Waivable = "NEVER"
	WaivableMatcher Waivable = "MATCHER"
	WaivableParent  Waivable = "PARENT"
)

// Values lists every Waivable, in the order people meet them.
func (Waivable) Values() []string {
	return []string{"NEVER", "MATCHER", "PARENT"}
}

func (v Waivable) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Waivable) UnmarshalGQL(in any) error { return read(in, v) }
