package app

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"buurtdorp/internal/exchange"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/sheet"
	"buurtdorp/internal/sync"
	"buurtdorp/internal/viewer"
)

const (
	// listRows is how many rows the desk brings at once: on SQLite all writers wait for it.
	listRows = 2000
	// listShown is how many rows a person looks at before she chooses columns.
	listShown = 5
	// listProblems is how many findings go over the line; more, nobody reads.
	listProblems = 300
)

// listIn takes a file. `mode` says what for: look at it, try it and keep nothing, or
// keep it. The columns go by place in `columns`, in our words, so that nothing of the
// file stands in an address. What takes a while tells how far it is, a line of JSON each.
func (a *App) listIn(w http.ResponseWriter, r *http.Request, v *viewer.Viewer) {
	if !isList(r) {
		problem(w, http.StatusUnsupportedMediaType, fault.New(fault.Invalid, "").At("Content-Type"))
		return
	}
	line := http.NewResponseController(w)
	_ = line.SetReadDeadline(time.Now().Add(listTime)) // who cannot set it has the short one
	_ = line.SetWriteDeadline(time.Now().Add(2 * listTime))
	if r.ContentLength > listBytes {
		problem(w, http.StatusRequestEntityTooLarge, fault.New(fault.TooLong, ""))
		return
	}
	sum := sha256.New()
	lines, wrong, err := sheet.Open(io.TeeReader(http.MaxBytesReader(w, r.Body, listBytes), sum))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		problem(w, http.StatusRequestEntityTooLarge, fault.New(fault.TooLong, ""))
		return
	case err != nil:
		problem(w, http.StatusBadRequest, fault.New(fault.Retryable, ""))
		return
	case len(wrong) == 0 && len(lines.Rows) > listRows:
		wrong = []sheet.Problem{{Message: "Dit zijn te veel rijen voor één keer. Het mogen er 2000 zijn. Maak er twee bestanden van."}}
	}
	kind, query := r.PathValue("kind"), r.URL.Query()
	switch mode := query.Get("mode"); {
	case len(wrong) > 0:
		answerJSON(w, map[string]any{"report": exchange.Report{Kind: kind, Problems: wrong}})
	case mode == "look":
		a.listLook(w, kind, lines)
	case mode == "try", mode == "keep":
		a.listRun(w, r, v, lines, bringing{Kind: kind, Columns: strings.Split(query.Get("columns"), ","), Sum: sum.Sum(nil)}, mode == "keep")
	default:
		problem(w, http.StatusBadRequest, fault.New(fault.Invalid, "keuze.vreemd").At("mode"))
	}
}

// look is a file before anybody said what its columns mean.
type look struct {
	Columns []string   `json:"columns"` // ours
	Names   []string   `json:"names"`   // theirs
	Guess   []string   `json:"guess"`   // ours for each of theirs, or nothing
	Rows    [][]string `json:"rows"`    // the first few
	Total   int        `json:"total"`
}

func (a *App) listLook(w http.ResponseWriter, kind string, lines *sheet.Lines) {
	ours, err := exchange.Columns(kind)
	if err != nil {
		a.listBroke(w, err)
		return
	}
	out := look{Names: lines.Names, Guess: exchange.Guess(ours, lines.Names), Rows: [][]string{}, Total: len(lines.Rows)}
	for _, c := range ours {
		out.Columns = append(out.Columns, c.Name)
	}
	for _, row := range lines.Rows[:min(listShown, len(lines.Rows))] {
		out.Rows = append(out.Rows, row.Cells)
	}
	answerJSON(w, out)
}

// bringing is what makes one import the same as another.
type bringing struct {
	Kind    string
	Columns []string
	Sum     []byte
}

// errNotKept undoes an import with findings.
var errNotKept = errors.New("not kept")

// listRun tries a list, or keeps it: all of it in one transaction, or nothing. The key of
// the request makes that a lost answer can be asked for again.
func (a *App) listRun(w http.ResponseWriter, r *http.Request, v *viewer.Viewer, lines *sheet.Lines, in bringing, keep bool) {
	ctx, cancel := context.WithTimeout(r.Context(), listTime)
	defer cancel()
	in.Columns = append(in.Columns, make([]string, max(0, len(lines.Names)-len(in.Columns)))...)
	home, err := a.regionOf(ctx, v)
	if err != nil {
		a.listBroke(w, err)
		return
	}
	tell := teller{w: w}
	opt := exchange.Options{Region: home, By: v.UserID, DryRun: !keep, SkipKnown: true, Progress: tell.progress}
	var report *exchange.Report
	if !keep {
		report, err = exchange.ImportLines(ctx, a.DB, in.Kind, lines, in.Columns, opt)
	} else {
		report, err = a.listKeep(ctx, r.Header.Get("Idempotency-Key"), v, lines, in, opt)
	}
	if err != nil {
		status, f := listFault(err)
		if status == http.StatusInternalServerError {
			a.log.Error("lists: bringing in", "error", err)
		}
		tell.fault(status, f)
		return
	}
	more := max(0, len(report.Problems)-listProblems)
	report.Problems = report.Problems[:len(report.Problems)-more]
	tell.say(map[string]any{"report": report, "more": more})
}

func (a *App) listKeep(ctx context.Context, key string, v *viewer.Viewer, lines *sheet.Lines, in bringing, opt exchange.Options) (report *exchange.Report, err error) {
	out, err := sync.Once(ctx, a.DB, sync.Intent{Op: "importList", Key: key, Input: in}, func(ctx context.Context) (map[string]uuid.UUID, error) {
		if report, err = exchange.ImportLines(ctx, a.DB, in.Kind, lines, in.Columns, opt); err != nil {
			return nil, err
		}
		if !report.Written {
			return nil, errNotKept
		}
		return nil, logList(ctx, v, in.Kind, false, "list", report.Rows-report.Known)
	})
	switch {
	case errors.Is(err, errNotKept):
		return report, nil
	case err != nil:
		return nil, err
	case len(out.Refusals) > 0:
		no := out.Refusals[0]
		return nil, &fault.Error{Code: no.Code, Key: no.Key, Path: no.Path}
	case out.Replayed: // it was all there
		return &exchange.Report{Kind: in.Kind, Rows: len(lines.Rows), Written: true, Problems: []sheet.Problem{}}, nil
	}
	return report, nil
}

// teller says how far it is, one line of JSON each, and not more often than a person sees.
type teller struct {
	w     http.ResponseWriter
	last  time.Time
	begun bool
}

func (t *teller) progress(done, of int) {
	if time.Since(t.last) > 150*time.Millisecond {
		t.last = time.Now()
		t.say(map[string]int{"done": done, "of": of})
	}
}

func (t *teller) say(line any) {
	if !t.begun {
		t.w.Header().Set("Content-Type", "application/x-ndjson; charset=utf-8")
		t.w.Header().Set("X-Accel-Buffering", "no") // or a proxy keeps them all to the end
		t.begun = true
	}
	_ = json.NewEncoder(t.w).Encode(line) // nobody is left to tell when the client has gone
	_ = http.NewResponseController(t.w).Flush()
}

// fault ends it with what went wrong: as an answer of its own when nothing was said yet.
func (t *teller) fault(status int, f *fault.Error) {
	if !t.begun {
		problem(t.w, status, f)
		return
	}
	t.say(map[string]any{"problem": map[string]any{"status": status, "code": f.Code, "detail": fault.Sentence("nl", f)}})
}
