# `make pdfs` and `make test` install what is missing first; ARGS goes to the command behind each.
#   make pdfs ARGS="--format all"      make test ARGS="-k imposition"

PYTHON ?= python3
ARGS ?=
UV := uv==0.13.9

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

# Stamps: an installation is done again when what it is made from changes.
VENV := .venv/.made
RUNTIME := .venv/.runtime
DEV := .venv/.dev
BENCH := .venv/.bench

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help pdfs test check bench format lock clean

help:
	@echo 'make pdfs     make the usual PDFs, into output/ (ARGS="--format all" and the like)'
	@echo 'make test     run every test (ARGS="-k word" and the like)'
	@echo 'make check    lint, formatting and types'
	@echo 'make bench    measure beside other tools, into docs/benchmarks.md (20 minutes)'
	@echo 'make format   put the code in its format'
	@echo 'make lock     pin the newest versions in requirements*.txt'
	@echo 'make clean    remove all that make made'

pdfs: $(RUNTIME)
	$(BIN)/drempels build $(ARGS)

test: $(DEV)
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(BENCH)
	$(BIN)/python -m tools.bench $(ARGS)

format: $(DEV)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

$(VENV): tools/system-packages
	PYTHON='$(PYTHON)' tools/system-packages
	$(PYTHON) -m venv --clear .venv
	@touch $@

# The package itself is installed in place, so that a change to it needs no new installation.
$(RUNTIME): $(VENV) requirements.txt pyproject.toml
	@echo 'Installing Python packages into .venv; the first time this takes a minute'
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.txt tools/system-packages
	PYTHON='$(PYTHON)' tools/system-packages test
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(BENCH): $(RUNTIME) requirements-bench.txt
	$(PIP) install --require-hashes -r requirements-bench.txt
	@touch $@

# Hashes of every file of each release, so that one lock serves every platform.
LOCK := .lock/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade \
	--generate-hashes --custom-compile-command 'make lock' pyproject.toml --group build

lock:
	$(PYTHON) -m venv .lock
	.lock/bin/python -m pip --quiet install '$(UV)'
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt
	$(LOCK) --group bench --constraint requirements.txt --output-file requirements-bench.txt

clean:
	rm -rf .venv .lock output build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
