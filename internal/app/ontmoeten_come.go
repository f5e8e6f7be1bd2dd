package app

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/fault"
	"buurtdorp/internal/gid"
	room "buurtdorp/internal/meetup"
	"buurtdorp/internal/page"
	"buurtdorp/internal/taal"
)

// comeForm is how somebody comes who has no account and no JavaScript: a first name and
// how many. Each form has a secret of its own, so that sending it twice is coming once.
func (o *ontmoeten) comeForm(w http.ResponseWriter, r *http.Request) {
	m, err := o.meetup(r)
	if err != nil {
		o.pageFault(w, r, err)
		return
	}
	raw := make([]byte, 24)
	_, _ = rand.Read(raw) // it never fails
	o.show(w, http.StatusOK, page.Come{Meetup: m, ID: gid.New(gid.Signup).String(), Secret: base64.RawURLEncoding.EncodeToString(raw), Adults: 1}.Page(reader(r)))
}

// come signs her up and shows her page, where she can cancel.
func (o *ontmoeten) come(w http.ResponseWriter, r *http.Request) {
	m, err := o.meetup(r)
	if err != nil {
		o.pageFault(w, r, err)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
	id, _ := uuid.Parse(r.PostFormValue("id")) // none is refused below, with all else
	form := page.Come{Meetup: m, ID: r.PostFormValue("id"), Secret: r.PostFormValue("geheim"), Name: r.PostFormValue("naam"),
		Adults: count(r.PostFormValue("groot")), Children: count(r.PostFormValue("kind"))}
	ctx := anybody(r)
	if _, err := room.GuestOf(ctx, o.DB.Client, form.Secret); err == nil { // the answer to the first time was lost
		http.Redirect(w, r, "/ik-kom/"+form.Secret, http.StatusSeeOther)
		return
	}
	err = fault.New(fault.RateLimited, "")
	if o.Auth.MayVisit(r) {
		err = o.DB.WithTx(ctx, func(ctx context.Context, _ *ent.Tx) error {
			_, err := o.Rooms.Meetups.SignUpAsGuest(ctx, room.Guest{ID: id, MeetupID: m.ID, FirstName: form.Name,
				Adults: form.Adults, Children: form.Children, Secret: form.Secret})
			return err
		})
	}
	switch list := fault.All(err); {
	case err == nil:
		http.Redirect(w, r, "/ik-kom/"+form.Secret, http.StatusSeeOther)
	case len(list) > 0:
		form.Wrong = fault.Sentence(taal.FromContext(r.Context()), list[0])
		o.show(w, http.StatusUnprocessableEntity, form.Page(reader(r)))
	default:
		o.pageFault(w, r, err)
	}
}

// count reads a number of people; what is none is more than anybody comes with.
func count(s string) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
