# make run    starts the lab and prints its address
# make test   checks style, types, room borders and runs every test
# Both first make .venv from constraints.txt; PYTHON=... picks the interpreter, ADDRESS=... and PORT=... where it
# listens.

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
TORCH = $$(grep '^torch==' constraints.txt)
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
ADDRESS ?= localhost
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c '$(NEW_ENOUGH)' 2>/dev/null && echo "$$p" && break; done)

.PHONY: help run test check lock clean

help:
	@sed -n 's/^# \(make.*\)/\1/p' Makefile

run: $(VENV)/.run
	$(BIN)/streamlit run app.py --server.address=$(ADDRESS) $(if $(PORT),--server.port=$(PORT))

test: check
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest --cov --numprocesses auto --maxprocesses 4 \
		--dist loadfile --no-loadscope-reorder

check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The stamps: an environment is made again only when what it is made from changes.
$(VENV)/.run: pyproject.toml constraints.txt
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' 2>/dev/null || \
		{ echo "This needs Python 3.11 or newer: install it, or name one with PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Making $(VENV) from constraints.txt. This takes a few minutes, once."
	@"$(PYTHON)" -m venv $(VENV)
	@$(INSTALL) $(TORCH)
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@echo "Adding the test tools."
	@$(INSTALL) --editable '.[test,dask,bench]'
	@touch $@

# Resolves every range in pyproject.toml afresh, but for torch, whose line is changed by hand. Local version labels
# such as "+cpu" go: the same pin then finds whichever build of torch the index offers.
lock:
	rm -rf .lock && "$(PYTHON)" -m venv .lock
	.lock/bin/python -m pip install --quiet --disable-pip-version-check $(TORCH) '.[test,dask,bench]'
	{ echo '# Every version that we test with, written by `make lock`; pyproject.toml has the ranges.'; \
		.lock/bin/python -m pip freeze --exclude qlab | sed 's/+[a-z0-9.]*$$//'; } > .lock/constraints.txt
	mv .lock/constraints.txt constraints.txt && rm -rf .lock

clean:
	rm -rf $(VENV) .lock .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
