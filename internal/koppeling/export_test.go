package koppeling

import (
	"time"

	"buurtdorp/ent"
)

// CourseFor is a course without rows.
func CourseFor(r Ritme, l Loop, said []Gezegd, vogs []time.Time) Course {
	return Course{K: &ent.Koppeling{ProefVan: &l.Van}, Ritme: r, Loop: l, Said: said, Vogs: vogs}
}

// MayWorry selects what may have a warning.
var MayWorry = mayWorry
