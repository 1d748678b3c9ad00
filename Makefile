# Each target calls a tool; docs/run/start.md and CONTRIBUTING.md say more.
PYTHON ?= python3
PY = .venv/bin/python
OLD = Parta needs Python 3.11 or newer: install one, or name it with `make PYTHON=python3.12`.

.PHONY: run test check bench bare words web engine lock ready dev python

run: ready words web
	@exec bin/parta up

test: dev words web engine
	@$(PY) -m tests.everything

check: dev words
	@$(PY) -m tests.everything lint types contracts

bench: dev words web engine
	@$(PY) -m bench

bare:
	@tests/bare/bare.sh

words:
	@$(PY) -m parta.kit.ui.words

web:
	@$(PY) -m parta.run.web

engine:
	@$(PY) -m parta.run.build_engine

LOCK = @.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header
SOURCES = --emit-build-options --no-binary smppy --no-binary smpppdu # published without wheels
lock: dev
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) $(SOURCES) pyproject.toml --extra dev -o requirements-dev.txt
	$(LOCK) engines/go.in -o engines/go.txt
	$(LOCK) engines/node.in -o engines/node.txt

ready: python
	@$(PYTHON) -m parta.run.bootstrap

dev: python
	@$(PYTHON) -m parta.run.bootstrap dev

python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("$(OLD)")'
