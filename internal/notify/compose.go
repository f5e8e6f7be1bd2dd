package notify

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/family"
	"buurtdorp/ent/koppeling"
	"buurtdorp/ent/rule"
	"buurtdorp/ent/signup"
	"buurtdorp/ent/user"
	"buurtdorp/internal/dutch"
	"buurtdorp/internal/gid"
	"buurtdorp/internal/term"
)

// recipient is who reads a mail, as known at the moment of sending.
type recipient struct {
	email  string
	name   string
	region *ent.Region
	quiet  *ent.Region // whose quiet hours hold
	phone  string      // where she takes text messages, if she asked for these
	taal   string      // in which language she reads; "" is not known
	people []reader
}

// reader is somebody who reads what a recipient gets.
type reader struct {
	id    uuid.UUID
	email string
	off   []term.Melding
}

// errGone is a message that is not true any more, or whose reader has left.
var errGone = never("gone", nil)

// tell brings a message to the phones of its readers, out of what is true now, or makes
// the mail of it.
func (s *Service) tell(ctx context.Context, j *ent.Job) (Mail, error) {
	m := Message{Kind: kindOf(j)}
	if err := errors.Join(json.Unmarshal(j.Payload, &m), m.check()); err != nil {
		return Mail{}, never("payload", err)
	}
	sys := rule.System(ctx)
	var to recipient
	var w words
	var err error
	switch about[m.Kind] {
	case gid.Family:
		to, w, err = s.aboutFamily(sys, m)
	case gid.Koppeling:
		to, w, err = s.aboutKoppeling(sys, m)
	case gid.Signup:
		to, w, err = s.aboutSignup(sys, m)
	case gid.Zorgmelding:
		to, w, err = s.aboutZorg(sys, m)
	}
	if ent.IsNotFound(err) {
		err = errGone
	}
	if err != nil {
		return Mail{}, err
	}
	if err := s.push(ctx, j, m.Kind, to, w); err != nil {
		return Mail{}, err
	}
	if to.phone, err = s.phoneFor(m.Kind, to, w); err != nil {
		return Mail{}, err
	}
	if to.email == "" && to.phone == "" {
		return Mail{}, never("no_address", nil)
	}
	if to.muted(m.Kind) {
		return Mail{}, never("off", nil)
	}
	w.Naam = to.name
	if to.region != nil {
		w.Contact, w.Telefoon = to.region.ContactName, dutch.Phone(to.region.Phone)
	}
	return s.write(j, m.Kind, to, w)
}

func (s *Service) aboutFamily(sys context.Context, m Message) (recipient, words, error) {
	to, err := s.household(sys, m.About)
	if to.taal == "" { // nobody of them has signed in yet
		to.taal = m.Taal
	}
	w := words{Link: s.opt.PublicURL + "/mijn-steun"}
	if m.Kind == StillRight {
		w.Link = s.opt.PublicURL + "/klopt-het-nog"
	}
	w.at(m.When)
	talk := m.Kind == IntakePlanned || m.Kind == GesprekPlanned
	if err == nil && talk && (m.When == nil || m.When.Before(s.now())) {
		err = errGone
	}
	return to, w, err
}

func (s *Service) aboutKoppeling(sys context.Context, m Message) (to recipient, w words, err error) {
	k, err := s.opt.DB.Client.Koppeling.Query().Where(koppeling.ID(m.About)).
		WithVraaggezin().WithSteungezin().WithRegion().Only(sys)
	if err != nil {
		return to, w, err
	}
	if toMatcher[m.Kind] {
		w.Link = s.opt.PublicURL + "/werkplek"
		to, err = s.matcher(sys, k)
		to.quiet = k.Edges.Region
		return to, w, err
	}
	w.Link = s.opt.PublicURL + "/mijn-steun"
	switch m.Kind {
	case ProposalWaiting:
		asked := map[term.Kant]term.KoppelingState{
			term.KantSteun: term.KoppelingVoorgesteldSteun, term.KantVraag: term.KoppelingVoorgesteldVraag,
		}
		if k.State != asked[m.Kant] {
			return to, w, errGone
		}
		w.Link = s.opt.PublicURL + "/voorstel/" + k.ID.String()
		w.at(k.VerlooptOp)
	case KennismakingPlanned:
		if k.State != term.KoppelingKennismaking || k.KennismakingOp == nil || k.KennismakingOp.Before(s.now()) {
			return to, w, errGone
		}
		w.at(k.KennismakingOp)
	case FarewellPlanned:
		if k.State != term.KoppelingAfronden {
			return to, w, errGone
		}
		w.Link = s.opt.PublicURL + "/afscheid/" + k.ID.String()
		w.at(k.AfscheidOp)
	case ReopenAsked:
		if k.HeropenGevraagdOp == nil {
			return to, w, errGone
		}
		w.at(m.When)
	case TrialStarted:
		w.at(k.ProefVan)
	case HowIsIt, LookBack, VisitSkipped:
		if k.State != term.KoppelingProefperiode && k.State != term.KoppelingActief {
			return to, w, errGone
		}
		w.at(m.When)
	}
	home := k.Edges.Vraaggezin.FamilyID
	if m.Kant == term.KantSteun {
		home = k.Edges.Steungezin.FamilyID
	}
	to, err = s.household(sys, home)
	return to, w, err
}

