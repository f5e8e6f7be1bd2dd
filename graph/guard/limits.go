package guard

// Limits bound what one request may ask. They are counted over what the document
// amounts to when every fragment is written out, for that is what would run.
type Limits struct {
	Bytes              int // length of the document
	Tokens             int // words and signs in it
	Operations         int // operations in one document
	Fragments          int // fragment definitions
	Depth              int // fields inside fields
	IntrospectionDepth int // the same under __schema and __type
	IntrospectionRoots int // __schema and __type fields in one operation
	RootFields         int // fields directly under the operation
	SetSize            int // fields of one selection set
	Selections         int // fields and fragments in all
	Aliases            int
	Directives         int
	Cost               int // fields times the lists they stand in
	MaxPage            int // largest first or last
	DefaultPage        int // page counted when neither is given
	ListFactor         int // rows counted for a list without pages
	InputDepth         int // lists and objects inside one another
	InputValues        int // values in literals, and again in variables
}

// Default gives the limits to start from (what the app itself sends, and half as
// much again).
func Default() Limits {
	return Limits{
		Bytes:              32 << 10,
		Tokens:             2000,
		Operations:         10,
		Fragments:          60,
		Depth:              12,
		IntrospectionDepth: 20,
		IntrospectionRoots: 2,
		RootFields:         10,
		SetSize:            200,
		Selections:         2000,
		Aliases:            30,
		Directives:         20,
		Cost:               5000,
		MaxPage:            100,
		DefaultPage:        20,
		ListFactor:         5,
		InputDepth:         10,
		InputValues:        2000,
	}
}
