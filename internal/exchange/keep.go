package exchange

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/ent/contactgegevens"
	"buurtdorp/ent/predicate"
	"buurtdorp/internal/fault"
)

// pageSize is how many rows are read at a time.
const pageSize = 500

// registered is the text of a consent that a coordinator took down before us.
const registered = "overgenomen"

func loadHousehold(q *ent.FamilyQuery) { q.WithChildren().WithContactgegevens().WithToestemmingen() }

func withCredential(q *ent.UserQuery) { q.WithCredential() }

func emailOf(u *ent.User) string {
	if u == nil || u.Edges.Credential == nil {
		return ""
	}
	return u.Edges.Credential.Email
}

// together puts what we found beside what the registration found; an error that is no
// fault goes before all.
func together(list fault.List, err error) error {
	more := fault.All(err)
	if len(more) == 0 {
		return err
	}
	return append(list, more...).Err()
}

// twice finds a family that is here already, by its phone or address, when a row does
// not say which it is: the same spreadsheet comes more than once. Within a file, two
// rows with one number may be two families.
func (w *work) twice(ctx context.Context, made uuid.UUID, known bool, list *fault.List) error {
	if w.made[made] = true; known {
		return nil
	}
	c := ent.FromContext(ctx).Contactgegevens
	own, err := c.Query().Where(contactgegevens.FamilyID(made)).Only(ctx)
	if err != nil {
		return fmt.Errorf("reading contact details: %w", err)
	}
	for _, same := range []struct {
		column, value string
		is            func(string) predicate.Contactgegevens
	}{{"telefoon", own.Phone, contactgegevens.Phone}, {"email", own.Email, contactgegevens.Email}} {
		if same.value == "" {
			continue
		}
		others, err := c.Query().Where(contactgegevens.RegionID(w.Region.ID), same.is(same.value), contactgegevens.FamilyIDNEQ(made)).All(ctx)
		if err != nil {
			return fmt.Errorf("looking for a family: %w", err)
		}
		for _, o := range others {
			if !w.made[o.FamilyID] {
				list.Add(fault.New(fault.Exists, "gezin.is.er.al").At(same.column))
				return nil
			}
		}
	}
	return nil
}
