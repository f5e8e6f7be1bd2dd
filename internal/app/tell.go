package app

import (
	"context"

	"buurtdorp/ent"
	"buurtdorp/internal/family"
	"buurtdorp/internal/koppeling"
	"buurtdorp/internal/meetup"
	"buurtdorp/internal/notify"
	"buurtdorp/internal/team"
)

// What the rooms have to tell, in the words of the room that tells people. They do
// not know each other: here they meet.

var familyNews = map[family.What]notify.Kind{
	family.VraagRegistered: notify.VraagRegistered,
	family.SteunRegistered: notify.SteunRegistered,
	family.IntakePlanned:   notify.IntakePlanned,
	family.GesprekPlanned:  notify.GesprekPlanned,
	family.SteunApproved:   notify.SteunApproved,
	family.StillRight:      notify.StillRight,
}

func tellFamily(ctx context.Context, e family.Event) error {
	kind, ok := familyNews[e.What]
	if !ok {
		return nil
	}
	m := notify.Message{Kind: kind, About: e.Family.ID}
	if !e.By.IsZero() {
		m.When = &e.By
	}
	return notify.Queue(ctx, m)
}

var koppelingNews = map[koppeling.What]notify.Kind{
	koppeling.Asked:               notify.ProposalWaiting,
	koppeling.SaidYes:             notify.ProposalYes,
	koppeling.SaidNo:              notify.ProposalNo,
	koppeling.BothYes:             notify.BothYes,
	koppeling.KennismakingPlanned: notify.KennismakingPlanned,
	koppeling.Expired:             notify.ProposalExpired,
	koppeling.TrialStarted:        notify.TrialStarted,
	koppeling.Active:              notify.KoppelingStarted,
	koppeling.Frown:               notify.Frown,
	koppeling.Stopped:             notify.KoppelingStopped,
	koppeling.LateYes:             notify.LateYes,
	koppeling.HowIsIt:             notify.HowIsIt,
	koppeling.LookBack:            notify.LookBack,
	koppeling.VisitSkipped:        notify.VisitSkipped,
	koppeling.ChangeAsked:         notify.ChangeAsked,
	koppeling.ProposalGone:        notify.ProposalGone,
	koppeling.FarewellPlanned:     notify.FarewellPlanned,
	koppeling.Closed:              notify.KoppelingClosed,
	koppeling.ReopenAsked:         notify.ReopenAsked,
	koppeling.ReopenGone:          notify.ReopenGone,
	koppeling.Reopened:            notify.Reopened,
}

func tellKoppeling(ctx context.Context, e koppeling.Event) error {
	kind, ok := koppelingNews[e.What]
	if !ok {
		return nil
	}
	when := e.When
	if when == nil {
		when = e.Koppeling.KennismakingOp
	}
	return notify.Queue(ctx, notify.Message{Kind: kind, About: e.Koppeling.ID, Kant: e.Kant, When: when})
}

// tellTeam tells a family that somebody else is there for it now.
func tellTeam(ctx context.Context, e team.Event) error {
	if e.What != team.NewMatcher {
		return nil
	}
	return notify.Queue(ctx, notify.Message{Kind: notify.NewMatcher, About: e.FamilyID})
}

var meetupNews = map[meetup.What]notify.Kind{
	meetup.SignedUp:  notify.SignedUp,
	meetup.OnTheList: notify.OnTheList,
	meetup.Offered:   notify.Offered,
	meetup.OfferGone: notify.OfferGone,
	meetup.MovedUp:   notify.MovedUp,
	meetup.Passed:    notify.Passed,
	meetup.Changed:   notify.Changed,
	meetup.Reminded:  notify.Reminder,
	meetup.TakenOff:  notify.TakenOff,
	meetup.CalledOff: notify.CalledOff,

	meetup.SeriesChanged: notify.SeriesChanged,
}

func tellMeetup(ctx context.Context, e meetup.Event) error {
	kind, ok := meetupNews[e.What]
	if !ok || e.Signup.FamilyID == nil { // a guest left no address
		return nil
	}
	return notify.Queue(ctx, notify.Message{Kind: kind, About: e.Signup.ID})
}

func tellZorg(ctx context.Context, z *ent.Zorgmelding) error {
	return notify.Queue(ctx, notify.Message{Kind: notify.ZorgShared, About: z.ID})
}
