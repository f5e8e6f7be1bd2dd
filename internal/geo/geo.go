// Package geo knows the Dutch four-digit postcodes, the regions and the water
// between them: what lies where, and how far people travel from one village to
// another over the bridges, tunnels and ferries that are really there.
//
// Everything is compiled in, read once, and answered without allocating. It knows
// villages, never houses: the letters of a postcode are not kept here.
package geo

// Postcode is a four-digit code and the place it belongs to. Lat and Lon are the
// centre of the code, up to 1.5 km from somebody's door.
type Postcode struct {
	PC4      string
	Plaats   string
	Gemeente string
	Lat, Lon float64
	// Postbus: nobody lives there.
	Postbus bool
}

// Lookup tells what is known of a four-digit code. The table is of 2014, so a code
// that is not in it may very well exist.
func Lookup(pc4 string) (Postcode, bool) {
	w := atlas()
	r := w.find(pc4)
	if r == nil {
		return Postcode{}, false
	}
	return w.postcode(r), true
}

// Cell is the coarse area people may see of each other before they have both said
// yes: the name of the village, empty when the code is unknown.
func Cell(pc4 string) string {
	w := atlas()
	if r := w.find(pc4); r != nil {
		return w.names[r.plaats]
	}
	return ""
}

// CrowKm is the distance between two codes as the crow flies, for sorting and
// drawing only: people do not fly over the Spui. False when a code is unknown.
func CrowKm(a, b string) (float64, bool) {
	w := atlas()
	ra, rb := w.find(a), w.find(b)
	if ra == nil || rb == nil {
		return 0, false
	}
	return crow(ra.point, rb.point), true
}
