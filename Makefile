# Everything a newcomer needs: `make run` and `make test` set up by themselves.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHONS ?= python3.13 python3.12 python3.11 python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
ENGLISH := src/loopbaankrediet/web/locale/en/LC_MESSAGES/django
ENGINES := $(VENV)/engines
PEER := simulators/peer_acm/node_modules/.package-lock.json

.PHONY: help setup run test english lint torture bench drill clean-room engines peer lock

help: ## show these targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

setup: $(READY) $(ENGLISH).mo ## make .venv from the lock file (no work when it is up to date)

$(BIN)/python:
	@for python in $(PYTHONS); do \
	  if $$python -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "$$python -m venv $(VENV)"; exec $$python -m venv $(VENV); \
	  fi; \
	done; \
	echo "No usable Python found among: $(PYTHONS)." >&2; \
	echo "Python 3.11 or later with venv is needed (Debian: apt-get install python3 python3-venv)." >&2; \
	exit 1

$(READY): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(ENGLISH).mo: $(ENGLISH).po | $(READY)
	$(BIN)/python scripts/translations.py compile

run: setup ## start the platform on this machine, with its demonstration
	@exec $(BIN)/loopbaankrediet run $(ARGS)

test: ## set up, then every ring of tests this machine can run (REQUIRE_ALL=1: all of them or fail)
	@start=$$(date +%s) && $(MAKE) --no-print-directory setup $(if $(REQUIRE_ALL),engines peer) && \
	  exec $(BIN)/python scripts/rings.py --set-up-seconds $$(($$(date +%s) - start)) $(RINGS)

english: setup ## take up in the English catalogue what the pages say now
	$(BIN)/python scripts/translations.py update

lint: setup ## style, types and floors only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

torture: setup ## the long forms: ten thousand cases, every pair, crashes, races, restores
	LOOPBAANKREDIET_LONG=1 $(BIN)/pytest -v tests/decree/test_unknown_facts.py tests/rooms/test_random_walks.py \
	  tests/crash tests/fuzz tests/races
	$(BIN)/python scripts/print_reliability.py

bench: setup ## measure what docs and README claim
	@$(BIN)/python -m benchmarks

drill: setup ## restore the newest backup beside the platform and prove it
	@$(BIN)/loopbaankrediet db restore "$$(ls -t var/backups/*.backup | head -1)" --into "var/drill-$$(date +%Y%m%dT%H%M%S)"

clean-room: ## both README commands in a bare Debian (needs root and debootstrap)
	@scripts/clean_room.sh $(ARGS)

engines: setup $(ENGINES) ## the other engines of decide-many: numba, Dask, Spark (needs Java)

$(ENGINES): requirements-engines.lock | $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-engines.lock
	@touch $@

peer: setup $(PEER) ## the second provider of the sign-in (npm oidc-provider, with Node from a wheel)

$(PEER): requirements-peer.lock simulators/peer_acm/package-lock.json $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peer.lock
	$(BIN)/python scripts/install_peer.py
	@touch $@

RESOLVE = $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
  --custom-compile-command "make lock" --extra simulators --extra dev --extra browser --extra duckdb --extra lab

lock: setup ## resolve the dependencies anew
	$(BIN)/python -m pip install --quiet uv
	$(RESOLVE) --output-file requirements.lock
	$(RESOLVE) --extra numba --extra dask --extra spark --constraint requirements.lock --output-file requirements-engines.lock
	$(BIN)/uv pip compile --group peer --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" --output-file requirements-peer.lock
	$(BIN)/python scripts/install_peer.py lock
