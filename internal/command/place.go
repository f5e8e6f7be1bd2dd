package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"buurtdorp/ent"
	"buurtdorp/ent/place"
	"buurtdorp/internal/app"
	"buurtdorp/internal/geo"
	"buurtdorp/internal/store"
	"buurtdorp/internal/text"
)

// spot is what an operator tells of an ontmoetingsplek; empty is not told.
type spot struct {
	name, street, postcode, village, access, key string
	languages                                    []string
	close, open                                  bool
}

func adminPlace(s streams) *cobra.Command {
	var p spot
	c := &cobra.Command{
		Use:   "place NAME",
		Short: "Makes an ontmoetingsplek, or changes one",
		Example: "  buurtdorp admin place \"De Drie Lelies\" --street \"Dorpsstraat 1\" --postcode 3273AB --access \"Geen drempel\"\n" +
			"  buurtdorp admin place \"De Drie Lelies\" --close",
		Args: args(1),
	}
	c.RunE = with(func(ctx context.Context, db *store.DB, _ app.Settings, args []string) error {
		p.name = text.Line(args[0])
		if p.name == "" || text.Len(p.name) > 120 || text.Len(p.street) > 120 || text.Len(p.access) > 300 {
			return usage(errors.New("a name has 1 to 120 characters, a street 120 at the most, --access 300"))
		}
		in, err := regionOf(ctx, db, p.key)
		if err != nil {
			return err
		}
		found, err := db.Client.Place.Query().Where(place.RegionID(in.ID), place.Name(p.name)).Only(ctx)
		switch {
		case ent.IsNotFound(err):
			found, err = p.make(ctx, db.Client, in)
		case err == nil:
			found, err = p.change(ctx, db.Client, found)
		}
		if err == nil {
			fmt.Fprintln(s.out, found.ID)
		}
		return err
	})
	c.Flags().StringVar(&p.street, "street", "", "street and number")
	c.Flags().StringVar(&p.postcode, "postcode", "", "postcode; the place is drawn on the map there")
	c.Flags().StringVar(&p.village, "village", "", "village; that of the postcode when left out")
	c.Flags().StringVar(&p.access, "access", "", "steps, pram, toilet: in plain Dutch")
	c.Flags().StringSliceVar(&p.languages, "language", nil, "what the hosts speak, such as nl,ar")
	c.Flags().StringVar(&p.key, "region", "", "key of the region; not needed when there is one")
	c.Flags().BoolVar(&p.close, "close", false, "nothing is planned here any more")
	c.Flags().BoolVar(&p.open, "open", false, "open again")
	return c
}

func (p *spot) make(ctx context.Context, c *ent.Client, in *ent.Region) (*ent.Place, error) {
	if p.postcode == "" {
		return nil, usage(errors.New("a new place needs a --postcode"))
	}
	code, at, err := p.where()
	if err != nil {
		return nil, err
	}
	n := c.Place.Create().SetRegionID(in.ID).SetName(p.name).SetStreet(text.Line(p.street)).SetPostcode(code).
		SetVillage(p.village).SetLat(at.Lat).SetLon(at.Lon).SetAccess(text.Clean(p.access)).SetActive(!p.close)
	if p.languages != nil {
		n.SetLanguages(p.languages)
	}
	return n.Save(ctx)
}

func (p *spot) change(ctx context.Context, c *ent.Client, old *ent.Place) (*ent.Place, error) {
	u := c.Place.UpdateOne(old)
	if p.postcode != "" {
		code, at, err := p.where()
		if err != nil {
			return nil, err
		}
		u.SetPostcode(code).SetLat(at.Lat).SetLon(at.Lon)
	}
	for _, f := range []struct {
		given string
		set   func(string) *ent.PlaceUpdateOne
	}{{text.Line(p.street), u.SetStreet}, {p.village, u.SetVillage}, {text.Clean(p.access), u.SetAccess}} {
		if f.given != "" {
			f.set(f.given)
		}
	}
	if p.languages != nil {
		u.SetLanguages(p.languages)
	}
	if p.close || p.open {
		u.SetActive(p.open)
	}
	return u.Save(ctx)
}

// where finds the postcode, and the village when it was not told.
func (p *spot) where() (code string, at geo.Postcode, err error) {
	in, err := geo.ParsePostcode(p.postcode)
	if err != nil || !in.Known {
		return "", at, usage(fmt.Errorf("postcode %q is not one of a place on our map", p.postcode))
	}
	at, _ = geo.Lookup(in.PC4)
	if p.village == "" {
		p.village = at.Plaats
	}
	return in.PC4 + in.Letters, at, nil
}
