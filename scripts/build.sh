#!/usr/bin/env bash
# Builds bin/buurtdorp: the app first, then the binary that carries it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
scripts/need.sh go npm

npm --prefix pwa run --silent build -- --logLevel warn
npm --prefix pwa/graphiql run --silent build
version=$(git describe --tags --always --dirty 2>/dev/null || echo dev)
go build -ldflags "-s -w -X main.version=$version" -o bin/buurtdorp .
ls -lh bin/buurtdorp | awk '{ print "built bin/buurtdorp, " $5 }'
