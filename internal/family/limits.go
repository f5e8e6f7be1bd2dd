package family

// Limits are the numbers behind the questions. The PWA checks the same ones before
// it sends: testdata/validation.json carries them, and both sides' tests read it.
var Limits = struct {
	Name          int `json:"name"`
	FirstName     int `json:"firstName"`
	LastName      int `json:"lastName"`
	Street        int `json:"street"`
	HouseNumber   int `json:"houseNumber"`
	Email         int `json:"email"`
	Talen         int `json:"talen"`
	Adults        int `json:"adults"`
	Children      int `json:"children"`
	ChildAge      int `json:"childAge"`
	OfferedAge    int `json:"offeredAge"`
	EigenWoorden  int `json:"eigenWoorden"`
	Zorg          int `json:"zorg"`
	ZorgText      int `json:"zorgText"`
	ReisMinuten   int `json:"reisMinuten"`
	KeerPerMaand  int `json:"keerPerMaand"`
	Maanden       int `json:"maanden"`
	Urgentie      int `json:"urgentie"`
	Capaciteit    int `json:"capaciteit"`
	Toelichting   int `json:"toelichting"`
	VolgendeStap  int `json:"volgendeStap"`
	Note          int `json:"note"`
	Relatie       int `json:"relatie"`
	Functieaspect int `json:"functieaspect"`
	TextVersion   int `json:"textVersion"`
	PauseDays     int `json:"pauseDays"`
}{
	Name: 80, FirstName: 80, LastName: 80, Street: 120, HouseNumber: 20, Email: 254,
	Talen: 10, Adults: 12, Children: 12, ChildAge: 18, OfferedAge: 23,
	EigenWoorden: 2000, Zorg: 12, ZorgText: 1000,
	ReisMinuten: 180, KeerPerMaand: 31, Maanden: 240, Urgentie: 2, Capaciteit: 9,
	Toelichting: 2000, VolgendeStap: 200, Note: 8000, Relatie: 120, Functieaspect: 20, TextVersion: 40,
	PauseDays: 366,
}
