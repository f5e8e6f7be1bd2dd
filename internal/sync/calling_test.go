package sync

import "testing"

// TestCallingName: what a host's list says holds no surname, whatever a household calls itself.
func TestCallingName(t *testing.T) {
	for _, c := range []struct{ name, first, last, want string }{
		{"Samira", "Samira", "Kuipers", "Samira K."},
		{"Familie Kuipers", "Samira", "Kuipers", "Samira K."},
		{"familie kuipers", "", "Kuipers", "Familie K."},
		{"Fam. Kuipers", "Samira Kuipers", "Kuipers", "Samira K."},
		{"Familie Kuipers", "Samira", "", "Samira K."},
		{"Gezin Kuipers-de Boer", "", "De Boer", "Familie D."},
		{"Samira Kuipers", "", "kuipers", "Samira K."},
		{"Kuipers", "Samira", "Kuipers", "Samira K."},
		{"Annelies en Joost", "Annelies", "van der Giessen", "Annelies en Joost V."},
		{"Carlos", "Carlos", "Los", "Carlos L."},
		{"Samira", "", "", "Samira"},
		{"Familie", "", "", "Familie"},
	} {
		if got := callingName(c.name, c.first, c.last); got != c.want {
			t.Errorf("%q, %q, %q: %q, not %q", c.name, c.first, c.last, got, c.want)
		}
	}
}
