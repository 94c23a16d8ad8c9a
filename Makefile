# make serve, make test, make build, make bench: each sets up what it needs first (NO_SETUP=1 skips that).
SHELL := /bin/bash
PORT ?= 8000
PY := .venv/bin/python
export DIPTYCH_CACHE ?= $(CURDIR)/.cache

.PHONY: serve build test bench setup check lock clean

serve: build
	@$(PY) -m converter serve --port $(PORT)

build: setup
	@$(PY) -m converter all

test: setup browser build check
	@$(PY) -m pytest -n 2 --dist loadfile

bench: setup browser build
	@$(PY) -m tests.bench

check: setup
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .
	@node_modules/.bin/tsc --noEmit

ifdef NO_SETUP
setup browser:
else
setup: .venv/.done node_modules/.done
browser:
	@bash tests/browser.sh
endif

.venv/.done: requirements.lock pyproject.toml
	@echo "1/2 Python environment: .venv (about a minute, 2.8 GB with TensorFlow)"
	@python3 -m venv .venv 2>/dev/null || (apt-get update -qq && apt-get install -y -qq python3-venv && python3 -m venv .venv)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.done: package-lock.json package.json
	@echo "2/2 browser libraries: node_modules"
	@npm ci --silent --no-fund --no-audit
	@touch $@

# Renews both lock files after a change in pyproject.toml or package.json.
lock:
	uv pip compile pyproject.toml --extra convert --extra test --generate-hashes --python-version 3.11 --no-header --no-annotate -o requirements.lock
	npm install --package-lock-only

clean:
	rm -rf dist .venv node_modules
