# `make serve` opens the page on the samples, `make test` runs the tests; both install what they need into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
DEMO ?= .demo
PORT ?= 7860
WORKERS ?= 2
BIN := .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

CORE := .venv/core.stamp
FULL := .venv/full.stamp
DECLARED := pyproject.toml constraints.txt

.PHONY: serve test check eval bench prove bundle
.DEFAULT_GOAL := serve

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv

$(CORE): $(DECLARED) | $(BIN)/python
	@echo "Installing (a few minutes the first time) ..."
	$(INSTALL) -e .
	@touch $@

$(FULL): $(DECLARED) | $(BIN)/python
	@echo "Installing with the models, ocr and dev extras (several minutes the first time) ..."
	$(INSTALL) -e ".[dev,models,ocr]"
	@touch $@ $(CORE)

serve: $(CORE)
	$(BIN)/assistant --home $(DEMO) samples load
	$(BIN)/assistant --home $(DEMO) serve --port $(PORT)

test: $(FULL)
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -rfEs

check: $(FULL)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --output-format concise .
	$(BIN)/mypy

eval: $(CORE)
	$(BIN)/python -m eval

bench: $(FULL)
	for what in import ingest ask search; do $(BIN)/python -m eval.bench $$what || exit 1; done

# Large-N proofs, too long for CI: without NAME lists them, with NAME runs one and writes eval/proofs/NAME.json.
prove: $(FULL)
ifeq ($(wildcard eval/prove.py),)
	@echo "No proof is written yet."; test -z "$(NAME)"
else
	$(BIN)/python -m eval.prove $(NAME)
endif

# What an office without internet installs from: wheels for Linux and Windows, samples, guide, service files; into dist/bundle.
bundle: $(CORE)
	$(INSTALL) build hatchling "psycopg[binary]"
	$(BIN)/python -m eval.bundle
