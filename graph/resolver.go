// Package graph translates: API words into domain words, and back. What happens
// is decided in the domain rooms, who may is decided in ent/rule.
package graph

import (
	"context"

	"buurtdorp/ent"
	"buurtdorp/internal/device"
	"buurtdorp/internal/family"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/meetup"
	"buurtdorp/internal/region"
	"buurtdorp/internal/report"
	"buurtdorp/internal/suggest"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/team"
	"buurtdorp/internal/zorg"
)

// Resolver holds what resolvers need.
type Resolver struct {
	Client      *ent.Client
	Tx          sync.Transactor
	Bus         *sync.Bus
	Feed        *sync.Feed
	Devices     *device.Service
	Families    *family.Service
	Koppelingen *koppeling.Service
	Meetups     *meetup.Service
	Regions     *region.Service
	Zorgen      *zorg.Service
	Suggest     *suggest.Service
	Team        *team.Service
	Reports     *report.Service
	// RightsChanged tells whether the viewer's roles or family are other than when
	// the request began, or her account has ended.
	RightsChanged func(ctx context.Context) bool
}
