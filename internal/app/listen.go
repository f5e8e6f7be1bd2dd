package app

import (
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
)

// Listen takes the address, or says why it cannot.
func Listen(addr string) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	var unknown *net.DNSError
	say := func(format string) error { return sentence{fmt.Sprintf(format, addr), err} }
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, say("%s is taken by another program: stop it, or set BUURTDORP_ADDR to another port")
	case errors.Is(err, os.ErrPermission):
		return nil, say("this account may not listen on %s: set BUURTDORP_ADDR to a port above 1023")
	case errors.Is(err, syscall.EADDRNOTAVAIL), errors.As(err, &unknown):
		return nil, say("%s is no address of this machine: check BUURTDORP_ADDR")
	}
	return nil, say("cannot listen on %s: check BUURTDORP_ADDR")
}

// sentence is what an operator reads, with the error behind it for programs.
type sentence struct {
	text  string
	cause error
}

func (s sentence) Error() string { return s.text }
func (s sentence) Unwrap() error { return s.cause }
