#!/usr/bin/env bash
# Makes sure that what a task needs is here: scripts/need.sh go node npm postgres chromium
# As root on Debian or Ubuntu it installs PostgreSQL and Chromium; everywhere it gets
# the npm packages. Else it says exactly what to install, and stops.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

stop() {
	printf 'Needed: %s\n' "$1" >&2
	printf '  %s\n' "${@:2}" >&2
	exit 1
}

# install asks the system's packages, without questions.
install() {
	[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
	echo "installing $* ..."
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq </dev/null
	apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

# at_least A B tells whether version A is B or newer.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

need_go() {
	local has
	has=$(cd "$root" && go env GOVERSION 2>/dev/null || true)
	at_least "${has#go}" 1.26 && [ -n "$has" ] ||
		stop "Go 1.26 or newer (found: ${has:-none})" "https://go.dev/doc/install"
}

need_node() {
	local has
	has=$(node --version 2>/dev/null || true)
	[ -n "$has" ] && at_least "${has#v}" 20.19 ||
		stop "Node.js 20.19 or newer (found: ${has:-none})" "https://nodejs.org/en/download"
	command -v npm >/dev/null || stop "npm, which comes with Node.js" "https://nodejs.org/en/download"
}

# need_npm gets the packages again only when the lock file says something else.
need_npm() {
	need_node
	local dir lock seen
	for dir in pwa pwa/graphiql; do
		lock="$root/$dir/package-lock.json" seen="$root/$dir/node_modules/.buurtdorp-lock"
		cmp -s "$lock" "$seen" && continue
		echo "npm ci in $dir ..."
		(cd "$root/$dir" && npm ci --no-audit --no-fund --loglevel=error </dev/null)
		cp "$lock" "$seen"
	done
}

# postgres_bin prints the folder with the newest initdb and postgres, 14 at least.
postgres_bin() {
	local d version
	for d in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) \
		"$(dirname "$(command -v initdb || echo /)")" /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin; do
		[ -x "$d/initdb" ] && [ -x "$d/postgres" ] || continue
		version=$("$d/postgres" --version | grep -oE '[0-9]+' | head -n 1)
		[ "$version" -ge 14 ] && echo "$d" && return
	done
	return 1
}

need_postgres() {
	[ -z "${BUURTDORP_TEST_POSTGRES:-}" ] && [ "${BUURTDORP_TEST_SQLITE_ONLY:-}" != 1 ] || return 0
	postgres_bin >/dev/null && return
	# We start a server of our own; the package need not make and start one as well.
	if [ "$(id -u)" = 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ] && command -v apt-get >/dev/null; then
		mkdir -p /etc/postgresql-common
		echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
	fi
	install postgresql || stop "PostgreSQL 14 or newer, for the tests" \
		"Debian or Ubuntu:  sudo apt-get install postgresql" \
		"or point BUURTDORP_TEST_POSTGRES at a server where databases may be made" \
		"or leave PostgreSQL out:  BUURTDORP_TEST_SQLITE_ONLY=1 make test"
	postgres_bin >/dev/null || stop "PostgreSQL 14 or newer; the system's package is older" "https://www.postgresql.org/download/"
}

chromium_bin() {
	local c
	for c in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
		[ -n "$c" ] && command -v "$c" && return
	done
	return 1
}

need_chromium() {
	chromium_bin >/dev/null || install chromium || stop "Chromium, for the browser tests" \
		"Debian or Ubuntu:  sudo apt-get install chromium" \
		"or name another one:  CHROMIUM=/path/to/chrome make test"
	chromium_bin >/dev/null || stop "Chromium; the system's package did not bring one" "CHROMIUM=/path/to/chrome make test"
	# Debian also has it without its windows, which halves what the stories ask of the
	# processors. Where that cannot be had the whole one does it (pwa/tests/browser.mjs).
	[ -n "${CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null ||
		install chromium-headless-shell 2>/dev/null || true
}

for what in "$@"; do
	case $what in
	go | node | npm | postgres | chromium) "need_$what" ;;
	--postgres-bin) postgres_bin ;;
	--chromium) chromium_bin ;;
	*) stop "a known name; $what is none" "go node npm postgres chromium" ;;
	esac
done
