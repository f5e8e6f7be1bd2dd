package sync

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/family"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/user"
)

// CallingNames tells how a list for the evening names families: a first name, and of the
// surname one letter to tell two of them apart. Which families is by the viewer's own rights.
func CallingNames(ctx context.Context, c *ent.Client, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	out := make(map[uuid.UUID]string, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	rows, err := c.Family.Query().Where(family.IDIn(ids...)).Select(family.FieldID, family.FieldName).All(ctx)
	if err != nil {
		return nil, err
	}
	sys := rule.System(ctx)
	surnames, err := c.Contactgegevens.Query().Where(contactgegevens.FamilyIDIn(ids...)).
		Select(contactgegevens.FieldID, contactgegevens.FieldFamilyID, contactgegevens.FieldLastName).All(sys)
	if err != nil {
		return nil, err
	}
	people, err := c.User.Query().Where(user.FamilyIDIn(ids...), user.FirstNameNEQ("")).Order(user.ByID()).
		Select(user.FieldID, user.FieldFamilyID, user.FieldFirstName).All(sys)
	if err != nil {
		return nil, err
	}
	last, first := map[uuid.UUID]string{}, map[uuid.UUID]string{}
	for _, s := range surnames {
		last[s.FamilyID] = s.LastName
	}
	for _, p := range slices.Backward(people) {
		first[*p.FamilyID] = p.FirstName // the one who came first, of two
	}
	for _, f := range rows {
		out[f.ID] = callingName(f.Name, first[f.ID], last[f.ID])
	}
	return out, nil
}

// callingName leaves the surname out of what a household calls itself: "Familie Kuipers" is
// "Samira K.", after the person who registered it, or "Familie K." when nobody did.
func callingName(name, first, last string) string {
	own, letter := without(name, last), initial(last)
	if words := strings.Fields(own); len(words) > 0 && familyWord(words[0]) {
		if letter == "" {
			letter = initial(strings.Join(words[1:], " "))
		}
		own = ""
	}
	if own == "" {
		own = without(first, last)
	}
	if own == "" {
		own = "Familie"
	}
	return strings.TrimSpace(own + " " + letter)
}

func familyWord(word string) bool {
	switch strings.ToLower(strings.Trim(word, ".:")) {
	case "familie", "fam", "family", "gezin":
		return true
	}
	return false
}

// without takes the words of the surname out of a name, in whatever case they stand there.
func without(name, last string) string {
	words, gone := strings.Fields(name), strings.FieldsFunc(last, func(r rune) bool { return unicode.IsSpace(r) || r == '-' })
	return strings.Join(slices.DeleteFunc(words, func(word string) bool {
		for part := range strings.SplitSeq(word, "-") {
			if slices.ContainsFunc(gone, func(g string) bool { return strings.EqualFold(g, strings.Trim(part, ",.")) }) {
				return true
			}
		}
		return false
	}), " ")
}

func initial(surname string) string {
	if r, _ := utf8.DecodeRuneInString(surname); r != utf8.RuneError {
		return string(unicode.ToUpper(r)) + "."
	}
	return ""
}
