# Each target is one line that calls the real thing.

.PHONY: run build soak faults test test-go test-pwa test-browser generate migration migration-init migration-seal manifest bench shots pictures

run: build ## build all, and serve the demo at http://localhost:8080
	bin/buurtdorp serve --demo

build: ## bin/buurtdorp: one static binary with the app inside
	scripts/build.sh

test: ## everything: style, generated code, front end, both databases, browser
	scripts/test.sh style npm fresh+pwa build go browser

test-go: ## the Go tests, on both databases
	scripts/test.sh go

test-pwa: ## the front end: types and unit tests
	scripts/test.sh pwa

test-browser: ## the app in a browser
	scripts/test.sh build browser

generate: ## ent, graph and the types of the front end
	scripts/generate.sh

migration: ## make migration NAME=add_something, for both databases
	scripts/with-postgres.sh go run ./internal/store/cmd/diff "$(NAME)"

migration-init: ## before the first release: 00001_init anew from ent/schema
	scripts/with-postgres.sh go run ./internal/store/cmd/diff -init

migration-seal: ## after editing a new migration by hand
	go run ./internal/store/cmd/diff -seal

bench: ## the benchmarks, with PostgreSQL beside them
	scripts/with-postgres.sh go test -run '^$$' -bench . -benchmem ./...

manifest: ## the documents of this release, which phones may send for 120 days
	scripts/need.sh npm && cd pwa && MANIFEST=write npx vitest run tests/unit/manifest.test.ts

soak: build ## random faults for minutes: three phones, 300 wishes, ten seeds; three browsers; and the scenarios ten times
	SOAK_ROUNDS=10 node pwa/tests/soak/soak.mjs 300
	SOAK_ROUNDS=3 node pwa/tests/soak/browser.mjs 100
	$(MAKE) faults

faults: build ## the scenarios of broken lines, N=10 times in a row, without a second try
	node pwa/tests/soak/faults.mjs $(or $(N),10)

shots: build ## a picture of every screen of every role, in test-results/shots; fails when one scrolls sideways or complains
	scripts/need.sh chromium && npm --prefix pwa run shots

pictures: build ## the pictures of the README anew
	scripts/need.sh chromium && npm --prefix pwa run pictures
