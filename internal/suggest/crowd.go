package suggest

import (
	"context"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/matching"
)

// MaxWaiting is of how many families that wait it is worked out at once what something
// would mean for them: those who wait longest.
const MaxWaiting = 300

// crowd is who waits in a region, and what stands between them and those who are
// available: read in as many statements whether there are two or two thousand of them.
type crowd struct {
	vragen []matching.Vraag
	apart  apart
}

func readCrowd(sys context.Context, c *ent.Client, in uuid.UUID) (*crowd, error) {
	w := askers{region: in, longest: MaxWaiting}
	rows, err := w.read(sys, c)
	if err != nil {
		return nil, err
	}
	x := &crowd{}
	for _, v := range rows {
		x.vragen = append(x.vragen, vraagOf(v))
	}
	x.apart, err = w.apart(sys, c)
	return x, err
}
