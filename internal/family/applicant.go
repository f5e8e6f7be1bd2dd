package family

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/toestemming"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
)

// key names the region's data, empty while the region is not known.
func (a *applicant) key() string {
	if a.region == nil {
		return ""
	}
	return a.region.Key
}

func (a *applicant) hasChildren() bool { return a.own != nil && len(a.own.Edges.Children) > 0 }

// first is what happens next with who just registered. A postcode that our table
// does not have is flagged here, where the matcher looks.
func (a *applicant) first(n next, h home) next {
	if h.pc4 != "" && !h.known {
		n.step += ". Vraag ook naar de postcode"
	}
	return n
}

var textVersion = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._-]*$`)

// yes checks that the family said yes, and to which text.
func (f *form) yes(said bool, version *string) {
	if !said {
		f.faults.Add(fault.At("toestemming").New(fault.Required, "toestemming.nodig"))
	}
	f.version(fault.At("textVersion"), version)
}

func (f *form) version(at fault.Place, version *string) {
	switch *version = text.Line(*version); {
	case *version == "":
		f.faults.Add(at.Required())
	case text.Len(*version) > Limits.TextVersion:
		f.faults.Add(at.TooLong(Limits.TextVersion))
	case !textVersion.MatchString(*version):
		f.faults.Add(at.Invalid())
	}
}

// consent keeps what the family said yes to, and to which text. What it had said
// yes to before in the same words is not written twice.
func (a *applicant) consent(ctx context.Context, f *ent.Family, version string, doelen ...term.Doel) error {
	sys, c := rule.System(ctx), ent.FromContext(ctx).Toestemming
	had, err := c.Query().Where(toestemming.FamilyID(f.ID), toestemming.WithdrawnAtIsNil(), toestemming.ChildIDIsNil(), toestemming.TextVersion(version)).All(sys)
	if err != nil {
		return fmt.Errorf("reading consents: %w", err)
	}
	var rows []*ent.ToestemmingCreate
	for _, d := range doelen {
		if slices.ContainsFunc(had, func(t *ent.Toestemming) bool { return t.Doel == d }) {
			continue
		}
		rows = append(rows, c.Create().SetID(gid.New(gid.Toestemming)).SetRegionID(f.RegionID).SetFamilyID(f.ID).
			SetDoel(d).SetGiver(f.Name).SetTextVersion(version).SetGivenAt(a.now))
	}
	if err := c.CreateBulk(rows...).Exec(sys); err != nil {
		return fmt.Errorf("writing consents: %w", err)
	}
	return nil
}
