package report

// Middle is the span of the middle half, in weeks.
var Middle = middle
