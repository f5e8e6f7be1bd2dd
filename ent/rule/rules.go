package rule

import (
	"context"

	"entgo.io/ent"

	"buurtdorp/ent/privacy"
	"buurtdorp/internal/policy"
	"buurtdorp/internal/viewer"
)

// Every type has one policy: nobody writes but the system, and reading is
// narrowed by a sentence per type.
func init() {
	register("Region", privacy.AlwaysAllowRule())
	register("Place", privacy.AlwaysAllowRule())
	register("Meetup", privacy.AlwaysAllowRule())
	register("Series", privacy.AlwaysAllowRule())

	register("User", privacy.UserQueryRuleFunc(NarrowToSelfAndStaff))
	register("Membership", privacy.MembershipQueryRuleFunc(NarrowToOwnMemberships))
	register("Credential", privacy.CredentialQueryRuleFunc(NarrowToOwnCredential))

	register("Family", privacy.FamilyQueryRuleFunc(NarrowFamilies))
	register("Child", privacy.ChildQueryRuleFunc(NarrowChildren))
	register("Contactgegevens", privacy.ContactgegevensQueryRuleFunc(NarrowContactgegevens))
	register("ZorgFeit", privacy.ZorgFeitQueryRuleFunc(NarrowZorgFeiten))
	register("Toestemming", privacy.ToestemmingQueryRuleFunc(NarrowToestemmingen))
	register("Note", privacy.NoteQueryRuleFunc(NarrowNotes))
	register("Blokkade", privacy.BlokkadeQueryRuleFunc(NarrowBlokkades))

	register("Inzage", privacy.InzageQueryRuleFunc(NarrowInzagen))

	register("Vraaggezin", privacy.VraaggezinQueryRuleFunc(NarrowVraaggezinnen))
	register("Steungezin", privacy.SteungezinQueryRuleFunc(NarrowSteungezinnen))
	register("Screening", privacy.ScreeningQueryRuleFunc(NarrowScreenings))
	register("Vog", privacy.VogQueryRuleFunc(NarrowVogs))
	register("Referentie", privacy.ReferentieQueryRuleFunc(NarrowReferenties))

	register("Koppeling", privacy.KoppelingQueryRuleFunc(NarrowKoppelingen))
	register("KoppelingStep", privacy.KoppelingStepQueryRuleFunc(NarrowKoppelingSteps))
	register("KoppelingAnswer", privacy.KoppelingAnswerQueryRuleFunc(NarrowKoppelingAnswers))
	register("CheckIn", privacy.CheckInQueryRuleFunc(NarrowCheckIns))
	register("Terugblik", privacy.TerugblikQueryRuleFunc(NarrowTerugblikken))
	register("Afscheid", privacy.AfscheidQueryRuleFunc(NarrowAfscheidswoorden))
	register("Afspraken", privacy.AfsprakenQueryRuleFunc(NarrowAfspraken))

	register("Zorgmelding", privacy.ZorgmeldingQueryRuleFunc(NarrowZorgmeldingen))
	register("ZorgmeldingStap", privacy.ZorgmeldingStapQueryRuleFunc(NarrowZorgmeldingStappen))
	register("Overdracht", privacy.OverdrachtQueryRuleFunc(NarrowOverdrachten))
	register("Afwezigheid", privacy.AfwezigheidQueryRuleFunc(NarrowAfwezigheden))
	register("Weging", privacy.WegingQueryRuleFunc(NarrowWegingen))

	register("Signup", privacy.SignupQueryRuleFunc(NarrowSignups))
	register("SeriesSignup", privacy.SeriesSignupQueryRuleFunc(NarrowSeriesSignups))
	register("WalkIn", privacy.WalkInQueryRuleFunc(NarrowWalkIns))
	register("Closing", privacy.ClosingQueryRuleFunc(NarrowClosings))
	register("Reminder", privacy.ReminderQueryRuleFunc(NarrowReminders))
	register("CalendarFeed", privacy.CalendarFeedQueryRuleFunc(NarrowToOwnCalendarFeeds))
	register("Meegenomen", privacy.MeegenomenQueryRuleFunc(NarrowToOwnMeegenomen))

	register("Plumbing", privacy.AlwaysDenyRule())
}

func register(name string, read privacy.QueryRule) {
	policy.Register(name, privacy.Policy{
		Query:    privacy.QueryPolicy{DenyIfNoViewer(), read, privacy.AlwaysDenyRule()},
		Mutation: privacy.MutationPolicy{privacy.AlwaysDenyRule()},
	})
}

// DenyIfNoViewer refuses a context in which nobody asks.
func DenyIfNoViewer() privacy.QueryRule {
	return privacy.QueryRuleFunc(func(ctx context.Context, _ ent.Query) error {
		if viewer.FromContext(ctx) == nil {
			return privacy.Denyf("no viewer")
		}
		return privacy.Skip
	})
}
