package auth

import (
	"context"
	"errors"
	"mime"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"buurtdorp/internal/fault"
	"buurtdorp/internal/taal"
	"buurtdorp/internal/viewer"
)

// Middleware puts the viewer in the context: anonymous without an Authorization
// header, somebody with a good token. A token that does not count (any more) is a
// 401 and never an anonymous viewer, or a phone would think it has lost everything.
func (s *Service) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given := r.Header.Values("Authorization")
		if len(given) == 0 {
			next.ServeHTTP(w, r.WithContext(viewer.NewContext(r.Context(), viewer.Anonymous())))
			return
		}
		w.Header().Set("Cache-Control", "private, no-store")
		w.Header().Add("Vary", "Authorization")
		ctx, err := s.identify(r.Context(), given)
		switch {
		case errors.Is(err, errToken):
			s.unauthenticated(w, r, ended())
		case fault.Has(err, fault.SessionEnded):
			if cookieOf(r) != "" { // a request without credentials may take nothing away, and the browser says so
				wiped(w, err)
			}
			s.unauthenticated(w, r, fault.New(fault.SessionEnded, ""))
		case err != nil:
			s.broken(w, "identifying", err)
		default:
			next.ServeHTTP(w, r.WithContext(ctx))
		}
	})
}

func (s *Service) identify(ctx context.Context, given []string) (context.Context, error) {
	if len(given) != 1 {
		return nil, errToken
	}
	scheme, token, _ := strings.Cut(given[0], " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return nil, errToken
	}
	c, err := s.verify(ctx, token)
	if err != nil {
		return nil, err
	}
	v, err := s.fresh(ctx, c)
	if err != nil {
		return nil, err
	}
	if v == nil {
		return nil, s.overFor(ctx, c)
	}
	return context.WithValue(viewer.NewContext(ctx, v), claimsKey{}, c), nil
}

// overFor tells why a token of nobody counts no more.
func (s *Service) overFor(ctx context.Context, c *claims) error {
	id, err := uuid.Parse(c.Session)
	if err != nil {
		return errToken
	}
	no, err := s.whyOver(ctx, s.opt.DB.Client, id)
	if err != nil {
		return err
	}
	if no.Code == fault.SessionEnded {
		return no
	}
	return errToken
}

// unauthenticated answers in the words of the path: GraphQL has its own.
func (s *Service) unauthenticated(w http.ResponseWriter, r *http.Request, f *fault.Error) {
	w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
	if r.URL.Path != "/graphql" {
		s.problem(w, http.StatusUnauthorized, f)
		return
	}
	write(w, http.StatusUnauthorized, graphqlType(r), map[string]any{"errors": []any{map[string]any{
		"message":    fault.Sentence(taal.FromContext(r.Context()), f),
		"extensions": map[string]any{"code": f.Code},
	}}})
}

// graphqlType is what GraphQL over HTTP calls its answers, for who asks for it.
func graphqlType(r *http.Request) string {
	const ours = "application/graphql-response+json"
	for _, part := range strings.Split(r.Header.Get("Accept"), ",") {
		if kind, _, err := mime.ParseMediaType(part); err == nil && kind == ours {
			return ours + "; charset=utf-8"
		}
	}
	return "application/json; charset=utf-8"
}
