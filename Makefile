# Each target calls a tool; what they do is said in docs/run/start.md and CONTRIBUTING.md.
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit( \
	"Parta needs Python 3.11 or newer: install one, or name it with make PYTHON=python3.12 $@.")' \
	&& $(PYTHON) -m parta.run.bootstrap
PY = .venv/bin/python

.PHONY: run ready dev words web test check bench lock bare

run: ready words web
	@exec bin/parta up

ready:
	@$(BOOTSTRAP)

dev:
	@$(BOOTSTRAP) dev

words:
	@$(PY) -m parta.kit.ui.words

web:
	@$(PY) -m parta.run.web

bare:
	@tests/bare/bare.sh
