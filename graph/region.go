package graph

import (
	"errors"
	"strings"

	"buurtdorp/ent"
	"buurtdorp/graph/model"
	"buurtdorp/internal/geo"
)

// villages come from the data of the region, in the order people look for them.
func villages(r *ent.Region) []*model.Village {
	list, lands := []*model.Village{}, geo.LandsOf(r.Key)
	for i, v := range geo.Villages(r.Key) {
		list = append(list, &model.Village{Name: v.Naam, Postcodes: v.PC4s, Lat: v.Lat, Lon: v.Lon, Rand: points(lands.Outline(i)[0])})
	}
	return list
}

// postcodeInfo tells what is known of a postcode in any notation; nil when it is none.
func postcodeInfo(typed string) *model.PostcodeInfo {
	in, err := geo.ParsePostcode(typed)
	if errors.Is(err, geo.ErrPostbus) {
		pc4 := digits(typed)
		return &model.PostcodeInfo{Postcode: pc4, Village: geo.Cell(pc4), Known: true, Postbus: true}
	}
	if err != nil {
		return nil
	}
	return &model.PostcodeInfo{Postcode: in.PC4 + in.Letters, Village: geo.Cell(in.PC4), Known: in.Known}
}

// digits leaves the four of a postcode that geo has read already.
func digits(typed string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, typed)
}
