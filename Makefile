# Everything happens in .venv; nothing needs root, and only the package index is asked.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo test check docs format benchmarks clean

demo: $(VENV)/installed
	@$(BIN)/python -m rusgraf --version
	$(BIN)/rusgraf validate --lang en
	$(BIN)/rusgraf query demands-by-actor -p actor=fo --lang en --limit 3
	$(BIN)/rusgraf query stances-on-topic -p topic=heroin-assisted-treatment --lang en
	$(BIN)/rusgraf query reasons-for-claim -p claim=new-official-inquiry --lang en
	$(BIN)/rusgraf query demands-without-reasons -p actor=fo --lang en
	$(BIN)/rusgraf query challenges-to-claim -p claim=keep-investing-in-lar --lang en
	$(BIN)/rusgraf query overdose-deaths -p start=2018 --lang en
	$(BIN)/rusgraf check overdose-deaths-2020-highest-in-twenty-years --lang en
	$(BIN)/rusgraf validate tests/submissions/good.ttl --lang en
	@mkdir -p build
	$(BIN)/rusgraf export -o build/rusgraf.ttl

test: $(VENV)/test-installed
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

check: $(VENV)/test-installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/turtlefmt --check ontology data tests docs
	$(BIN)/python -m pytest -q tests/test_documents.py -k links

# Anew each time, since most pages are written from files that Sphinx does not watch.
docs: $(VENV)/docs-installed
	$(BIN)/python -m sphinx -q -E -W -n --keep-going -b html docs build/docs/html
	@echo build/docs/html/index.html

format: $(VENV)/test-installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/turtlefmt ontology data tests docs

benchmarks: $(VENV)/test-installed
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/validating.py
	$(BIN)/python benchmarks/opening.py
	$(BIN)/python benchmarks/many.py

clean:
	rm -rf $(VENV) build dist

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml hatch_build.py | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/test-installed: pyproject.toml hatch_build.py | $(BIN)/python
	$(PIP) install --editable '.[test]'
	@touch $@ $(VENV)/installed $(VENV)/docs-installed

$(VENV)/docs-installed: pyproject.toml hatch_build.py | $(BIN)/python
	$(PIP) install --editable '.[docs]'
	@touch $@ $(VENV)/installed
