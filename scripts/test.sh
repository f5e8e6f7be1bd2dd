#!/usr/bin/env bash
# Runs stages of tests: scripts/test.sh style npm fresh+pwa build go browser
# Those with a + between them run beside each other: neither needs what the other
# writes, and each leaves a processor idle. A stage that fails does not stop the
# others; the last line tells how it went.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

work=$(mktemp -d "$(scratch)/buurtdorp-test.XXXXXX")
trap 'rm -rf "$work"' EXIT

style() {
	local ugly
	ugly=$(find . -name '*.go' -not -path '*/node_modules/*' -exec gofmt -l {} +)
	[ -z "$ugly" ] || { printf 'not gofmt:\n%s\n' "$ugly"; return 1; }
	go vet ./...
}

npm_packages() { scripts/need.sh npm; }

fresh() { scripts/generate.sh --check; }

pwa() {
	scripts/need.sh npm
	npm --prefix pwa run --silent check
	(cd pwa && npx vitest run --reporter=default --reporter=json --outputFile.json="$work/vitest.json")
	node -p 'const r = JSON.parse(require("fs").readFileSync(process.argv[1])); `${r.numPassedTests} front end tests`' \
		"$work/vitest.json" >>"$work/totals"
}

build() { scripts/build.sh; }

go_tests() {
	go build -o "$work/gosum" ./scripts/gosum
	# What the tests write goes where PostgreSQL's files go; what Go builds is too large for that.
	GOTMPDIR="${TMPDIR:-/tmp}" TMPDIR="$work" \
		scripts/with-postgres.sh go test -json -timeout 20m ./... | "$work/gosum" "$work/totals"
}

# run.mjs ends with a line such as "21 passed, 0 failed".
browser() {
	scripts/need.sh npm chromium
	export TMPDIR="$work"
	node pwa/tests/soak/soak.mjs 60 7
	node pwa/tests/run.mjs | tee "$work/browser"
	local passed
	passed=$(grep -oE '[0-9]+ passed' "$work/browser" | tail -n 1 | grep -oE '[0-9]+') ||
		{ echo 'the browser tests did not say how many passed'; return 1; }
	[ "$passed" -gt 0 ] || { echo 'no browser test ran'; return 1; }
	echo "$passed browser tests" >>"$work/totals"
}

# run is one stage, in a subshell of its own: inside `if`, bash would forget set -e.
run() (
	set -e
	printf '\n== %s\n' "$1"
	SECONDS=0
	case $1 in
	go) go_tests ;;
	npm) npm_packages ;;
	*) "$1" ;;
	esac
	echo "$1 took $SECONDS s"
)

scripts/need.sh go
chmod 711 "$work" # PostgreSQL, which is not root, has its files in there
failed=''
for group in "$@"; do
	set +e
	if [[ $group = *+* ]]; then
		for stage in ${group//+/ }; do
			run "$stage" >"$work/$stage.said" 2>&1 &
			running[$!]=$stage
		done
		for process in "${!running[@]}"; do
			wait "$process" || failed="$failed ${running[$process]}"
			cat "$work/${running[$process]}.said"
		done
		unset running
	else
		run "$group"
		[ $? -eq 0 ] || failed="$failed $group"
	fi
	set -e
done

total=$(paste -sd, "$work/totals" 2>/dev/null | sed 's/,/, /g' || true)
took="$((SECONDS / 60))m$((SECONDS % 60))s"
echo
if [ -n "$failed" ]; then
	echo "FAILED:$failed (counted: ${total:-nothing}; $took)"
	exit 1
fi
echo "ok: $* - ${total:+$total, }all passed in $took"
