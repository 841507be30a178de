# Everything a developer or CI runs. `make demo` and `make test` set up all they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test test-spark torture plant foreign check wheel bench lock docs pages clean

demo: $(VENV)/.installed  ## build the sample's three reports into demo/
	$(BIN)/yuebao demo --out demo

test: $(VENV)/.installed-dev check wheel  ## run every check
	$(BIN)/python -m pytest -n auto --dist worksteal

torture: $(VENV)/.installed-dev  ## kill two hundred loads, mutate ten thousand files, build two hundred reports, draw ten times the cases, fuzz all readers
	YUEBAO_KILLS=200 YUEBAO_COMMAND_KILLS=20 YUEBAO_MUTATIONS=10000 YUEBAO_BUILDS=200 \
	  $(BIN)/python -m pytest tests/torture
	YUEBAO_EFFORT=10 $(BIN)/python -m pytest -n auto tests/generative tests/unit/indicators
	$(BIN)/python -m tests.torture.fuzz --minutes 5

plant: $(VENV)/.installed-dev  ## plant three thousand errors in clean reports, and tell what the audit finds
	$(BIN)/python -m tests.audit.plant --cases 3000

foreign: $(VENV)/.installed-dev  ## tell what the audit finds in documents of other hands
	$(BIN)/python -m tests.audit.foreign_score

check: $(VENV)/.installed-dev  ## formatting, lint and types: what pre-commit runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

wheel: $(VENV)/.installed-dev  ## build what is published; the tests run it
	rm -rf build/wheel
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir build/wheel .

# The reports of the sample, then one from ten million made facts: the same as DuckDB's, cell by cell.
test-spark: $(VENV)/.installed-dev  ## the reports on a cluster of two workers; needs Java 17
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[spark]'
	$(BIN)/python -m pytest tests/spark
	$(BIN)/python -m bench spark --rows 10m

bench: $(VENV)/.installed-dev  ## measure, against pandas and polars too; prints tables, tests nothing
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python -m bench

docs: $(VENV)/.installed-dev  ## write the pages of docs/ that are generated from the code
	$(BIN)/python -m tools.write_docs
	$(BIN)/python -m tests.spec

pages: $(VENV)/.installed-dev  ## draw the pages of every report as pictures, to look at
	$(BIN)/python -m tools.pages

lock:  ## choose and lock dependency versions anew
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links --quiet pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-emit-find-links --quiet --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist demo .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
