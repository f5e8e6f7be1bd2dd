package notify

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/job"
	"buurtdorp/ent/rule"
)

// A receipt is how a phone says that it showed a message. It needs nobody to be signed
// in: a service worker has no token. Only we can make one, and it tells nothing.

func (s *Service) receipt(id uuid.UUID) string {
	return base64.RawURLEncoding.EncodeToString(append(s.sign(id), id[:]...))
}

func (s *Service) sign(id uuid.UUID) []byte {
	h := hmac.New(sha256.New, s.receipts)
	h.Write(id[:])
	return h.Sum(nil)[:16]
}

// opened is the job of a receipt; uuid.Nil for anything that is none.
func (s *Service) opened(text string) uuid.UUID {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(raw) != 32 {
		return uuid.Nil
	}
	id := uuid.UUID(raw[16:])
	if !hmac.Equal(raw[:16], s.sign(id)) {
		return uuid.Nil
	}
	return id
}

// handleReceipt takes a receipt: the message has arrived, and no mail is needed.
func (s *Service) handleReceipt(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	var in struct{ Receipt string }
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&in); err != nil {
		http.Error(w, "no receipt", http.StatusBadRequest)
		return
	}
	id := s.opened(in.Receipt)
	if id == uuid.Nil {
		http.NotFound(w, r)
		return
	}
	if err := s.arrived(r.Context(), id); err != nil {
		s.opt.Log.Error("notify: receipt", "error", err)
		w.Header().Set("Retry-After", "1")
		http.Error(w, "later", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// arrived ends a message. It may come while the worker has it in hand still: who is done
// first, decides.
func (s *Service) arrived(ctx context.Context, id uuid.UUID) error {
	return s.opt.DB.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
		sys := rule.System(ctx)
		n, err := tx.Job.Update().Where(job.ID(id), job.KindHasPrefix(jobKind), job.DoneAtIsNil()).
			SetDoneAt(s.now()).ClearLockedUntil().SetLastError("").Save(sys)
		if err != nil || n == 0 {
			return err
		}
		j, err := tx.Job.Get(sys, id)
		if err != nil {
			return err
		}
		return s.delivered(ctx, tx, j, "")
	})
}

// hash is of parts that cannot run into each other.
func hash(parts ...string) []byte {
	raw, _ := json.Marshal(parts)
	sum := sha256.Sum256(raw)
	return sum[:]
}
