package notify

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"log"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"buurtdorp/internal/storetest"
)

// The certificates of the mail servers here: one that this machine trusts, and one
// that it does not.
var trusted, unknown tls.Certificate

// TestMain puts an authority of its own among those that the machine trusts, for this
// process alone: a program reads them once, at its first certificate.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "buurtdorp-notify-")
	if err != nil {
		log.Fatal(err)
	}
	file := filepath.Join(dir, "authority.pem")
	var authority []byte
	if trusted, authority, err = certificate(); err == nil {
		err = os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: authority}), 0o600)
	}
	if err == nil {
		unknown, _, err = certificate()
	}
	if err != nil {
		log.Fatal(err)
	}
	os.Setenv("SSL_CERT_FILE", file)
	os.Setenv("SSL_CERT_DIR", dir)
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// certificate is one for this machine, and the authority that signed it: itself.
func certificate() (tls.Certificate, []byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	who := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "post.test"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, who, who, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, der, err
}

// TestSMTPOverTLS: a mail goes only to a server that shows who it is, whether the line
// is private from the first byte or becomes so; the password never goes in the open.
func TestSMTPOverTLS(t *testing.T) {
	for _, way := range []string{"starttls", "tls"} {
		for name, c := range map[string]struct {
			certificate tls.Certificate
			arrives     bool
		}{"trusted": {trusted, true}, "unknown": {unknown, false}} {
			t.Run(way+" "+name, func(t *testing.T) {
				p, line := privatePost(t, way, c.certificate)
				settings := p.settings()
				settings.TLS = way
				r := newRig(t, storetest.SQLite(t), func(o *Options) { o.SMTP = settings })
				r.queue(Message{Kind: SteunApproved, About: r.steun.ID})
				r.work()
				j := r.jobs()[0]
				if arrived := len(p.mails) == 1; arrived != c.arrives || arrived != (j.DoneAt != nil) {
					t.Errorf("arrived %v, %q: %v", arrived, j.LastError, p.commands)
				}
				if open := line(); strings.Contains(open, "AUTH PLAIN ") || strings.Contains(open, "MAIL FROM") {
					t.Errorf("said in the open: %s", open)
				}
			})
		}
	}
}

// privatePost is a mail server with TLS, and what was said to it before that.
func privatePost(t *testing.T, way string, c tls.Certificate) (*post, func() string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &post{addr: l.Addr().(*net.TCPAddr)}
	var open strings.Builder
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			if way == "starttls" {
				said, ready := untilTLS(conn)
				open.WriteString(said)
				if !ready {
					conn.Close()
					continue
				}
			}
			p.talkOver(tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{c}}), way == "tls")
		}
	}()
	stop := func() { l.Close(); <-done }
	t.Cleanup(stop)
	return p, func() string { stop(); return open.String() }
}

// untilTLS greets in the open until the other side wants to speak in private.
func untilTLS(c net.Conn) (said string, ready bool) {
	r := bufio.NewReader(c)
	fmt.Fprint(c, "220 post.test\r\n")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return said, false
		}
		said += line
		switch {
		case strings.HasPrefix(line, "EHLO"):
			fmt.Fprint(c, "250-post.test\r\n250 STARTTLS\r\n")
		case strings.HasPrefix(line, "STARTTLS"):
			fmt.Fprint(c, "220 go on\r\n")
			return said, true
		default:
			fmt.Fprint(c, "250 ok\r\n")
		}
	}
}
