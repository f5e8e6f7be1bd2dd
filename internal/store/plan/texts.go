package plan

import (
	"ariga.io/atlas/sql/postgres"
	atlas "ariga.io/atlas/sql/schema"
	"entgo.io/ent/dialect/sql/schema"

	"buurtdorp/ent/migrate"
)

// ourTexts writes checks and index predicates as ent's schema has them. The planner
// compares what PostgreSQL makes of them, which is right, and then also writes
// that, which is not: PostgreSQL makes something else again of its own words, and
// the next plan would replace them for ever. SQLite keeps texts as they are.
func ourTexts(next schema.Differ) schema.Differ {
	return schema.DiffFunc(func(current, desired *atlas.Schema) ([]atlas.Change, error) {
		changes, err := next.Diff(current, desired)
		ours := map[string]*schema.Table{}
		for _, t := range migrate.Tables {
			ours[t.Name] = t
		}
		for _, t := range desired.Tables { // the changes point into these
			if our, ok := ours[t.Name]; ok {
				writeChecks(t, our)
				writePredicates(t, our)
			}
		}
		return changes, err
	})
}

func writeChecks(t *atlas.Table, our *schema.Table) {
	if our.Annotation == nil {
		return
	}
	for _, a := range t.Attrs {
		if check, ok := a.(*atlas.Check); ok && our.Annotation.Checks[check.Name] != "" {
			// Wrapped here: the planner takes "(a) = (b)" for wrapped already.
			check.Expr = "(" + our.Annotation.Checks[check.Name] + ")"
		}
	}
}

func writePredicates(t *atlas.Table, our *schema.Table) {
	where := map[string]string{}
	for _, i := range our.Indexes {
		if i.Annotation != nil {
			where[i.Name] = i.Annotation.Where
		}
	}
	for _, i := range t.Indexes {
		if where[i.Name] == "" {
			continue
		}
		for _, a := range i.Attrs {
			if p, ok := a.(*postgres.IndexPredicate); ok {
				p.P = where[i.Name]
			}
		}
	}
}
