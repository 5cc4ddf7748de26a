# make demo: install and show the whole way on a sample feed. make test: install what the tests need and run them.

PYTHON ?= python3
BIN := .venv/bin
DEMO := .demo
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The tests start hundreds of processes: what one has compiled, none compiles again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test lint docs clean

demo: .venv/installed
	@KG="$(BIN)/kg" KG_STORE="$(DEMO)/store" sh examples/demo.sh

test: .venv/installed-dev
	$(BIN)/pytest -q -n 2 --dist loadfile

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint Dockerfile

docs: .venv/installed-dev
	$(BIN)/python docs/make.py

clean:
	rm -rf .venv $(DEMO) .cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 12))' \
	  || { echo "NeuroKG needs Python 3.10, 3.11 or 3.12; say which: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --upgrade "pip>=25.1"

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install -q -e .
	@touch $@

.venv/installed-dev: .venv/installed pyproject.toml
	$(BIN)/python -m pip install -q -e '.[communities,nanopub,ontologies,shapes,train,vocab,web]' --group dev
	@touch $@
