package app

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/google/uuid"

	"buurtdorp/graph"
	"buurtdorp/graph/scalar"
	"buurtdorp/graph/wire"
	"buurtdorp/internal/auth"
	"buurtdorp/internal/device"
	"buurtdorp/internal/family"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/inzage"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/meetup"
	"buurtdorp/internal/notify"
	"buurtdorp/internal/region"
	"buurtdorp/internal/report"
	"buurtdorp/internal/route"
	"buurtdorp/internal/store"
	"buurtdorp/internal/suggest"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/team"
	"buurtdorp/internal/zorg"
)

// App is the running program.
type App struct {
	Settings Settings
	DB       *store.DB
	Auth     *auth.Service
	Notify   *notify.Service
	Rooms    *graph.Resolver

	log    *slog.Logger
	roads  *route.Roads
	sealer *scalar.Sealer
	links  *links
	wire   *wire.Handler
	meter  *meter
}

// New opens and migrates the database and makes the rooms. Its errors are for an
// operator: one clear sentence.
func New(ctx context.Context, s Settings, log *slog.Logger) (*App, error) {
	if _, err := store.Migrate(ctx, s.DatabaseURL); err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, s.DatabaseURL)
	if err != nil {
		return nil, err
	}
	a, err := On(ctx, s, db, log)
	if err != nil {
		_ = db.Close()
	}
	return a, err
}

// On makes the rooms on an open database.
func On(ctx context.Context, s Settings, db *store.DB, log *slog.Logger) (*App, error) {
	a := &App{Settings: s, DB: db, log: log, meter: newMeter()}
	return a, a.furnish(ctx)
}

func (a *App) furnish(ctx context.Context) (err error) {
	s := a.Settings
	if a.Notify, err = notify.New(ctx, a.notifyOptions()); err != nil {
		return err
	}
	a.Auth, err = auth.New(ctx, auth.Options{DB: a.DB, PublicURL: s.PublicURL, Mail: a.Notify.QueueCode,
		AccessTTL: s.AccessTTL, ProxyHeader: s.ProxyHeader, ReuseGrace: s.ReuseGrace, Limits: auth.Limits{CodesPerAddress: s.CodesPerHour}, Log: a.log})
	if err != nil {
		return err
	}
	if a.links, err = newLinks(ctx, a.DB); err != nil {
		return err
	}
	secret, err := auth.Secret(ctx, a.DB, "cursors")
	if err != nil {
		return err
	}
	if a.sealer, err = scalar.NewSealer(secret); err != nil {
		return err
	}
	bus := sync.NewBus()
	sync.Watch(a.DB.Client, bus)
	team.Watch(a.DB.Client)
	inzage.Watch(a.DB.Client)
	a.DB.OnChange(func(region uuid.UUID) { bus.Publish(sync.Event{Kind: gid.Region, ID: region}) })
	a.roads = route.New(s.RouteURL)
	fit, families := &suggest.Service{Client: a.DB.Client, Roads: a.roads}, &family.Service{Tell: tellFamily}
	a.Rooms = &graph.Resolver{
		Client: a.DB.Client, Tx: a.DB, Bus: bus, Feed: &sync.Feed{DB: a.DB, Lease: s.MeeLease}, Suggest: fit,
		Devices:       &device.Service{Key: a.Notify.PushKey(), MayPush: a.Notify.MayPush, Lease: s.MeeLease},
		Families:      families,
		Koppelingen:   &koppeling.Service{Fit: fit.Judge, Tell: tellKoppeling, Sides: families},
		Meetups:       &meetup.Service{Tell: tellMeetup},
		Zorgen:        &zorg.Service{Tell: tellZorg},
		Team:          &team.Service{Tell: tellTeam},
		Regions:       &region.Service{Log: a.log},
		Reports:       &report.Service{Client: a.DB.Client, Keep: keepFigures},
		RightsChanged: a.Auth.RightsChanged,
	}
	a.Rooms.Meetups.Watch(a.DB.Client)
	a.wire = wire.New(a.Rooms.Schema(), a.wireOptions())
	return nil
}

// Start runs what goes on beside requests, until ctx ends.
func (a *App) Start(ctx context.Context) error {
	if err := sync.Relay(ctx, a.DB, a.Rooms.Bus, a.log); err != nil {
		return err
	}
	go a.Auth.Run(ctx)
	go a.Notify.Run(ctx)
	go a.every(ctx, time.Minute, "expire proposals", a.expireProposals)
	go a.every(ctx, time.Minute, "offers and reminders", a.passMeetups)
	go a.every(ctx, time.Hour, "forget names of guests", a.forgetNames)
	go a.every(ctx, time.Hour, "make meetups of series", a.makeMeetups)
	go a.every(ctx, 6*time.Hour, "forget old keys", func(ctx context.Context) error { return sync.Sweep(ctx, a.DB) })
	go a.every(ctx, 6*time.Hour, "put old dossiers back", a.putBack)
	go a.every(ctx, 6*time.Hour, "remove old lines of who looked", func(ctx context.Context) error { return inzage.Sweep(ctx, a.DB) })
	go a.every(ctx, time.Hour, "ask how it goes", a.askHowItGoes)
	go a.every(ctx, time.Hour, "forget who asked for it", a.Forget)
	if a.Settings.RouteURL != "" {
		go a.every(ctx, 6*time.Hour, "ask how far the villages lie apart", a.roads.Refresh)
	}
	go a.every(ctx, time.Hour, "end pauses and ask what still holds", a.passTime)
	return nil
}

// keepFigures is how long a figure over many families is good: nobody waits for it twice,
// and nobody sees it move with the family that was just added.
const keepFigures = time.Hour

// Serve listens until ctx ends, and then lets running requests finish.
func (a *App) Serve(ctx context.Context, l net.Listener) error {
	// Background work outlives ctx by the time requests get to finish.
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	if err := a.Start(work); err != nil {
		return err
	}
	srv := &http.Server{
		Handler:           a.Handler(),
		ReadHeaderTimeout: 3 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      time.Minute, // who does not read its answer; streams set their own with every event
		IdleTimeout:       90 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(a.log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	a.log.Info("stopping: running requests finish first")
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), a.Settings.DrainTimeout)
	defer cancel()
	err := errors.Join(a.wire.Drain(drain), srv.Shutdown(drain))
	if errors.Is(err, context.DeadlineExceeded) {
		_ = srv.Close()
		return errors.New("some requests did not finish in time and were cut off")
	}
	return err
}

// Close closes the database.
func (a *App) Close() error { return a.DB.Close() }

func (a *App) every(ctx context.Context, d time.Duration, what string, do func(context.Context) error) {
	for {
		if err := do(ctx); err != nil && ctx.Err() == nil {
			a.log.Error("timer", "what", what, "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(d):
		}
	}
}
