package koppeling

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/privacy"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
	"buurtdorp/internal/text"
	"buurtdorp/internal/viewer"
)

// Act is what every step has: which koppeling, as the client knew it, and why.
type Act struct {
	ID          uuid.UUID
	BaseVersion int
	Reden       *term.Reden
	Toelichting string

	waived        []term.Ontheffing // of a proposal: what was set aside
	score, weging *int              // of a proposal: what the engine had said, and by which weging
}

// turn is a step being taken: the koppeling as it was, and who takes it.
type turn struct {
	k     *ent.Koppeling
	who   []Who
	rule  Rule
	actor *uuid.UUID
	stap  term.KoppelingStap
}

// begin finds the koppeling, if the viewer may see it, and whether she may take
// this step from here. Not visible and not for you are the same answer. It cleans
// the words of a.
func (s *Service) begin(ctx context.Context, stap term.KoppelingStap, a *Act) (*turn, error) {
	k, err := ent.FromContext(ctx).Koppeling.Query().Where(koppeling.ID(a.ID)).
		WithVraaggezin().WithSteungezin().Only(whole(ctx))
	switch {
	case ent.IsNotFound(err):
		return nil, fault.New(fault.NotFound, "koppeling.weg").At("id")
	case err != nil:
		return nil, fmt.Errorf("reading koppeling: %w", err)
	}
	t := &turn{k: k, stap: stap, who: As(viewer.FromContext(ctx), k)}
	if len(t.who) == 0 {
		return nil, fault.New(fault.NotFound, "koppeling.weg").At("id")
	}
	if v := viewer.FromContext(ctx); v.UserID != uuid.Nil {
		t.actor = &v.UserID
	}
	if !slices.ContainsFunc(Table, func(r Rule) bool { return r.Stap == stap && r.allows(t.who) }) {
		return nil, fault.New(fault.NotFound, "stap.niet.voor.jou").At("id")
	}
	if stap == term.StapAnswerProposal && k.State == term.KoppelingVerlopen {
		return nil, late(k) // before the version: it went up when the proposal ended
	}
	if a.BaseVersion != k.Version && (a.BaseVersion != 0 || !blind(stap)) {
		return nil, conflict(k)
	}
	r, ok := Find(stap, &k.State)
	if !ok || !r.allows(t.who) || !reaches(stap, k) {
		return nil, fault.New(fault.State, "").At("id").WithCurrent(k.ID)
	}
	t.rule = r
	return t, a.check(stap).Err()
}

// blind steps need not have seen how the koppeling is: a tap says how it goes, and
// who proposes may not know that a colleague had the pair on her list.
func blind(stap term.KoppelingStap) bool {
	return slices.Contains([]term.KoppelingStap{term.StapCheckIn, term.StapPropose, term.StapGiveTerugblik, term.StapSkipVisit, term.StapAskChange,
		term.StapSayFarewell, term.StapAnswerContact, term.StapAnswerOpnieuw, term.StapAnswerReopen}, stap)
}

// check cleans the words of an act, and tells which are missing.
func (a *Act) check(stap term.KoppelingStap) (list fault.List) {
	switch stap {
	case term.StapStop, term.StapClose:
		if a.Reden == nil || !term.Valid(*a.Reden) {
			list.Add(fault.New(fault.Required, "reden.leeg").At("reden"))
		}
	case term.StapAskChange:
		if text.Clean(a.Toelichting) == "" {
			list.Add(fault.New(fault.Required, "wens.leeg").At("tekst"))
		}
	}
	list.Add(words(&a.Toelichting, 2000, "toelichting"))
	return list
}

// whole reads a koppeling with both its sides, as the system: whether the viewer
// may see it at all is what As decides from those sides, in the words of
// rule.MyKoppelingen.
func whole(ctx context.Context) context.Context { return privacy.DecisionContext(ctx, privacy.Allow) }

// As tells in which capacities somebody looks at a koppeling: none at all when she
// may not see it.
func As(v *viewer.Viewer, k *ent.Koppeling) []Who {
	var who []Who
	if v.IsSystem() {
		return []Who{Timer}
	}
	if v.Pairs(k.RegionID) {
		who = append(who, Matcher)
	}
	if v.RegionID == k.RegionID && v.Has(term.RoleHeadMatcher) {
		who = append(who, HeadMatcher)
	}
	if kant, ok := KantOf(v, k); ok {
		who = append(who, map[term.Kant]Who{term.KantVraag: Vraag, term.KantSteun: Steun}[kant])
	}
	return who
}

