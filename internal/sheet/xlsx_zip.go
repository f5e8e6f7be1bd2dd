package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// What a workbook may hold once it is unpacked: a file of some kilobytes can claim to
// be gigabytes.
const (
	maxParts    = 200      // files in the ZIP
	maxSheet    = 16 << 20 // bytes of the sheet
	maxStrings  = 8 << 20  // bytes of its shared texts
	maxPart     = 2 << 20  // bytes of any other part
	maxTokens   = 3 << 19  // beginnings, ends and texts of one part: what takes time
	maxColumns  = 200
	maxCells    = 300_000
	maxTexts    = 200_000
	maxLines    = 2 * MaxRows // rows, empty ones too
	maxXMLDepth = 40
)

// errTooMuch is a workbook that unpacks to more than a table of people has.
var errTooMuch = errors.New("too much in a workbook")

// errNoBook is a ZIP that is no workbook.
var errNoBook = errors.New("no workbook")

// book is an unpacked workbook, part by part and each within its bound.
type book struct{ parts map[string]*zip.File }

func openBook(raw []byte) (*book, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, errNoBook
	}
	if len(z.File) > maxParts {
		return nil, errTooMuch
	}
	b := &book{map[string]*zip.File{}}
	for _, f := range z.File {
		b.parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	return b, nil
}

// walk reads a part piece by piece: never the whole of it at once. A part that is not
// there is an empty one.
func (b *book) walk(name string, most int64, each func(t xml.Token) error) error {
	f := b.parts[strings.ToLower(name)]
	if f == nil {
		return nil
	}
	in, err := f.Open()
	if err != nil {
		return errNoBook
	}
	defer in.Close()
	d := xml.NewDecoder(&bounded{in, most})
	for depth, n := 0, 0; ; n++ {
		t, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, errTooMuch):
			return err
		case err != nil:
			return errNoBook
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.Directive: // a DTD: no spreadsheet writes one
			return errNoBook
		}
		if depth > maxXMLDepth || n > maxTokens {
			return errTooMuch
		}
		if err := each(t); err != nil {
			return err
		}
	}
}

// elements are the beginnings of elements only.
func elements(each func(e xml.StartElement)) func(t xml.Token) error {
	return func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok {
			each(e)
		}
		return nil
	}
}

// bounded gives an error where io.LimitReader would give a silent end.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooMuch
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}

// firstSheet finds the first sheet that shows, and whether its days count from 1904.
func (b *book) firstSheet() (part string, from1904 bool, err error) {
	root := ""
	err = b.walk("_rels/.rels", maxPart, elements(func(e xml.StartElement) {
		if strings.HasSuffix(attr(e, "Type"), "/officeDocument") {
			root = strings.TrimPrefix(attr(e, "Target"), "/")
		}
	}))
	if err != nil || root == "" || b.parts[strings.ToLower(root)] == nil {
		return "", false, orNoBook(err)
	}
	rel := ""
	err = b.walk(root, maxPart, elements(func(e xml.StartElement) {
		switch e.Name.Local {
		case "workbookPr":
			from1904 = isTrue(attr(e, "date1904"))
		case "sheet":
			if state := attr(e, "state"); rel == "" && (state == "" || state == "visible") {
				rel = attr(e, "id")
			}
		}
	}))
	if err != nil || rel == "" {
		return "", false, orNoBook(err)
	}
	dir := path.Dir(root)
	err = b.walk(path.Join(dir, "_rels", path.Base(root)+".rels"), maxPart, elements(func(e xml.StartElement) {
		if attr(e, "Id") == rel && strings.HasSuffix(attr(e, "Type"), "/worksheet") {
			if part = attr(e, "Target"); strings.HasPrefix(part, "/") {
				part = strings.TrimPrefix(part, "/")
			} else {
				part = path.Join(dir, part)
			}
		}
	}))
	if err != nil || b.parts[strings.ToLower(part)] == nil {
		return "", false, orNoBook(err)
	}
	return part, from1904, nil
}

func orNoBook(err error) error {
	if err == nil {
		return errNoBook
	}
	return err
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func isTrue(s string) bool { return s == "1" || s == "true" }
