package schema

import "strings"

// words writes a CHECK that a column holds only words of a closed list: ent
// validates on its own path, the database on every path.
func words(column string, values []string) string {
	return column + " IN ('" + strings.Join(values, "', '") + "')"
}
