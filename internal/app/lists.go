package app

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/listlog"
	"buurtdorp/ent/region"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
	"buurtdorp/internal/clock"
	"buurtdorp/internal/exchange"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/sheet"
	"buurtdorp/internal/store"
	"buurtdorp/internal/viewer"
)

// Lists come in and go out beside GraphQL, because they are files (ADR 12). Only a
// matcher gets an answer, about her own region; to everybody else there is nothing here.

const (
	// listBytes is how large a file of the desk may be.
	listBytes = 8 << 20
	// listTime is how long a slow line may take to bring it, and we to read it.
	listTime = 3 * time.Minute
	// listsAtOnce is how many are read at a time: each may take some memory.
	listsAtOnce = 2
)

func (a *App) mountLists(mux *http.ServeMux) {
	turns := make(chan struct{}, listsAtOnce)
	mux.Handle("GET /lijsten", a.list(a.listsTaken))
	mux.Handle("GET /lijsten/{kind}", a.list(a.listOut))
	mux.Handle("POST /lijsten/{kind}", a.list(func(w http.ResponseWriter, r *http.Request, v *viewer.Viewer) {
		select {
		case turns <- struct{}{}:
			defer func() { <-turns }()
			a.listIn(w, r, v)
		default:
			w.Header().Set("Retry-After", "5")
			problem(w, http.StatusTooManyRequests, fault.New(fault.RateLimited, ""))
		}
	}))
}

// list lets in a matcher, from a page of our own or from no page at all.
func (a *App) list(next func(w http.ResponseWriter, r *http.Request, v *viewer.Viewer)) http.Handler {
	return a.Auth.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := viewer.FromContext(r.Context())
		if foreignPage(r) {
			problem(w, http.StatusForbidden, fault.New(fault.NotFound, ""))
			return
		}
		kind := r.PathValue("kind")
		if v.UserID == uuid.Nil || !v.Pairs(v.RegionID) || kind != "" && !slices.Contains(exchange.Kinds(), kind) {
			nothing(w, r)
			return
		}
		next(w, r, v)
	}))
}

// foreignPage tells whether a browser says that somebody else's page asks.
func foreignPage(r *http.Request) bool {
	origin, site := r.Header.Get("Origin"), r.Header.Get("Sec-Fetch-Site")
	if site == "same-origin" || origin == "" && (site == "" || site == "none") {
		return false
	}
	u, err := url.Parse(origin)
	return site != "" || err != nil || u.Host == "" || !strings.EqualFold(u.Host, r.Host)
}

// formats are how a list goes out.
var formats = map[string]struct {
	media string
	write func(sheet.Table, io.Writer) error
}{
	"xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.Table.WriteXLSX},
	"csv":  {"text/csv; charset=utf-8", sheet.Table.WriteCSV},
}

// listOut gives a list of the region, and keeps who took it before the first byte goes.
func (a *App) listOut(w http.ResponseWriter, r *http.Request, v *viewer.Viewer) {
	as := r.URL.Query().Get("as")
	format, ok := formats[as]
	if !ok {
		problem(w, http.StatusBadRequest, fault.New(fault.Invalid, "keuze.vreemd").At("as"))
		return
	}
	kind := r.PathValue("kind")
	t, err := exchange.Export(r.Context(), a.DB, kind, v.RegionID)
	if err == nil {
		err = a.DB.WithTx(rule.System(r.Context()), func(ctx context.Context, _ *ent.Tx) error {
			return logList(ctx, v, kind, true, as, len(t.Rows))
		})
	}
	if err != nil {
		a.listBroke(w, err)
		return
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(listTime)) // without it, a minute
	h := w.Header()
	h.Set("Content-Type", format.media)
	h.Set("Content-Disposition", `attachment; filename="`+kind+"-"+sheet.Day(clock.Now())+"."+as+`"`)
	_ = format.write(*t, w) // nobody is left to tell when the client has gone
}

func logList(ctx context.Context, v *viewer.Viewer, kind string, outward bool, format string, rows int) error {
	return ent.FromContext(ctx).ListLog.Create().SetID(gid.New(gid.ListLog)).SetRegionID(v.RegionID).SetUserID(v.UserID).
		SetKind(kind).SetOutward(outward).SetFormat(format).SetRows(rows).Exec(rule.System(ctx))
}

// taken is a line of the log as matchers read it.
type taken struct {
	At      time.Time `json:"at"`
	By      string    `json:"by"`
	Kind    string    `json:"kind"`
	Outward bool      `json:"outward"`
	Format  string    `json:"format"`
	Rows    int       `json:"rows"`
}

// listsTaken tells who took or brought lists, newest first, and which columns they have.
func (a *App) listsTaken(w http.ResponseWriter, r *http.Request, v *viewer.Viewer) {
	sys := rule.System(r.Context())
	lines, err := a.DB.Client.ListLog.Query().Where(listlog.RegionID(v.RegionID)).Order(ent.Desc(listlog.FieldID)).Limit(20).All(sys)
	if err != nil {
		a.listBroke(w, err)
		return
	}
	ids := make([]uuid.UUID, len(lines))
	for i, l := range lines {
		ids[i] = l.UserID
	}
	people, err := a.DB.Client.User.Query().Where(user.IDIn(ids...)).All(sys)
	if err != nil {
		a.listBroke(w, err)
		return
	}
	names := map[uuid.UUID]string{}
	for _, p := range people {
		names[p.ID] = p.FirstName
	}
	out := make([]taken, len(lines))
	for i, l := range lines {
		out[i] = taken{l.CreatedAt, names[l.UserID], l.Kind, l.Outward, l.Format, l.Rows}
	}
	answerJSON(w, map[string]any{"taken": out})
}

// regionOf is the viewer's region.
func (a *App) regionOf(ctx context.Context, v *viewer.Viewer) (*ent.Region, error) {
	return a.DB.Client.Region.Query().Where(region.ID(v.RegionID)).Only(rule.System(ctx))
}

func (a *App) listBroke(w http.ResponseWriter, err error) {
	status, f := listFault(err)
	if status == http.StatusInternalServerError {
		a.log.Error("lists", "error", err)
	}
	problem(w, status, f)
}

// listFault is what an error of ours is to a person.
func listFault(err error) (int, *fault.Error) {
	switch all := fault.All(err); {
	case len(all) > 0:
		return http.StatusUnprocessableEntity, all[0]
	case store.IsRetryable(err), store.IsTimeout(err), store.IsAway(err), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return http.StatusServiceUnavailable, fault.New(fault.Retryable, "")
	}
	return http.StatusInternalServerError, fault.New(fault.Internal, "")
}

// mediaTypes are what a list may be called; none of them can be sent by a form.
var mediaTypes = []string{"application/octet-stream", "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

func isList(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && slices.Contains(mediaTypes, kind)
}

func answerJSON(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(body) // nobody is left to tell when the client has gone
}
