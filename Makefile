# make demo   the portal with demo content on http://127.0.0.1:8000 (PORT= changes it)
# make test   everything that is checked; what this machine lacks is named as skipped
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test bench bench-search lint lock catalogs clean

demo: $(VENV)/demo
	@PORT=$(PORT) $(BIN)/python manage.py demo

test: $(VENV)/dev
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

bench: $(VENV)/dev
	@$(BIN)/python -m tests.bench

bench-search: $(VENV)/dev
	@$(BIN)/python -m tests.bench_search

lint: $(VENV)/dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

catalogs: $(VENV)/dev
	@$(BIN)/python manage.py catalogs

lock: $(VENV)/dev
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock

$(VENV)/bin/python:
	@echo "Making the environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/demo: requirements.lock | $(VENV)/bin/python
	@echo "Installing what the portal needs …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing what the portal and its tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/demo

clean:
	rm -rf $(VENV) var
