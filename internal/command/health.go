package command

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"buurtdorp/internal/app"
)

func health(s streams) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "health",
		Short:   "Asks a running server whether it is ready; for containers",
		Example: "  buurtdorp health && echo ready",
		Args:    args(0),
		RunE: func(c *cobra.Command, _ []string) error {
			settings, err := app.Read()
			if err != nil {
				return usage(err)
			}
			err = ready(c.Context(), settings.Addr)
			switch {
			case asJSON:
				return errors.Join(err, printJSON(s.out, map[string]bool{"ready": err == nil}))
			case err == nil:
				fmt.Fprintln(s.out, "ready")
			}
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "say so as JSON")
	return c
}

func ready(ctx context.Context, addr string) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+addr+"/readyz", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("nothing answers at %s", addr)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("the server at %s is not ready: status %d", addr, res.StatusCode)
	}
	return nil
}
