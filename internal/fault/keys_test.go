package fault

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestEveryKeyUsedHasASentence reads the whole programme for New(fault.X, "key")
// and fault.Error{Key: "key"}. A key that is not a plain literal cannot be
// checked and is refused too.
func TestEveryKeyUsedHasASentence(t *testing.T) {
	root := moduleRoot(t)
	seen := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); path != root && (strings.HasPrefix(n, ".") || n == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if !strings.Contains(string(src), `"buurtdorp/internal/fault"`) && filepath.Base(filepath.Dir(path)) != "fault" {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, key := range keysIn(t, path, file) {
			seen++
			if key != "" && !Known(key) {
				t.Errorf("%s uses key %q, which has no sentence in nl.go", path, key)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen == 0 {
		t.Error("found no use at all: the search is broken")
	}
}

func TestTheSearchSeesBothForms(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "x.go", `package x
var a = at.Field("b").New(fault.Full, "een.twee")
var b = &fault.Error{Code: fault.Full, Key: "drie.vier"}
var c = errors.New("not a key")`, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(keysIn(t, "x.go", file), " "); got != "een.twee drie.vier" {
		t.Errorf("found %q", got)
	}
}

func keysIn(t *testing.T, path string, file *ast.File) (keys []string) {
	take := func(e ast.Expr) {
		lit, ok := e.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			if filepath.Base(filepath.Dir(path)) != "fault" { // New and Place.New hand their key on
				t.Errorf("%s: give the message key as a literal", path)
			}
			return
		}
		key, err := strconv.Unquote(lit.Value)
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if len(n.Args) == 2 && called(n.Fun) == "New" && isCode(n.Args[0]) {
				take(n.Args[1])
			}
		case *ast.KeyValueExpr:
			if k, ok := n.Key.(*ast.Ident); ok && k.Name == "Key" {
				if lit, ok := n.Value.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					take(lit)
				}
			}
		}
		return true
	})
	return keys
}

func called(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

// isCode: fault.Full from outside, Full in this package.
func isCode(e ast.Expr) bool {
	if s, ok := e.(*ast.SelectorExpr); ok {
		x, ok := s.X.(*ast.Ident)
		return ok && x.Name == "fault"
	}
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	for _, c := range []string{"Required", "Invalid", "TooLong", "TooMany"} {
		if id.Name == c {
			return true
		}
	}
	return false
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}
