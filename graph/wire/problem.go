package wire

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"buurtdorp/graph/guard"
	"buurtdorp/internal/fault"
)

// problem is a request that does not run. Those about HTTP have a status of their
// own; those about the document have none, because it depends on what the client
// accepts. The messages are for those who write clients.
type problem struct {
	status     int // 0: a well-formed request with a document that will not do
	errors     gqlerror.List
	allow      []string
	retryAfter int // seconds
}

func say(status int, code, message string) *problem {
	return &problem{status: status, errors: gqlerror.List{{
		Message: message, Extensions: map[string]any{"code": code}, Err: presented{},
	}}}
}

func badRequest(message string) *problem { return say(http.StatusBadRequest, "BAD_REQUEST", message) }

func unsupported(message string) *problem {
	return say(http.StatusUnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", message)
}

func notAcceptable(message string) *problem {
	return say(http.StatusNotAcceptable, "NOT_ACCEPTABLE", message)
}

func tooLarge(max int64) *problem {
	return say(http.StatusRequestEntityTooLarge, "BODY_TOO_LARGE", fmt.Sprintf("A request has at most %d bytes.", max))
}

func foreign() *problem {
	return say(http.StatusForbidden, "FOREIGN_ORIGIN", "Pages of this origin may not use the API.")
}

func onlyWhole() *problem {
	return say(0, "PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported")
}

func notAllowed(methods ...string) *problem {
	p := say(http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "Use "+strings.Join(methods, " or ")+".")
	p.allow = methods
	return p
}

// refused tells what the guard has against a document.
func refused(err error) *problem {
	var r *guard.Refusal
	if !errors.As(err, &r) {
		return badRequest("The document will not run.")
	}
	p := say(0, string(r.Code), r.Message)
	if r.Line > 0 {
		p.errors[0].Locations = []gqlerror.Location{{Line: r.Line, Column: r.Column}}
	}
	return p
}

// busy is for now: the same request may do later.
func (h *Handler) busy(r *http.Request, status int, f *fault.Error) *problem {
	return &problem{status: status, errors: gqlerror.List{h.tell(r.Context(), fault.List{f})}, retryAfter: 5}
}

// refuse writes a problem in the way the client asked for. A client that listens
// for events gets its document's problem as an event: a browser shows nothing of
// any other answer.
func (h *Handler) refuse(w http.ResponseWriter, r *http.Request, p *problem) {
	req := requestFrom(r.Context())
	head := w.Header()
	if len(p.allow) > 0 {
		head.Set("Allow", strings.Join(p.allow, ", "))
	}
	if p.retryAfter > 0 {
		head.Set("Retry-After", strconv.Itoa(p.retryAfter))
	}
	status := p.status
	switch {
	case status == 0 && req.media == mediaEvents:
		h.oneEvent(w, r, encode(p.errors, nil, nil))
		return
	case status == 0 && req.media == mediaResponse:
		status = http.StatusBadRequest
	case status == 0:
		status = http.StatusOK // as application/json has always been read
	}
	write(w, r, status, encode(p.errors, nil, nil))
}
