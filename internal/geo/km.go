package geo

// RoadKm is how long the road by car is from one code to another, over the
// crossings that are there: to compare with a limit somebody set. It is not for
// showing, because the centre of a code is up to 1.5 km from the door; people see
// the band of Travel. False when a code is unknown.
func RoadKm(a, b string) (float64, bool) {
	w := atlas()
	from, to := w.find(a), w.find(b)
	if from == nil || to == nil {
		return 0, false
	}
	return w.net.between(from, to, byCar), true
}
