package command

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"buurtdorp/ent"
	"buurtdorp/ent/credential"
	"buurtdorp/ent/region"
	"buurtdorp/ent/rule"
	"buurtdorp/internal/app"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
)

func admin(s streams) *cobra.Command {
	c := group(&cobra.Command{
		Use:   "admin",
		Short: "Regions, places, people and their roles, apps and keys",
		Example: "  buurtdorp admin region hoeksche-waard --phone +31880000000 --contact Ria\n" +
			"  buurtdorp admin person ria@voorbeeld.example --name Ria --role matcher\n" +
			"  buurtdorp admin client \"Gemeentesite\"\n" +
			"  buurtdorp admin rotate-keys",
	})
	c.AddCommand(adminRegion(s), adminPlace(s), adminPerson(s), adminClient(s), adminRotate(s))
	return c
}

// with opens the database for one piece of work.
func with(do func(ctx context.Context, db *store.DB, settings app.Settings, args []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		db, settings, err := open(c.Context())
		if err != nil {
			return err
		}
		defer db.Close()
		return do(rule.System(c.Context()), db, settings, args)
	}
}

func adminPerson(s streams) *cobra.Command {
	var name, role, key string
	var remove, disable bool
	c := &cobra.Command{
		Use:     "person EMAIL",
		Short:   "Gives somebody a role in a region, or takes it away",
		Example: "  buurtdorp admin person ria@voorbeeld.example --name Ria --role matcher\n  buurtdorp admin person ria@voorbeeld.example --disable",
		Args:    args(1),
	}
	c.RunE = with(func(ctx context.Context, db *store.DB, _ app.Settings, args []string) error {
		email := strings.ToLower(strings.TrimSpace(args[0]))
		if _, err := mail.ParseAddress(email); err != nil {
			return usage(fmt.Errorf("%q is not an e-mail address", email))
		}
		if disable {
			return setDisabled(ctx, db, email)
		}
		r := term.Role(strings.ToUpper(strings.ReplaceAll(role, "-", "_")))
		if !term.Valid(r) || r == term.RoleClient {
			return usage(errors.New("--role is parent, host, matcher, head_matcher, professional or admin"))
		}
		in, err := regionOf(ctx, db, key)
		if err != nil {
			return err
		}
		return db.WithTx(ctx, func(ctx context.Context, tx *ent.Tx) error {
			id, err := person(rule.System(ctx), tx.Client(), email, name)
			if err != nil {
				return err
			}
			if err := setRole(rule.System(ctx), tx.Client(), id, in.ID, r, !remove); err != nil {
				return err
			}
			fmt.Fprintln(s.out, id)
			return nil
		})
	})
	c.Flags().StringVar(&name, "name", "", "first name")
	c.Flags().StringVar(&role, "role", "", "parent, host, matcher, head_matcher, professional or admin")
	c.Flags().StringVar(&key, "region", "", "key of the region; not needed when there is one")
	c.Flags().BoolVar(&remove, "remove", false, "take the role away")
	c.Flags().BoolVar(&disable, "disable", false, "end the account at once")
	return c
}

func adminClient(s streams) *cobra.Command {
	var key string
	var scopes []string
	c := &cobra.Command{
		Use:     "client NAME",
		Short:   "Makes a third-party app; its secret is shown once",
		Example: "  buurtdorp admin client \"Gemeentesite\" --scope meetups:read",
		Args:    args(1),
	}
	c.RunE = with(func(ctx context.Context, db *store.DB, settings app.Settings, args []string) error {
		in, err := regionOf(ctx, db, key)
		if err != nil {
			return err
		}
		k, err := keys(ctx, db, settings)
		if err != nil {
			return err
		}
		id, secret, err := k.CreateClient(ctx, in.ID, args[0], scopes)
		if err == nil {
			fmt.Fprintf(s.out, "client_id %s\nclient_secret %s\n", id, secret)
		}
		return err
	})
	c.Flags().StringVar(&key, "region", "", "key of the region; not needed when there is one")
	c.Flags().StringSliceVar(&scopes, "scope", []string{"meetups:read"}, "what it may do")
	return c
}

func adminRotate(s streams) *cobra.Command {
	c := &cobra.Command{
		Use:     "rotate-keys",
		Short:   "Signs with a new key from now on; the old one is forgotten when its tokens have ended",
		Example: "  buurtdorp admin rotate-keys",
		Args:    args(0),
	}
	c.RunE = with(func(ctx context.Context, db *store.DB, settings app.Settings, _ []string) error {
		k, err := keys(ctx, db, settings)
		if err != nil {
			return err
		}
		kid, err := k.RotateKeys(ctx)
		if err == nil {
			fmt.Fprintln(s.out, kid)
		}
		return err
	})
	return c
}

func regionOf(ctx context.Context, db *store.DB, key string) (*ent.Region, error) {
	q := db.Client.Region.Query()
	if key != "" {
		q.Where(region.Key(key))
	}
	all, err := q.All(ctx)
	switch {
	case err != nil:
		return nil, err
	case len(all) == 0:
		return nil, notFound(errors.New("there is no such region; make one with: buurtdorp admin region KEY"))
	case len(all) > 1:
		return nil, usage(errors.New("there are more regions: say which with --region"))
	}
	return all[0], nil
}

// person finds or makes the account of an address.
func person(ctx context.Context, c *ent.Client, email, name string) (id uuid.UUID, err error) {
	found, err := c.Credential.Query().Where(credential.Email(email)).Only(ctx)
	if err == nil {
		return found.UserID, nil
	}
	if !ent.IsNotFound(err) {
		return id, err
	}
	u, err := c.User.Create().SetFirstName(name).Save(ctx)
	if err != nil {
		return id, err
	}
	return u.ID, c.Credential.Create().SetUserID(u.ID).SetEmail(email).Exec(ctx)
}
