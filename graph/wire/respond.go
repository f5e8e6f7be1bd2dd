package wire

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"

	"github.com/klauspost/compress/gzip"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// encode writes an answer. data is JSON already; without it (a request that did
// not run) there is no data key at all.
func encode(errs gqlerror.List, data json.RawMessage, extensions map[string]any) []byte {
	var b bytes.Buffer
	b.Grow(len(data) + 64)
	b.WriteByte('{')
	part := func(name string, value []byte) {
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		b.WriteString(`"` + name + `":`)
		b.Write(value)
	}
	if len(errs) > 0 {
		if raw, err := json.Marshal(errs); err == nil {
			part("errors", raw)
		} else { // an extension of ours that is no JSON
			part("errors", []byte(`[{"message":"","extensions":{"code":"INTERNAL"}}]`))
		}
	}
	if len(data) > 0 {
		part("data", data)
	}
	if len(extensions) > 0 {
		if raw, err := json.Marshal(extensions); err == nil {
			part("extensions", raw)
		}
	}
	b.WriteByte('}')
	return b.Bytes()
}

// worthZipping is the length from which gzip pays.
const worthZipping = 1 << 10

var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	return z
}}

// write sends an answer, compressed when it pays and the client takes it.
func write(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	m := requestFrom(r.Context()).media
	if m == mediaEvents {
		m = mediaJSON
	}
	head := w.Header()
	head.Set("Content-Type", string(m)+"; charset=utf-8")
	if len(body) > worthZipping && takesGzip(r.Header.Values("Accept-Encoding")) {
		var zipped bytes.Buffer
		z := zippers.Get().(*gzip.Writer)
		z.Reset(&zipped)
		_, err := z.Write(body)
		if err == nil {
			err = z.Close()
		}
		zippers.Put(z)
		if err == nil {
			head.Set("Content-Encoding", "gzip")
			body = zipped.Bytes()
		}
	}
	head.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
