# Shortcuts. `python3 scripts/test.py` and `python3 serve.py` are the commands themselves.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run build test lint format unit browser bench clean

help: ## list these targets
	@grep -E '^[a-z.]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: ## build the course and serve it
	$(PYTHON) serve.py

build: ## build the static site into dist/
	$(PYTHON) serve.py build dist

test: ## everything that continuous integration runs
	$(PYTHON) scripts/test.py

lint: ## formatting, lint, types and the rules of the house
	$(PYTHON) scripts/test.py format lint types javascript rules

format: .venv node_modules ## rewrite Python and JavaScript in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	npm run --silent format

unit: ## the engine's tests, in CPython, and those of the stage's modules, in Node.js
	$(PYTHON) scripts/test.py unit stage

browser: ## the browser tests (they build the site first)
	$(PYTHON) scripts/test.py build browser

bench: .venv ## speed, measured as ratios in one run
	$(BIN)/python -m benchmarks

clean: ## remove what can be made again (not the cache of the runtime)
	rm -rf .venv node_modules dist build .pytest_cache .mypy_cache .ruff_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv: requirements-dev.txt
	$(PYTHON) scripts/test.py install

node_modules: package-lock.json
	npm ci --ignore-scripts
