package geo

// PlaneKm is where a code lies on a flat map, in km east and north of some point: for
// finding who may be near, and not for showing. False when the code is unknown.
func PlaneKm(pc4 string) (east, north float64, ok bool) {
	r := atlas().find(pc4)
	if r == nil {
		return 0, 0, false
	}
	return float64(r.x) / 1e4, float64(r.y) / 1e4, true
}

// ReachKm is as the crow flies how far somebody gets in so many minutes at the very
// most, whichever way she travels. What lies further need not be asked of Travel.
func ReachKm(minutes int) float64 {
	far := 0.0
	for _, m := range modes {
		far = max(far, (float64(minutes)-m.start)/60*m.kmh/detour)
	}
	return far
}
