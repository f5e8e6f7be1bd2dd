#!/usr/bin/env bash
# How long the program takes to be ready, and what it holds in memory at rest, with the
# demo region on SQLite: bench/start.sh [BINARY]
# Goals: ready in under 1 s after the first run, at rest under 64 MiB.
set -euo pipefail
cd "$(dirname "$0")/.."
binary=$(realpath "${1:-bin/buurtdorp}")
[ -x "$binary" ] || { echo "$binary is not there: make build" >&2; exit 1; }

dir=$(mktemp -d "${TMPDIR:-/tmp}/buurtdorp-start.XXXXXX")
pid=''
stop() {
	[ -z "$pid" ] || { kill -TERM "$pid" && wait "$pid"; } 2>/dev/null || true
	pid=''
}
trap 'stop; rm -rf "$dir"' EXIT

port=$((20000 + RANDOM % 30000))
export DATABASE_URL="sqlite:$dir/buurtdorp.db" BUURTDORP_ADDR="127.0.0.1:$port"

now() { date +%s%N; }

# ask prints the first line of the answer to GET PATH, or nothing.
ask() {
	exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
	printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
	head -n 1 <&3
	exec 3>&-
} 2>/dev/null

# ready starts the program and prints how many ms it took until it said it is ready.
ready() {
	local begin
	begin=$(now)
	"$binary" serve "$@" >/dev/null 2>"$dir/log" &
	pid=$!
	until ask /readyz | grep -q ' 200 '; do
		kill -0 "$pid" 2>/dev/null || { cat "$dir/log" >&2; exit 1; }
	done
	took=$((($(now) - begin) / 1000000))
}

kib() { awk -v what="$1:" '$1 == what { print $2 }' "/proc/$pid/status"; }

ready --demo
echo "first run, with the demo region made: $took ms"
stop

times=()
for _ in 1 2 3 4 5; do
	ready
	times+=("$took")
	[ ${#times[@]} -eq 5 ] || stop
done
mapfile -t sorted < <(printf '%s\n' "${times[@]}" | sort -n)
echo "ready after a later start: ${times[*]} ms, median ${sorted[2]} ms (goal: under 1000)"

sleep 5
echo "memory at rest: $(($(kib VmRSS) / 1024)) MiB (goal: under 64), of which its own $(($(kib RssAnon) / 1024)) MiB"
for _ in $(seq 200); do ask '/graphql?query=%7Bmeetups(first:20)%7Bedges%7Bnode%7Btitle%20place%7Bname%7D%7D%7D%7D%7D' >/dev/null; done
sleep 5
echo "after 200 queries: $(($(kib VmRSS) / 1024)) MiB, at the most $(($(kib VmHWM) / 1024)) MiB"
