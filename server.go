// Buurtdorp: families who help each other raise children, and the places where
// parents meet. One binary: a GraphQL API, and the app for phones and desks.
package main

import (
	"os"

	"buurtdorp/internal/command"
)

// version is set by make build.
var version = "dev"

func main() { os.Exit(command.Run(version, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
