# Everything a contributor or a user runs. `make` lists the commands.
# The environment is built in .venv with pip alone, so that the mirror a user set up for pip is used.

FITS := 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'
# The Python of .venv goes on, unless another is named.
PYTHON ?= $(shell for p in .venv/bin/python python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c $(FITS) 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
# The lists are whole, so that nothing is left to resolve.
INSTALL = $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq --no-deps --require-hashes

WHY = { echo "The packages could not be installed; pip says above why. If no index is within reach, or the index lacks a" \
	"file or has another (hashes differ), name a mirror with 'pip config set global.index-url …'; if no space is left, make" \
	"room for 1 GB. Then run make again." >&2; exit 1; }
# What is installed is stamped with its Python, so that another one is set up anew.
VERSION := $(shell $(PYTHON) --version 2>/dev/null)
RUN := .venv/run-$(lastword $(VERSION)).stamp
DEV := .venv/dev-$(lastword $(VERSION)).stamp

.DEFAULT_GOAL := help
.PHONY: help demo test check format lock clean python

help:
	@echo "make demo    set up, then run one night on the sample site and show its marts"
	@echo "make test    set up, then run every check and test"
	@echo "make check   format, lint and types, without the tests"
	@echo "make format  put code and SQL into the house format"
	@echo "make lock    resolve the dependencies anew into requirements/"
	@echo "make clean   remove the environment and the demo's warehouse; what was collected stays"

python:
	@test -n "$(PYTHON)" || { echo "ruraletl needs Python 3.11, 3.12 or 3.13 with venv; none was found." \
	"Install one (on Debian or Ubuntu: apt install python3 python3-venv) or name it: make demo PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c $(FITS) 2>/dev/null || { \
	echo "$(PYTHON) cannot be used: ruraletl needs Python 3.11, 3.12 or 3.13 with venv." \
	"Name another: make demo PYTHON=/path/to/python3.12" >&2; exit 1; }

$(RUN): requirements/run.txt pyproject.toml | python
	@echo "==> setting up .venv with $(VERSION): about 100 packages, one to two minutes the first time"
	@test "$$($(BIN)/python --version 2>/dev/null)" = "$(VERSION)" || $(PYTHON) -m venv --clear .venv
	@$(INSTALL) -r requirements/run.txt || $(WHY)
	@$(BIN)/python -m pip --disable-pip-version-check install -qq --no-deps --no-build-isolation --editable .
	@touch "$@"

$(DEV): requirements/dev.txt $(RUN)
	@echo "==> adding what the tests need"
	@$(INSTALL) -r requirements/dev.txt || $(WHY)
	@touch "$@"

demo: $(RUN)
	@echo "==> one night on the sample site"
	@$(BIN)/ruraletl demo

check: $(DEV)
	@echo "==> format, lint, types, SQL"
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/sqlfluff lint --disable-progress-bar -q sql

test: check
	@echo "==> tests"
	@$(BIN)/pytest --numprocesses 2 --dist loadfile

format: $(DEV)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/sqlfluff fix --quiet sql

UV := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-annotate --quiet --custom-compile-command "make lock"

lock: $(RUN)
	@$(BIN)/python -m pip install --quiet uv
	@echo "==> resolving"
	@$(UV) --constraint requirements/constraints.txt --group build --group dev -o requirements/dev.txt
	@$(UV) --constraint requirements/dev.txt --group build -o requirements/run.txt

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis sql/target sql/logs
	@if test -e warehouse/DEMO || ! test -e warehouse/archive; \
	then find warehouse -mindepth 1 ! -name README.md -delete; \
	else echo "warehouse/ holds pages that were collected, and stays; remove it yourself if you mean to." >&2; fi
