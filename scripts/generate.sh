#!/usr/bin/env bash
# Writes everything that is generated. With --check it says which files that
# changed, and fails when there are any: somebody forgot to generate.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/need.sh go npm

state() { find ent graph pwa/src/api -type f -exec sha256sum {} + | sort -k 2; }

before=$(state)
go generate ./...
npm --prefix pwa run --silent schema
[ "${1:-}" = --check ] || exit 0

changed=$(diff <(echo "$before") <(state) | awk '/^[<>]/ { print $3 }' | sort -u || true)
[ -z "$changed" ] && exit 0
printf 'These files were not what their sources say. They are now; commit them:\n%s\n' "$changed" >&2
exit 1
