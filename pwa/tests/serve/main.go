// Command serve offers the built app on a free port of this machine, without an
// API beside it: for looking at screens. It prints its address and stops when its
// input closes.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"buurtdorp/pwa"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("http://%s\n", l.Addr())
	server := &http.Server{Handler: pwa.Handler(), ReadHeaderTimeout: 3 * time.Second}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = server.Close()
	}()
	if err := server.Serve(l); err != http.ErrServerClosed {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
