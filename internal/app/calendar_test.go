package app_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/store"
	"buurtdorp/internal/storetest"
	"buurtdorp/internal/storetest/world"
)

func TestCalendarFiles(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		w := world.New(t, db)
		place := w.Place()
		m := w.Meetup(place, 24*time.Hour)
		_, s := server(t, db)
		c := visitor(t, s)
		for _, path := range []string{"/calendar/meetup/" + m.ID.String() + ".ics", "/calendar/place/" + place.ID.String() + ".ics"} {
			status, body := c.get(path)
			if status != http.StatusOK || !strings.Contains(body, "SUMMARY:Koffie in Westmaas") || !strings.Contains(body, "BEGIN:VTIMEZONE") {
				t.Errorf("%s: %d %s", path, status, body)
			}
		}
		for _, path := range []string{"/calendar/meetup/" + newID(gid.Meetup) + ".ics", "/calendar/meetup/x.ics", "/calendar/place/" + m.ID.String() + ".ics", "/calendar/meetup/" + m.ID.String()} {
			if status, _ := c.get(path); status != http.StatusNotFound {
				t.Errorf("%s: %d", path, status)
			}
		}
	})
}
