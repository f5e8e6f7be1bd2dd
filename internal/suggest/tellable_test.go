package suggest

import (
	"fmt"
	"math/big"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func seekers(rows ...string) (out []seeker) {
	for _, r := range rows {
		var f byte
		var s seeker
		if _, err := fmt.Sscanf(r, "%c %s %d", &f, &s.village, &s.age); err != nil {
			panic(err)
		}
		s.family = uuid.UUID{15: f}
		out = append(out, s)
	}
	return out
}

func TestWhatMayBeTold(t *testing.T) {
	for name, c := range map[string]struct {
		all  []seeker
		want []Cell
	}{
		"nobody":                              {nil, nil},
		"two families, however many children": {seekers("a Strijen 2", "a Strijen 2", "a Strijen 2", "b Strijen 2"), nil},
		"three families":                      {seekers("a Strijen 2", "b Strijen 2", "c Strijen 2", "c Strijen 2"), []Cell{{Children: 4}, {Village: "Strijen", Children: 4}, {Village: "Strijen", Van: 6, Tot: 9, Children: 4}}},
		"one of another age would be what is left": {seekers("a Strijen 2", "b Strijen 2", "c Strijen 2", "d Strijen 0"),
			[]Cell{{Village: "Strijen", Van: 6, Tot: 9, Children: 3}}},
		"three ages of three families": {seekers("a Strijen 2", "b Strijen 1", "c Strijen 0"), []Cell{{Children: 3}, {Village: "Strijen", Children: 3}}},
		"one in another village":       {seekers("a Strijen 2", "b Strijen 1", "c Strijen 0", "d Maasdam 2"), []Cell{{Village: "Strijen", Children: 3}}},
		"three villages":               {seekers("a Strijen 2", "b Maasdam 2", "c Puttershoek 2"), []Cell{{Children: 3}}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tellable(c.all); !slices.Equal(got, c.want) {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

// Somebody adds and subtracts the numbers in every way there is. No group of ages and
// villages whose number she can work out so is about one or two families.
func TestNothingSmallCanBeWorkedOut(t *testing.T) {
	villages := []string{"Strijen", "Maasdam", ""}
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) seeker {
			f := rapid.IntRange(1, 9).Draw(t, "family")
			return seeker{uuid.UUID{15: byte(f)}, villages[f%3], rapid.IntRange(0, 2).Draw(t, "age")}
		}), 0, 14).Draw(t, "seekers")
		leaf := func(s seeker) int { return slices.Index(villages, s.village)*3 + s.age }
		const leaves = 9
		there := make([]bool, leaves) // and she knows where nobody is
		for _, s := range all {
			there[leaf(s)] = true
		}
		var known [][]*big.Rat
		for _, c := range tellable(all) {
			row := make([]*big.Rat, leaves)
			n, fam := 0, map[uuid.UUID]bool{}
			for l := range row {
				in := (c.Village == "" || c.Village == villages[l/3]) && (c.Tot == 0 || c.Van == ages[l%3][0])
				row[l] = big.NewRat(0, 1)
				if in && there[l] {
					row[l].SetInt64(1)
				}
			}
			for _, s := range all {
				if row[leaf(s)].Sign() > 0 {
					n++
					fam[s.family] = true
				}
			}
			if n != c.Children || len(fam) < enough {
				t.Fatalf("%+v is %d children of %d families", c, n, len(fam))
			}
			known = append(known, row)
		}
		rank := rankOf(known)
		for set := 1; set < 1<<leaves; set++ {
			row, fam, nowhere := make([]*big.Rat, leaves), map[uuid.UUID]bool{}, false
			for l := range row {
				row[l] = big.NewRat(int64(set>>l&1), 1)
				nowhere = nowhere || set>>l&1 == 1 && !there[l]
			}
			for _, s := range all {
				if set>>leaf(s)&1 == 1 {
					fam[s.family] = true
				}
			}
			if nowhere || len(fam) >= enough {
				continue
			}
			if rankOf(append(slices.Clone(known), row)) == rank {
				t.Fatalf("%+v\ncan be worked out: %b, %d families", all, set, len(fam))
			}
		}
	})
}

// rankOf is how many of these rows none follows from the others.
func rankOf(rows [][]*big.Rat) (rank int) {
	var m [][]*big.Rat
	for _, r := range rows {
		c := make([]*big.Rat, len(r))
		for i, x := range r {
			c[i] = new(big.Rat).Set(x)
		}
		m = append(m, c)
	}
	for col := 0; len(m) > 0 && col < len(m[0]) && rank < len(m); col++ {
		at := slices.IndexFunc(m[rank:], func(r []*big.Rat) bool { return r[col].Sign() != 0 })
		if at < 0 {
			continue
		}
		m[rank], m[rank+at] = m[rank+at], m[rank]
		for i := rank + 1; i < len(m); i++ {
			f := new(big.Rat).Quo(m[i][col], m[rank][col])
			for k := range m[i] {
				m[i][k].Sub(m[i][k], new(big.Rat).Mul(f, m[rank][k]))
			}
		}
		rank++
	}
	return rank
}
