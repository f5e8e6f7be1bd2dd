package demo_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"buurtdorp/ent"
	"buurtdorp/internal/storetest"
)

// everything reads every row there is, of every kind, in the order of their ids.
func everything(t *testing.T, c *ent.Client) []any {
	t.Helper()
	ctx := storetest.Context()
	return slices.Concat(
		all(t, ctx, c.Region.Query().All), all(t, ctx, c.Place.Query().All), all(t, ctx, c.Family.Query().All), all(t, ctx, c.User.Query().All),
		all(t, ctx, c.Credential.Query().All), all(t, ctx, c.Membership.Query().All), all(t, ctx, c.Child.Query().All),
		all(t, ctx, c.Contactgegevens.Query().All), all(t, ctx, c.ZorgFeit.Query().All), all(t, ctx, c.Toestemming.Query().All),
		all(t, ctx, c.Note.Query().All), all(t, ctx, c.Vraaggezin.Query().All), all(t, ctx, c.Steungezin.Query().All),
		all(t, ctx, c.Screening.Query().All), all(t, ctx, c.Vog.Query().All), all(t, ctx, c.Referentie.Query().All),
		all(t, ctx, c.Blokkade.Query().All), all(t, ctx, c.Koppeling.Query().All), all(t, ctx, c.KoppelingStep.Query().All),
		all(t, ctx, c.KoppelingAnswer.Query().All), all(t, ctx, c.Afspraken.Query().All), all(t, ctx, c.CheckIn.Query().All),
		all(t, ctx, c.Afscheid.Query().All), all(t, ctx, c.Terugblik.Query().All),
		all(t, ctx, c.Zorgmelding.Query().All), all(t, ctx, c.ZorgmeldingStap.Query().All), all(t, ctx, c.Overdracht.Query().All),
		all(t, ctx, c.Afwezigheid.Query().All), all(t, ctx, c.Weging.Query().All),
		all(t, ctx, c.Meetup.Query().All), all(t, ctx, c.Signup.Query().All),
	)
}

func all[E any](t *testing.T, ctx context.Context, query func(context.Context) ([]*E, error)) []any {
	t.Helper()
	list, err := query(ctx)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(list, func(a, b *E) int {
		x, y := idOf(a), idOf(b)
		return bytes.Compare(x[:], y[:])
	})
	out := make([]any, len(list))
	for i, e := range list {
		out[i] = e
	}
	return out
}

func idOf(e any) uuid.UUID { return field[uuid.UUID](e, "ID") }

func field[T any](e any, name string) T {
	return reflect.ValueOf(e).Elem().FieldByName(name).Interface().(T)
}

// digest is what a region comes to: equal for equal rows, whatever the database.
func digest(t *testing.T, c *ent.Client) string {
	t.Helper()
	h := sha256.New()
	for _, e := range everything(t, c) {
		inUTC(reflect.ValueOf(e).Elem())
		b, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(h, "%T %s\n", e, b)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func inUTC(v reflect.Value) {
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		switch f := v.Field(i).Addr().Interface().(type) {
		case *time.Time:
			*f = f.UTC()
		case **time.Time:
			if *f != nil {
				**f = (*f).UTC()
			}
		}
	}
}
