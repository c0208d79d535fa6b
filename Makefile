# make run    starts the lab and prints its address
# make test   checks style, types, room borders and runs every test
# Both first make .venv from constraints.txt; PYTHON=... picks the interpreter.

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$p" && break; done)

.PHONY: help run test check lock clean

help:
	@sed -n 's/^# \(make.*\)/\1/p' Makefile

run: $(VENV)/.run
	$(BIN)/streamlit run app.py

test: check
	$(BIN)/python -m pytest --cov

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The stamps: an environment is made again only when what it is made from changes.
$(VENV)/.run: pyproject.toml constraints.txt
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || \
		{ echo "This needs Python 3.11 or newer: install it, or name one with PYTHON=/path/to/python3.11" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)
	$(INSTALL) $$(grep '^torch==' constraints.txt)
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(INSTALL) --editable '.[test,dask,bench]'
	@touch $@

# Resolves every range in pyproject.toml afresh and pins what came out. Local version labels such as
# "+cpu" go: the same pin then finds whichever build of torch the index offers.
lock:
	rm -rf .lock && "$(PYTHON)" -m venv .lock
	.lock/bin/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	.lock/bin/python -m pip install --quiet --disable-pip-version-check '.[test,dask,bench]'
	.lock/bin/python -m pip freeze --exclude qlab | sed 's/+[a-z0-9.]*$$//' > constraints.txt
	rm -rf .lock

clean:
	rm -rf $(VENV) .lock .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
