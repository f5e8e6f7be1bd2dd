package demo

import (
	"slices"
	"strings"
	"time"

	"buurtdorp/internal/gid"
	"buurtdorp/internal/rhythm"
	"buurtdorp/internal/term"
)

// series are what comes back every week or every other one: each with the meetups that
// the book has of it, four weeks back and six ahead. Later ones the server makes itself.
func (b *book) series() {
	made := b.office(b.now, -60)
	for _, w := range weekly {
		if len(w.themes) > 2 { // another theme each week: planned one by one
			continue
		}
		for i, thema := range w.themes {
			m := &meeting{spot: w.spot, thema: thema, kind: w.kind, capacity: w.capacity, grownUps: w.grownUps}
			own := slices.DeleteFunc(slices.Clone(b.meetings), func(o *meeting) bool {
				return o.spot != w.spot || o.thema != thema || !strings.HasPrefix(o.regular, w.day.String())
			})
			if len(own) == 0 {
				continue
			}
			m.title, m.description, m.ageFrom, m.ageTo = own[0].title, own[0].description, own[0].ageFrom, own[0].ageTo
			rule := rhythm.Rule{Unit: term.RitmeWeek, Every: 1, Days: []term.Weekdag{rhythm.DayOf(own[0].from).WeekdayOf()}}
			if len(w.themes) == 2 {
				rule.Weken = []term.Weken{term.WekenEven, term.WekenOneven}[i]
			}
			s := b.places[w.spot]
			r := b.c.Series.Create().SetPlaceID(s.id).SetTitle(m.title).SetDescription(m.description).SetThema(thema).SetKind(w.kind).SetCapacity(w.capacity).
				SetWithChildren(!w.grownUps).SetNillableAgeFrom(m.ageFrom).SetNillableAgeTo(m.ageTo).SetLanguages(s.talen).SetRule(rule.Whole()).
				SetFromDay(string(rhythm.DayOf(own[0].from))).SetAt(clockOf(w.hour, w.minute)).SetMinutes(int(w.long / time.Minute)).
				SetMadeUntil(string(rhythm.DayOf(b.day(42, 12, 0))))
			id := inRegion(b, r, gid.Series, made, made)
			for _, o := range own {
				o.series = &id
			}
			b.seriesRows = append(b.seriesRows, r)
		}
	}
}

func clockOf(hour, minute int) string {
	return time.Date(2021, 1, 1, hour, minute, 0, 0, time.UTC).Format("15:04")
}

// tonight fills the evening: somebody has to say yes to a place that came free, and two
// families wait.
func (b *book) tonight(m *meeting) {
	if !m.from.After(b.now.Add(time.Hour)) { // nobody is offered a place when it begins
		return
	}
	b.fillTo(m, 0)
	last := m.guests[slices.IndexFunc(m.guests, func(g *guest) bool { return g.seated() && g.home != b.homes[0] })]
	last.state, last.until, last.changed = term.SignupAangeboden, m.from, b.ago(30*time.Minute)
	last.at = earliest(last.at, last.changed)
	b.queue(m, 2)
}
