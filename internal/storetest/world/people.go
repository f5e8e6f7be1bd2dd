package world

import (
	"context"
	"fmt"

	"buurtdorp/ent"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/term"
	"buurtdorp/internal/viewer"
)

// Person is somebody who signs in, and who she is then.
type Person struct {
	User   *ent.User
	Viewer *viewer.Viewer
}

// Context is that of a request by this person.
func (p *Person) Context() context.Context { return p.In(context.Background()) }

// In is ctx, asked by this person: inside a transaction.
func (p *Person) In(ctx context.Context) context.Context { return viewer.NewContext(ctx, p.Viewer) }

// Anonymous is a visitor without an account.
var Anonymous = &Person{Viewer: viewer.Anonymous()}

// Timer is the server itself.
var Timer = timer{}

type timer struct{}

// In is ctx, asked by the server.
func (timer) In(ctx context.Context) context.Context { return rule.System(ctx) }

// ThirdParty is another organisation's app, with a key for the region.
func (w *World) ThirdParty() *Person {
	return &Person{Viewer: &viewer.Viewer{ClientID: "buurtapp", Roles: []term.Role{term.RoleClient}, RegionID: w.Region.ID, Scopes: []string{"meetups:read"}}}
}

// Person is somebody with roles in a region, and an address to sign in with.
func (w *World) Person(in *ent.Region, firstName string, roles ...term.Role) *Person {
	u := w.Client.User.Create().SetFirstName(firstName).SaveX(w.system)
	return w.member(u, in, roles...)
}

// Parent is somebody who acts for a family.
func (w *World) Parent(f *ent.Family, firstName string) *Person {
	u := w.Client.User.Create().SetFirstName(firstName).SetFamilyID(f.ID).SaveX(w.system)
	p := w.member(u, w.Client.Region.GetX(w.system, f.RegionID), term.RoleParent)
	p.Viewer.FamilyID = f.ID
	return p
}

func (w *World) member(u *ent.User, in *ent.Region, roles ...term.Role) *Person {
	for _, r := range roles {
		w.Client.Membership.Create().SetRegion(in).SetUser(u).SetRole(r).ExecX(w.system)
	}
	w.Client.Credential.Create().SetUser(u).SetEmail(fmt.Sprintf("inlog%03d@voorbeeld.example", w.next())).ExecX(w.system)
	return &Person{User: u, Viewer: &viewer.Viewer{UserID: u.ID, Roles: roles, RegionID: in.ID}}
}
