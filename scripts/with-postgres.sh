#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL: scripts/with-postgres.sh go test ./...
# Its address is in BUURTDORP_TEST_POSTGRES; where that is set already, that server
# is used and nothing is started; with BUURTDORP_TEST_SQLITE_ONLY=1 there is none. The
# server is gone when the command ends.
set -euo pipefail

if [ $# -eq 0 ]; then
	echo "usage: scripts/with-postgres.sh COMMAND…" >&2
	exit 2
fi
if [ -n "${BUURTDORP_TEST_POSTGRES:-}" ] || [ "${BUURTDORP_TEST_SQLITE_ONLY:-}" = 1 ]; then
	exec "$@"
fi

here=$(cd "$(dirname "$0")" && pwd)
. "$here/env.sh"
"$here/need.sh" postgres
bin=$("$here/need.sh" --postgres-bin)

# PostgreSQL refuses to run as root: give it to the user its package made. And let
# it stop when this script is killed without a chance to stop it.
as=()
if command -v setpriv >/dev/null; then
	as=(setpriv --pdeathsig INT)
fi
if [ "$(id -u)" = 0 ]; then
	user=postgres
	id postgres >/dev/null 2>&1 || user=nobody
	as+=("--reuid=$user" "--regid=$(id -g "$user")" --clear-groups)
fi
clean=(env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8)

dir=$(mktemp -d "$(scratch)/buurtdorp-postgres.XXXXXX")
[ -z "${user:-}" ] || chown "$user" "$dir"
server='' command=''

stop() {
	trap - EXIT INT TERM
	[ -z "$command" ] || kill -TERM "$command" 2>/dev/null || true
	if [ -n "$server" ] && kill -INT "$server" 2>/dev/null; then # INT: close connections and stop
		wait "$server" 2>/dev/null || true
	fi
	rm -rf "$dir"
}
trap stop EXIT
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM

fail() {
	echo "PostgreSQL does not start. Its words:" >&2
	cat "$dir/log" >&2
	exit 1
}

# Nothing here has to outlive the command, so nothing waits for the disk.
(cd / && "${as[@]}" "${clean[@]}" "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N) >"$dir/log" 2>&1 || fail

for _ in 1 2 3 4 5; do
	port=$((20000 + RANDOM % 30000))
	(cd / && exec "${as[@]}" "${clean[@]}" "$bin/postgres" -D "$dir/data" -k "$dir" -p "$port" -h 127.0.0.1 \
		-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c wal_level=minimal -c max_wal_senders=0 \
		-c max_connections=300 -c autovacuum=off) >"$dir/log" 2>&1 &
	server=$!
	for _ in $(seq 300); do
		grep -qs '^ready' "$dir/data/postmaster.pid" && break 2
		kill -0 "$server" 2>/dev/null || break # the port was taken: another one
		sleep 0.05
	done
	kill -INT "$server" 2>/dev/null || true
	wait "$server" 2>/dev/null || true
	server=''
done
[ -n "$server" ] || fail

export BUURTDORP_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
"$@" <&0 &
command=$!
code=0
wait "$command" || code=$?
command=''
exit "$code"
