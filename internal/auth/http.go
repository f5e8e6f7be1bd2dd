package auth

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"buurtdorp/internal/fault"
	"buurtdorp/internal/store"
)

// maxBody is plenty for an address and a code.
const maxBody = 4 << 10

// ownPage is a header that no form and no foreign page can send (CSRF).
const ownPage = "X-Buurtdorp"

// post is around every /auth handler: one method, nothing kept by any cache.
func (s *Service) post(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			s.problem(w, http.StatusMethodNotAllowed, fault.New(fault.NotFound, ""))
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next(w, r)
	}
}

// fromOwnPage guards what the cookie alone would let happen.
func (s *Service) fromOwnPage(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get(ownPage) != "1" || r.Header.Get("Sec-Fetch-Site") == "cross-site" {
			s.problem(w, http.StatusForbidden, fault.New(fault.Required, "").At(ownPage))
			return
		}
		next(w, r)
	}
}

// read takes the JSON of a request; it has answered when it says false.
func (s *Service) read(w http.ResponseWriter, r *http.Request, into any) bool {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		s.problem(w, http.StatusUnsupportedMediaType, fault.New(fault.Invalid, "").At("Content-Type"))
		return false
	}
	raw, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		s.problem(w, http.StatusRequestEntityTooLarge, fault.New(fault.TooLong, ""))
	case err != nil || json.Unmarshal(raw, into) != nil:
		s.problem(w, http.StatusBadRequest, fault.New(fault.Invalid, ""))
	default:
		return true
	}
	return false
}

func write(w http.ResponseWriter, status int, kind string, body any) {
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // nobody is left to tell when the client has gone
}

// problem answers with a fault, as RFC 9457 says it.
func (s *Service) problem(w http.ResponseWriter, status int, f *fault.Error) {
	body := map[string]any{
		"type": "about:blank", "title": http.StatusText(status), "status": status,
		"detail": fault.Sentence("nl", f), "code": f.Code,
	}
	if len(f.Path) > 0 {
		body["path"] = f.Path
	}
	write(w, status, "application/problem+json", body)
}

// broken answers for an error of ours. A database that is busy or away is no reason
// to sign anybody out: the phone tries again.
func (s *Service) broken(w http.ResponseWriter, doing string, err error) {
	s.opt.Log.Error("auth: "+doing, "error", err)
	if store.IsRetryable(err) || store.IsTimeout(err) || store.IsAway(err) {
		w.Header().Set("Retry-After", "1")
		s.problem(w, http.StatusServiceUnavailable, fault.New(fault.Retryable, ""))
		return
	}
	s.problem(w, http.StatusInternalServerError, fault.New(fault.Internal, ""))
}

// ClientAddress names where a request comes from, for limits elsewhere.
func (s *Service) ClientAddress(r *http.Request) string { return s.address(r).String() }

// address is where a request comes from, for limits. An IPv6 customer has a /64.
func (s *Service) address(r *http.Request) netip.Addr {
	from := r.RemoteAddr
	if host, _, err := net.SplitHostPort(from); err == nil {
		from = host
	}
	if name := s.opt.ProxyHeader; name != "" {
		// The last one is what our own proxy saw; whatever is before it, anybody can write.
		if all := r.Header.Values(name); len(all) > 0 {
			list := strings.Split(all[len(all)-1], ",")
			from = strings.TrimSpace(list[len(list)-1])
		}
	}
	ip, err := netip.ParseAddr(from)
	if err != nil {
		return netip.Addr{}
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is6() && !ip.IsLoopback() {
		if net64, err := ip.Prefix(64); err == nil {
			return net64.Addr()
		}
	}
	return ip
}
