package app

import (
	"crypto/subtle"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// meter counts requests by route and status. No names, no ids.
type meter struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
}

func newMeter() *meter {
	m := &meter{registry: prometheus.NewRegistry(), requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "buurtdorp_http_request_seconds", Help: "How long requests took, by route and status.",
		Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5},
	}, []string{"route", "status"})}
	m.registry.MustRegister(m.requests, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// count times what next answers and tells seen.
func (m *meter) count(next *http.ServeMux, seen func(r *http.Request, status int, took time.Duration)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		rec := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(rec, r)
		took := time.Since(begin)
		_, route := next.Handler(r)
		m.requests.WithLabelValues(route, strconv.Itoa(rec.status)).Observe(took.Seconds())
		seen(r, rec.status, took)
	})
}

// recorder remembers the status. Unwrap lets http.ResponseController through, for
// streams.
type recorder struct {
	http.ResponseWriter
	status int
	wrote  bool
}

func (r *recorder) WriteHeader(status int) {
	if !r.wrote {
		r.status, r.wrote = status, true
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	r.wrote = true
	return r.ResponseWriter.Write(b)
}

func (r *recorder) Flush() {
	if f, ok := r.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

// Unwrap gives the writer underneath.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// metricsHandler serves Prometheus: with the token; without one to this machine only,
// and in production to nobody, because what a proxy on this machine hands over looks
// as if it came from here.
func (a *App) metricsHandler() http.Handler {
	serve := promhttp.HandlerFor(a.meter.registry, promhttp.HandlerOpts{})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !a.mayMeasure(r) {
			http.NotFound(w, r)
			return
		}
		serve.ServeHTTP(w, r)
	})
}

func (a *App) mayMeasure(r *http.Request) bool {
	if t := a.Settings.MetricsToken; t != "" {
		return subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte("Bearer "+t)) == 1
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && !a.Settings.Production && a.Settings.ProxyHeader == "" && net.ParseIP(host).IsLoopback() &&
		r.Header.Get("X-Forwarded-For") == "" && r.Header.Get("Forwarded") == ""
}
