# Each target calls a tool; docs/run/start.md and CONTRIBUTING.md say more.
PYTHON ?= python3
PY = .venv/bin/python
OLD = Parta needs Python 3.11 or newer: install one, or name it with `make PYTHON=python3.12`.

.PHONY: run test check bench bare words web lock ready dev python

run: ready words web
	@exec bin/parta up

test: dev words web
	@$(PY) -m tests.everything

check: dev words
	@$(PY) -m tests.everything lint types contracts

bench: dev words web
	@$(PY) -m bench

bare:
	@tests/bare/bare.sh

words:
	@$(PY) -m parta.kit.ui.words

web:
	@$(PY) -m parta.run.web

lock: dev
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-header pyproject.toml -o requirements.txt
	@.venv/bin/uv pip compile -q --universal --generate-hashes --no-header --extra dev pyproject.toml -o requirements-dev.txt

ready: python
	@$(PYTHON) -m parta.run.bootstrap

dev: python
	@$(PYTHON) -m parta.run.bootstrap dev

python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("$(OLD)")'
