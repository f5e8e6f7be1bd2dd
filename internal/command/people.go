package command

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"buurtdorp/internal/app"
	"buurtdorp/internal/auth"
	"buurtdorp/internal/store"
	"buurtdorp/internal/term"
)

// keys opens the room that signs tokens; it mails nothing here.
func keys(ctx context.Context, db *store.DB, settings app.Settings) (*auth.Service, error) {
	return auth.New(ctx, auth.Options{DB: db, PublicURL: settings.PublicURL, AccessTTL: settings.AccessTTL, Log: slog.Default(),
		Mail: func(context.Context, uuid.UUID, string, string) error {
			return errors.New("this command sends no mail")
		}})
}

func token(s streams) *cobra.Command {
	var role, email string
	var ttl time.Duration
	c := &cobra.Command{
		Use:   "token",
		Short: "Prints an access token for an existing person",
		Example: "  buurtdorp token --role matcher\n" +
			"  buurtdorp token --role parent --email parent1@demo.buurtdorp.example --ttl 10m",
		Args: args(0),
		RunE: func(c *cobra.Command, _ []string) error {
			whom := auth.Whom{Email: strings.ToLower(strings.TrimSpace(email))}
			if role != "" {
				r := term.Role(strings.ToUpper(strings.NewReplacer("-", "_", "headmatcher", "head_matcher").Replace(strings.ToLower(role))))
				if !term.Valid(r) {
					return usage(fmt.Errorf("role %q is not one of %s", role, strings.ToLower(strings.Join(r.Values(), ", "))))
				}
				whom.Role = r
			}
			if whom.Role == "" && whom.Email == "" {
				return usage(errors.New("say who: --role, --email, or both"))
			}
			if ttl < time.Second || ttl > auth.MaxTTL {
				return usage(errors.New("--ttl is at least 1s and at most 15m"))
			}
			db, settings, err := open(c.Context())
			if err != nil {
				return err
			}
			defer db.Close()
			k, err := keys(c.Context(), db, settings)
			if err != nil {
				return err
			}
			t, _, err := k.IssueFor(c.Context(), whom, ttl)
			if nobody := auth.Nobody(""); errors.As(err, &nobody) {
				return notFound(err)
			}
			if err != nil {
				return err
			}
			fmt.Fprintln(s.out, t)
			return nil
		},
	}
	c.Flags().StringVar(&role, "role", "", "parent, host, matcher, head_matcher, professional, admin or client")
	c.Flags().StringVar(&email, "email", "", "the address the person signs in with")
	c.Flags().DurationVar(&ttl, "ttl", 10*time.Minute, "how long it lives, at most 15m")
	return c
}
