package wire

import (
	"mime"
	"strconv"
	"strings"
)

// media is how an answer is written.
type media string

const (
	mediaJSON     media = "application/json"
	mediaResponse media = "application/graphql-response+json"
	mediaEvents   media = "text/event-stream"
)

// negotiate picks what the client likes best of what we can write; at equal
// liking what it names first. Without an Accept that is application/json.
func negotiate(accept []string, events bool) (media, bool) {
	best, bestQ := media(""), 0.0
	any := false
	for _, line := range accept {
		for part := range strings.SplitSeq(line, ",") {
			if strings.TrimSpace(part) == "" {
				continue
			}
			any = true
			kind, params, err := mime.ParseMediaType(part)
			if err != nil {
				continue
			}
			m, ok := offered(kind, params["charset"], events)
			if !ok {
				continue
			}
			q := 1.0
			if s, given := params["q"]; given {
				if q, err = strconv.ParseFloat(s, 64); err != nil {
					continue
				}
			}
			if q > bestQ {
				best, bestQ = m, q
			}
		}
	}
	if !any {
		return mediaJSON, true
	}
	return best, best != ""
}

func offered(kind, charset string, events bool) (media, bool) {
	if charset != "" && !strings.EqualFold(charset, "utf-8") {
		return "", false
	}
	switch m := media(kind); m {
	case "*/*", "application/*":
		return mediaJSON, true
	case mediaJSON, mediaResponse:
		return m, true
	case mediaEvents:
		return m, events
	}
	return "", false
}

// takesGzip reads Accept-Encoding.
func takesGzip(lines []string) bool {
	for _, line := range lines {
		for part := range strings.SplitSeq(line, ",") {
			name, params, _ := strings.Cut(strings.TrimSpace(part), ";")
			if !strings.EqualFold(strings.TrimSpace(name), "gzip") {
				continue
			}
			q, given := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q=")
			if n, err := strconv.ParseFloat(q, 64); !given || err == nil && n > 0 {
				return true
			}
		}
	}
	return false
}
