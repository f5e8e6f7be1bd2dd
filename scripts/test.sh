#!/usr/bin/env bash
# Runs stages of tests: scripts/test.sh style fresh pwa build go browser
# A stage that fails does not stop the others; the last line tells how it went.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

work=$(mktemp -d "${TMPDIR:-/tmp}/buurtdorp-test.XXXXXX")
trap 'rm -rf "$work"' EXIT

style() {
	local ugly
	ugly=$(find . -name '*.go' -not -path '*/node_modules/*' -exec gofmt -l {} +)
	[ -z "$ugly" ] || { printf 'not gofmt:\n%s\n' "$ugly"; return 1; }
	go vet ./...
}

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
	scripts/with-postgres.sh go test -json -timeout 20m ./... | "$work/gosum" "$work/totals"
}

# run.mjs ends with a line such as "21 passed, 0 failed".
browser() {
	scripts/need.sh npm chromium
	node pwa/tests/soak/soak.mjs 60 7
	node pwa/tests/run.mjs | tee "$work/browser"
	local passed
	passed=$(grep -oE '[0-9]+ passed' "$work/browser" | tail -n 1 | grep -oE '[0-9]+') ||
		{ echo 'the browser tests did not say how many passed'; return 1; }
	[ "$passed" -gt 0 ] || { echo 'no browser test ran'; return 1; }
	echo "$passed browser tests" >>"$work/totals"
}

scripts/need.sh go
failed=''
for stage in "$@"; do
	printf '\n== %s\n' "$stage"
	[ "$stage" = go ] && run=go_tests || run=$stage
	# A subshell of its own: inside `if`, bash would forget set -e.
	set +e
	(set -e; "$run")
	code=$?
	set -e
	[ $code -eq 0 ] || failed="$failed $stage"
done

total=$(paste -sd, "$work/totals" 2>/dev/null | sed 's/,/, /g' || true)
took="$((SECONDS / 60))m$((SECONDS % 60))s"
echo
if [ -n "$failed" ]; then
	echo "FAILED:$failed (counted: ${total:-nothing}; $took)"
	exit 1
fi
echo "ok: $* - ${total:+$total, }all passed in $took"
