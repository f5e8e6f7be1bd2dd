package main

import (
	"bufio"
	"strings"
	"testing"
)

func TestTotal(t *testing.T) {
	in := `{"Action":"run","Package":"a","Test":"TestX"}
{"Action":"run","Package":"a","Test":"TestX/sqlite"}
{"Action":"run","Package":"a","Test":"TestX/sqlite/Case"}
{"Action":"pass","Package":"a","Test":"TestX/sqlite/Case"}
{"Action":"pass","Package":"a","Test":"TestX/sqlite"}
{"Action":"run","Package":"a","Test":"TestX/postgres"}
{"Action":"output","Package":"a","Test":"TestX/postgres","Output":"it broke\n"}
{"Action":"fail","Package":"a","Test":"TestX/postgres"}
{"Action":"fail","Package":"a","Test":"TestX"}
{"Action":"fail","Package":"a"}
{"Action":"run","Package":"b","Test":"TestY"}
{"Action":"pass","Package":"b","Test":"TestY"}
{"Action":"run","Package":"b","Test":"TestZ"}
{"Action":"skip","Package":"b","Test":"TestZ"}
{"Action":"pass","Package":"b"}
{"Action":"skip","Package":"empty"}
{"Action":"build-output","ImportPath":"c","Output":"does not compile\n"}
{"Action":"fail","Package":"c"}
`
	got, err := read(bufio.NewReader(strings.NewReader(in)))
	if err != nil {
		t.Fatal(err)
	}
	if want := (total{passed: 2, failed: 1, skipped: 1, sqlite: 1, broken: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if want := "2 Go tests (1 on sqlite, 0 on postgres), 1 skipped, 1 failed, 1 packages broken"; got.String() != want {
		t.Errorf("%q, want %q", got, want)
	}
}
