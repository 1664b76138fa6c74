# make up     the environment, the sample world and the site on http://127.0.0.1:8001/
# make test   the environment and all tests
# make env    only the environment, in .venv/
# make lock   pin the newest dependencies that pyproject.toml allows (needs uv)

PYTHON ?= python3
PORT ?= 8001
VENV := .venv
BIN := $(VENV)/bin

.PHONY: up test env env-dev lint lock clean
.DEFAULT_GOAL := up

up: env
	@$(BIN)/tracker up --sample --port $(PORT)

test: env-dev lint
	@$(BIN)/python -m pytest -n auto --dist worksteal -q

lint: env-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

env:
	@sh deploy/environment.sh "$(PYTHON)" "$(VENV)" requirements.txt

env-dev:
	@sh deploy/environment.sh "$(PYTHON)" "$(VENV)" requirements-dev.txt

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.txt
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements-dev.txt

clean:
	rm -rf $(VENV) data build *.egg-info
