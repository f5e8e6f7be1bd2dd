package wire

import (
	"context"
	"regexp"
	"strings"

	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// validationRules are the standard ones without two things: suggestions, which
// tell strangers the schema, and the overlap rule, whose work guard has done
// already at a bounded price.
func validationRules() *rules.Rules {
	r := rules.NewDefaultRules()
	r.RemoveRule(rules.OverlappingFieldsCanBeMergedRule.Name)
	r.ReplaceRule(rules.KnownArgumentNamesRule.Name, rules.KnownArgumentNamesRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.KnownTypeNamesRule.Name, rules.KnownTypeNamesRuleWithoutSuggestions.RuleFunc)
	r.ReplaceRule(rules.ValuesOfCorrectTypeRule.Name, rules.ValuesOfCorrectTypeRuleWithoutSuggestions.RuleFunc)
	return r
}

// enough errors for one answer.
const enough = 10

// invalid tells why validation let an operation not through. The texts are the
// validator's, for those who write documents, without the values in them.
func (h *Handler) invalid(ctx context.Context, errs gqlerror.List) gqlerror.List {
	out := gqlerror.List{}
	for _, e := range errs[:min(len(errs), enough)] {
		code, _ := e.Extensions["code"].(string)
		if code != errcode.ValidationFailed && code != errcode.ParseFailed {
			out = append(out, h.present(ctx, e)) // an extension's
			continue
		}
		message := withoutValue(e.Message)
		if len(e.Path) > 1 && e.Path[0] == ast.PathName("variable") {
			message = aboutVariable(e)
		}
		out = append(out, &gqlerror.Error{
			Message: cut(message, 300), Locations: e.Locations,
			Extensions: map[string]any{"code": code}, Err: presented{},
		})
	}
	return out
}

var (
	citing  = regexp.MustCompile(`(?s)(?: value: |, found ).*$`)
	enumish = regexp.MustCompile(`(?s)^Value ".*" (does not exist in "\w+" enum\.)$`)
)

// withoutValue takes the literal out of a message: it may be what somebody typed.
func withoutValue(message string) string {
	if m := enumish.FindStringSubmatch(message); m != nil {
		return "The value " + m[1]
	}
	return citing.ReplaceAllStringFunc(message, func(s string) string {
		if strings.HasPrefix(s, " value") {
			return " value."
		}
		return "."
	})
}

// plain are the complaints about variables that hold no value.
var plain = regexp.MustCompile(`^(must be defined|cannot be null|unknown field|enums must be ints or strings|must be an? \w+, not an? \w+|cannot use [a-z0-9]+ as \w+)$`)

// aboutVariable says which variable does not fit its type, and where in it.
func aboutVariable(e *gqlerror.Error) string {
	why := e.Message
	if !plain.MatchString(why) {
		why = "does not fit its type"
	}
	where := strings.TrimPrefix(e.Path.String(), "variable.")
	return "Variable $" + cut(where, 120) + " " + why + "."
}

func cut(s string, max int) string {
	if len(s) <= max {
		return s
	}
	return strings.ToValidUTF8(s[:max], "") + "…"
}
