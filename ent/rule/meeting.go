package rule

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"buurtdorp/ent"
	"buurtdorp/ent/calendarfeed"
	"buurtdorp/ent/closing"
	"buurtdorp/ent/predicate"
	"buurtdorp/ent/privacy"
	"buurtdorp/ent/reminder"
	"buurtdorp/ent/seriessignup"
	"buurtdorp/ent/signup"
	"buurtdorp/ent/walkin"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// NarrowSignups: one's own; a matcher her region's; a host those of these days.
func NarrowSignups(ctx context.Context, q *ent.SignupQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Signup
	if household(v) {
		may = append(may, signup.FamilyID(v.FamilyID))
	}
	switch {
	case pairs(v):
		may = append(may, signup.RegionID(v.RegionID))
	case v.Has(term.RoleHost):
		may = append(may, in(signup.FieldMeetupID, theseDays(v)))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowSeriesSignups: one's own; a matcher her region's.
func NarrowSeriesSignups(ctx context.Context, q *ent.SeriesSignupQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.SeriesSignup
	if household(v) {
		may = append(may, seriessignup.FamilyID(v.FamilyID))
	}
	if pairs(v) {
		may = append(may, seriessignup.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowWalkIns: a matcher her region's; a host those of these days.
func NarrowWalkIns(ctx context.Context, q *ent.WalkInQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.WalkIn
	switch {
	case pairs(v):
		may = append(may, walkin.RegionID(v.RegionID))
	case v.Has(term.RoleHost):
		may = append(may, in(walkin.FieldMeetupID, theseDays(v)))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowClosings: hosts and matchers of the region. A note about an evening names
// nobody, and whoever receives people next week has use for it.
func NarrowClosings(ctx context.Context, q *ent.ClosingQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Closing
	if v.Has(term.RoleHost) || pairs(v) {
		may = append(may, closing.RegionID(v.RegionID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowReminders: a matcher her region's; a host those of these days. A household
// knows what it got.
func NarrowReminders(ctx context.Context, q *ent.ReminderQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.Reminder
	switch {
	case pairs(v):
		may = append(may, reminder.RegionID(v.RegionID))
	case v.Has(term.RoleHost):
		t := sql.Table(signup.Table)
		may = append(may, in(reminder.FieldSignupID, sql.Select(t.C(signup.FieldID)).From(t).Where(sql.In(t.C(signup.FieldMeetupID), theseDays(v)))))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}

// NarrowToOwnCalendarFeeds: nobody reads somebody else's.
func NarrowToOwnCalendarFeeds(ctx context.Context, q *ent.CalendarFeedQuery) error {
	v := viewer.FromContext(ctx)
	var may []predicate.CalendarFeed
	if !v.IsAnonymous() {
		may = append(may, calendarfeed.UserID(v.UserID))
	}
	q.Where(anyOf(may...))
	return privacy.Allow
}