func (s *Service) aboutSignup(sys context.Context, m Message) (to recipient, w words, err error) {
	su, err := s.opt.DB.Client.Signup.Query().Where(signup.ID(m.About)).
		WithMeetup(func(q *ent.MeetupQuery) { q.WithPlace() }).Only(sys)
	if err != nil {
		return to, w, err
	}
	on := su.Edges.Meetup
	holds := map[Kind]bool{
		SignedUp:  su.State == term.SignupAangemeld,
		MovedUp:   su.State == term.SignupAangemeld,
		OnTheList: su.State == term.SignupWachtlijst,
		TakenOff:  su.State == term.SignupAfgemeld,
		CalledOff: on.CancelledAt != nil,
		Offered:   su.State == term.SignupAangeboden,
		OfferGone: su.State == term.SignupVerlopen,
		Passed:    su.State == term.SignupWachtlijst,
		Changed:   su.State == term.SignupAangemeld || su.State == term.SignupWachtlijst || su.State == term.SignupAangeboden,
		Reminder:  su.State == term.SignupAangemeld && on.StartsAt.After(s.now()),
	}
	if su.FamilyID == nil { // a guest, of whom we have no address
		return to, w, never("no_address", nil)
	}
	if m.Kind == SeriesChanged && su.FamilyID != nil && on.SeriesID != nil {
		return s.aboutSeries(sys, *su.FamilyID, *on.SeriesID)
	}
	if !holds[m.Kind] || m.Kind != CalledOff && on.CancelledAt != nil || on.EndsAt.Before(s.now()) {
		return to, w, errGone
	}
	w = words{Link: s.opt.PublicURL + "/ontmoeten/" + on.ID.String(), Titel: on.Title, Plek: on.Edges.Place.Name + ", " + on.Edges.Place.Village}
	switch m.Kind {
	case CalledOff:
		w.Link = s.opt.PublicURL + "/ontmoeten"
	case Reminder:
		w.path = "/ontmoeten/" + on.ID.String()
		w.Link = s.opt.PublicURL + "/afmelden/" + s.opt.CancelToken(su.ID)
	}
	w.at(&on.StartsAt)
	w.begins = on.StartsAt
	w.until = su.OfferedUntil
	to, err = s.household(sys, *su.FamilyID)
	return to, w, err
}

// household is reached at the address it left, or else where one of it signs in.
func (s *Service) household(sys context.Context, id uuid.UUID) (recipient, error) {
	f, err := s.opt.DB.Client.Family.Query().Where(family.ID(id), family.AnonymisedAtIsNil()).
		WithContactgegevens().WithRegion().
		WithMembers(func(q *ent.UserQuery) {
			q.Where(user.DisabledAtIsNil()).Order(user.ByID()).WithCredential()
		}).Only(sys)
	if err != nil {
		return recipient{}, err
	}
	to := recipient{name: f.Name, region: f.Edges.Region, quiet: f.Edges.Region}
	if c := f.Edges.Contactgegevens; c != nil {
		to.email = c.Email
		if c.BereikVia == term.BereikViaBericht {
			to.phone = c.Phone
		}
	}
	for _, u := range f.Edges.Members {
		to.people = append(to.people, readerOf(u))
		if to.email == "" && u.Edges.Credential != nil {
			to.email = u.Edges.Credential.Email
		}
		// One mail for the house: in the language of whose address it goes to, or else of the first.
		if c := u.Edges.Credential; to.taal == "" || c != nil && c.Email == to.email {
			to.taal = u.Locale
		}
	}
	return to, nil
}

// matcher is the one of the koppeling, or else of the family that asks.
func (s *Service) matcher(sys context.Context, k *ent.Koppeling) (recipient, error) {
	id := k.MatcherID
	if id == nil {
		id = k.Edges.Vraaggezin.MatcherID
	}
	if id == nil {
		return recipient{}, nil
	}
	u, err := s.opt.DB.Client.User.Query().Where(user.ID(*id), user.DisabledAtIsNil()).WithCredential().Only(sys)
	if err != nil {
		return recipient{}, err
	}
	return colleague(u), nil
}

func colleague(u *ent.User) recipient {
	who := readerOf(u)
	return recipient{name: u.FirstName, email: who.email, taal: u.Locale, people: []reader{who}}
}

func readerOf(u *ent.User) reader {
	r := reader{id: u.ID, off: u.MeldingenUit}
	if u.Edges.Credential != nil {
		r.email = u.Edges.Credential.Email
	}
	return r
}

func (w *words) at(t *time.Time) { w.when = t }
