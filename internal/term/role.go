package term

import "io"

// Role is who somebody is in a region. The token carries them in lower case.
type Role string

const (
	RoleParent       Role = "PARENT"
	RoleHost         Role = "HOST"
	RoleMatcher      Role = "MATCHER"
	RoleHeadMatcher  Role = "HEAD_MATCHER"
	RoleProfessional Role = "PROFESSIONAL"
	RoleAdmin        Role = "ADMIN"
	RoleClient       Role = "CLIENT"
)

// Values lists every Role, in the order people meet them.
func (Role) Values() []string {
	return []string{"PARENT", "HOST", "MATCHER", "HEAD_MATCHER", "PROFESSIONAL", "ADMIN", "CLIENT"}
}

func (v Role) MarshalGQL(w io.Writer) { write(w, v) }

func (v *Role) UnmarshalGQL(in any) error { return read(in, v) }
