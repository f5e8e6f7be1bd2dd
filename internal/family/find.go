package family

import (
	"strings"

	"buurtdorp/ent/family"
	"buurtdorp/ent/predicate"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/text"
)

// Find looks for families by a part of their name or village, small letters and
// accents aside. What stands in the search is looked for as it stands: % and _ are
// letters like any other. An empty search leaves nobody out.
func Find(search string) ([]predicate.Family, error) {
	s := text.Fold(text.Line(search))
	switch {
	case s == "":
		return nil, nil
	case text.Len(s) > Limits.Name:
		return nil, fault.At("search").TooLong(Limits.Name)
	}
	may := []predicate.Family{family.ZoeknaamContains(s)}
	if names := villages(s); len(names) > 0 {
		may = append(may, family.VillageIn(names...))
	}
	return []predicate.Family{family.Or(may...)}, nil
}

// villages are the names, of any region, in which a folded text stands.
func villages(s string) (names []string) {
	for _, r := range geo.Regions() {
		for _, v := range geo.Villages(r.Key) {
			if strings.Contains(text.Fold(v.Naam), s) {
				names = append(names, v.Naam)
			}
		}
	}
	return names
}
