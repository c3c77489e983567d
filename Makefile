SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run test bench fuzz format lint screenshots build clean

DATABASE ?= sqlite:kartoteka.db
KARTOTEKA := .build/release/kartoteka

help: ## Show these lines
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build, fill an empty database with 20,000 made-up contacts, and serve it on port 8080
	$(KARTOTEKA) generate --contacts 20000 --seed 1 --if-empty --database $(DATABASE)
	exec $(KARTOTEKA) serve --database $(DATABASE)

build: ## Build the release executable
	scripts/setup run
	swift build -c release --product kartoteka

test: ## Lint, then run all tests on both databases and in a browser
	scripts/setup test
	scripts/test

bench: build ## Measure on a million contacts
	$(KARTOTEKA) bench --contacts 1000000

fuzz: ## Give a million random texts to each parser of what comes from outside
	scripts/setup test
	swift build -c release --product fuzz
	.build/release/fuzz

format: ## Format the Swift code in place
	swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

lint: ## Check the Swift code and the scripts, changing nothing
	scripts/install-system-packages test
	scripts/lint

screenshots: ## Take the pictures in docs/screenshots
	scripts/setup test
	swift build --product kartoteka
	"$$(scripts/python-environment Tests/Browser/requirements.txt)" Tests/Browser/screenshots.py

clean: ## Remove what was built, downloaded and started; databases stay
	scripts/postgres-cluster stop
	rm -rf .build .cache Sources/WebUI/Assets/vendor
