package term

import (
	"io"
	"time"
)

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

// Ontheffing is a hard constraint that was set aside: by whom, and in which words.
type Ontheffing struct {
	Key   string   `json:"key"` // H1 to H12
	Door  Waivable `json:"door"`
	Reden string   `json:"reden"`
	// GesprokenOp is when the parent said so to the matcher, when a parent set it aside.
	GesprokenOp *time.Time `json:"gesproken_op,omitempty"`
}