// KantOf tells which side the viewer's own family is, once it has been asked. The
// koppeling needs its vraaggezin and steungezin loaded.
func KantOf(v *viewer.Viewer, k *ent.Koppeling) (term.Kant, bool) {
	switch {
	case v.FamilyID == uuid.Nil:
	case k.VraagZiet && k.Edges.Vraaggezin != nil && k.Edges.Vraaggezin.FamilyID == v.FamilyID:
		return term.KantVraag, true
	case k.SteunZiet && k.Edges.Steungezin != nil && k.Edges.Steungezin.FamilyID == v.FamilyID:
		return term.KantSteun, true
	}
	return "", false
}

// take writes the step: the new state under the old version, and its row in the
// history. set adds what else changes.
func (s *Service) take(ctx context.Context, t *turn, to term.KoppelingState, a Act, set func(u *ent.KoppelingUpdateOne)) (*ent.Koppeling, error) {
	if !slices.Contains(t.rule.To, to) {
		return nil, fmt.Errorf("koppeling: %s leads to %s, which the table does not know", t.stap, to)
	}
	sys := rule.System(ctx)
	u := ent.FromContext(ctx).Koppeling.UpdateOne(t.k).Where(koppeling.Version(t.k.Version)).SetState(to)
	if t.k.HervatAls != nil && to != term.KoppelingGepauzeerd && to != term.KoppelingOnderbroken {
		u.ClearHervatAls()
	}
	if set != nil {
		set(u)
	}
	k, err := u.Save(sys)
	switch {
	case ent.IsNotFound(err):
		return nil, conflict(t.k)
	case ent.IsConstraintError(err):
		return nil, taken(err)
	case err != nil:
		return nil, fmt.Errorf("koppeling %s: %w", t.stap, err)
	}
	k.Edges = t.k.Edges
	return k, s.history(ctx, t, k, a)
}

// say writes a step that only one side and the matchers know of, in the history and
// nowhere else. The koppeling's own row is both sides': its version would tell that
// the other has spoken, and two who speak on one evening would be in conflict.
func (s *Service) say(ctx context.Context, t *turn, a Act) (*ent.Koppeling, error) {
	return t.k, s.history(ctx, t, t.k, a)
}

func (s *Service) history(ctx context.Context, t *turn, k *ent.Koppeling, a Act) error {
	c := ent.FromContext(ctx).KoppelingStep.Create().SetID(gid.New(gid.KoppelingStep)).SetRegionID(k.RegionID).
		SetKoppelingID(k.ID).SetStep(string(t.stap)).SetToState(k.State).SetNillableActorID(t.actor).
		SetNillableReden(a.Reden).SetToelichting(a.Toelichting).SetNillableScore(a.score).SetNillableWeging(a.weging)
	if len(a.waived) > 0 {
		c.SetOntheffingen(a.waived)
	}
	if t.k != nil {
		c.SetFromState(t.k.State)
	}
	if err := c.Exec(rule.System(ctx)); err != nil {
		return fmt.Errorf("history of %s: %w", t.stap, err)
	}
	return nil
}

// late is for an answer to a proposal that ended by itself.
func late(k *ent.Koppeling) error {
	return fault.New(fault.Expired, "voorstel.verlopen").At("id").WithCurrent(k.ID)
}

func conflict(k *ent.Koppeling) error {
	return fault.New(fault.Conflict, "").At("baseVersion").WithCurrent(k.ID)
}

// taken says which invariant the database held up: somebody else was first.
func taken(err error) error {
	return fault.New(fault.Capacity, "koppeling.bezet").At("steungezinId").Because(err)
}

// words cleans a matcher's or a family's own words, and tells why they cannot be kept.
func words(s *string, max int, path ...string) *fault.Error {
	*s = text.Clean(*s)
	switch {
	case text.Len(*s) > max:
		return fault.At(path...).TooLong(max)
	case text.HoldsBSN(*s):
		return fault.At(path...).New(fault.Invalid, "bsn.niet")
	}
	return nil
}
