# The whole program by name; each target is one line that does the work elsewhere.
PORT ?= 8000
PY := .venv/bin/python
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: setup run test check bench screenshots messages

setup: ## environment, npm packages, translations, secret key; seconds when nothing changed
	@scripts/setup

run: setup ## the demo city on http://127.0.0.1:$(PORT)/
	@exec env PORT=$(PORT) $(PY) scripts/run.py

test: setup ## whole suite on SQLite, again on PostgreSQL where one is reachable, browser tests once
	@$(PY) scripts/run_tests.py

check: setup ## format, lint, types, layers, migrations, API document, translations
	@$(PY) scripts/run_checks.py

bench: setup ## ratios against a peer or a limit in the same run
	@$(PY) -m benchmarks

screenshots: setup ## docs/images from the running program
	@$(PY) scripts/screenshots.py
