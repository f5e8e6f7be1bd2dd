// Package pwa carries the app: the built front end inside the binary, and the
// handler that serves it. It knows nothing of the API beside it.
package pwa

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// FS is what `npm run build` made. Before the first build it holds nothing to
// serve, so that Go compiles without Node.
func FS() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the path is a constant: only a broken build can get here
	}
	return sub
}
