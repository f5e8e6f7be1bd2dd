package guard

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Code says why a document was refused. Codes are stable.
type Code string

// The reasons.
const (
	ParseFailed           Code = "GRAPHQL_PARSE_FAILED"
	ValidationFailed      Code = "GRAPHQL_VALIDATION_FAILED"
	DocumentTooLong       Code = "DOCUMENT_TOO_LONG"
	DocumentTooDeep       Code = "DOCUMENT_TOO_DEEP"
	DocumentTooLarge      Code = "DOCUMENT_TOO_LARGE"
	DocumentTooCostly     Code = "DOCUMENT_TOO_COSTLY"
	TooManyAliases        Code = "TOO_MANY_ALIASES"
	TooManyRootFields     Code = "TOO_MANY_ROOT_FIELDS"
	TooManyDirectives     Code = "TOO_MANY_DIRECTIVES"
	PageSize              Code = "PAGE_SIZE"
	InputTooDeep          Code = "INPUT_TOO_DEEP"
	InputTooLarge         Code = "INPUT_TOO_LARGE"
	AliasNotSupported     Code = "ALIAS_NOT_SUPPORTED"
	DirectiveNotSupported Code = "DIRECTIVE_NOT_SUPPORTED"
	IntrospectionClosed   Code = "INTROSPECTION_CLOSED"
)

// Refusal is the answer to a document that will not run. The message is for
// those who write documents; it holds names from the document, never a value.
type Refusal struct {
	Code         Code
	Message      string
	Line, Column int // 0 when it is about the whole document
}

// Error is the message with its code.
func (r *Refusal) Error() string { return string(r.Code) + ": " + r.Message }

func refuse(code Code, at *ast.Position, message string, args ...any) *Refusal {
	r := &Refusal{Code: code, Message: fmt.Sprintf(message, args...)}
	if at != nil {
		r.Line, r.Column = at.Line, at.Column
	}
	return r
}

// quoted is any text the parser cites from the document.
var quoted = regexp.MustCompile(`\s*"(?:[^"\\]|\\.)*"?`)

// unreadable turns the parser's complaint into ours. The parser cites what it
// stumbled over, which may be an answer somebody typed: the place is enough.
func unreadable(err error, limits Limits) *Refusal {
	if strings.Contains(err.Error(), "exceeded token limit") {
		return refuse(DocumentTooLong, nil, "The document has more than %d words and signs.", limits.Tokens)
	}
	r := &Refusal{Code: ParseFailed, Message: "The document is not GraphQL."}
	var g *gqlerror.Error
	if errors.As(err, &g) {
		if what := strings.TrimRight(quoted.ReplaceAllString(g.Message, ""), ". "); what != "" {
			r.Message = "The document is not GraphQL: " + what + "."
		}
		if len(g.Locations) > 0 {
			r.Line, r.Column = g.Locations[0].Line, g.Locations[0].Column
		}
	}
	return r
}
