# Migration corridors. "make help" lists what there is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
SPARK := .venv-spark
AUDIT := .venv-audit
PORT ?=
# Tests that measure time: no other runs beside them.
TIMED = $(shell grep -rl --include='*.py' 'mark[.]alone' tests)
# Files of tests go to the processes as they are collected: the browser's first, small ones last.
SHARED := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# Catalogues of the languages, as gettext reads them.
MESSAGES := $(patsubst %.po,%.mo,$(wildcard layers/text/locale/*/LC_MESSAGES/messages.po))

.DEFAULT_GOAL := help
.PHONY: run spark test test-long test-whole test-fast test-fuzz test-spark data check audit bars bench load faults isolation help
.DELETE_ON_ERROR:
# The tests start many processes: what one has compiled, the next one finds.
unexport PYTHONDONTWRITEBYTECODE

run: data  ## build what is out of date, serve the page, print its address (PORT=8123 chooses a port)
	@exec $(BIN)/python app.py $(if $(PORT),--port $(PORT))

# A library loads what Spark has for pandas wherever it finds it; nothing here asks for that.
spark test-spark: export PYTHONWARNINGS := ignore::FutureWarning:pyspark.pandas

spark: $(SPARK)/installed data  ## serve a world of counties on a Spark cluster of this machine (DATA=DIR for another)
	@JAVA_HOME="$$(.ci/java)" && export JAVA_HOME && \
	  exec $(SPARK)/bin/python -m tests.spark $(if $(DATA),--data $(DATA)) $(if $(PORT),--port $(PORT))

test: $(STAMPS)/test data  ## run the tests of every room, in a browser too
	@CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && \
	  $(BIN)/python -m pytest $(SHARED) -m "not alone and not long and not spark" && \
	  exec $(BIN)/python -m pytest -m alone $(TIMED)

test-long: $(STAMPS)/test data  ## run the other tests: every screen and size, other processes, damage
	@CHROMIUM="$$(.ci/chromium)" && NGINX="$$(.ci/nginx)" && export CHROMIUM NGINX && \
	  exec $(BIN)/python -m pytest $(SHARED) -m "long and not whole"

test-whole: $(STAMPS)/test data  ## run the steps of long walks that "test-long" leaves out
	@CHROMIUM="$$(.ci/chromium)" && NGINX="$$(.ci/nginx)" && export CHROMIUM NGINX && \
	  exec $(BIN)/python -m pytest $(SHARED) -m whole

test-fast: $(STAMPS)/test data  ## run the tests of "test" that need no browser
	@exec $(BIN)/python -m pytest $(SHARED) -m "not browser and not long and not spark"

test-fuzz: $(STAMPS)/test data  ## read 20,000 bad files, print how they ended (COUNT=200000 for more, FIRST=20000 for others)
	@exec $(BIN)/python -m tests.fuzz $(if $(COUNT),--count $(COUNT)) $(if $(FIRST),--first $(FIRST))

test-spark: $(SPARK)/installed data  ## ask DuckDB and a Spark cluster of this machine the same, row by row
	@JAVA_HOME="$$(.ci/java)" && export JAVA_HOME || unset JAVA_HOME; \
	  exec $(SPARK)/bin/python -m pytest -rs -m spark tests/spark

data: $(STAMPS)/run $(MESSAGES)  ## build data/built from data/raw; does nothing when it is up to date
	@$(BIN)/python -m geo.build

%.mo: %.po $(STAMPS)/run
	@$(BIN)/python -m layers.text.compiled $< $@

check: $(STAMPS)/test  ## style, formatting, types of geo/, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

audit: $(AUDIT)/installed $(STAMPS)/test  ## list all parts, their licences and what is known against them, below audit/
	@exec $(AUDIT)/bin/python -m tests.audit

bench: $(STAMPS)/test data  ## measure speed in a browser against a plain page, print the table (SCALE=1: millions of rows too)
	@CHROMIUM="$$(.ci/chromium)" && NGINX="$$(.ci/nginx)" && export CHROMIUM NGINX && \
	  exec $(BIN)/python -m tests.bench $(if $(SCALE),--scale)

load: $(STAMPS)/test data  ## start nginx and gunicorn, print what they bear (LONG=1: minutes a bar, BARS=B6,B9: these, RECORD=FILE)
	@NGINX="$$(.ci/nginx)" && export NGINX && \
	  exec $(BIN)/python -m tests.load $(if $(LONG),--long) $(if $(BARS),--bars $(BARS)) $(if $(RECORD),--record $(RECORD))

faults: $(STAMPS)/test data  ## kill, fill, damage and move what a host stands on while readers ask (LONG=1: 100 readers, FAULTS=X1,X6: these, RECORD=FILE)
	@CHROMIUM="$$(.ci/chromium)" && NGINX="$$(.ci/nginx)" && export CHROMIUM NGINX && \
	  exec $(BIN)/python -m tests.faults $(if $(LONG),--long) $(if $(FAULTS),--faults $(FAULTS)) $(if $(RECORD),--record $(RECORD))

isolation: $(STAMPS)/test data  ## forge questions, look for words of one reader at another's (LONG=1: 100,000 and 50 readers, BARS=B3: these, RECORD=FILE)
	@NGINX="$$(.ci/nginx)" && export NGINX && \
	  exec $(BIN)/python -m tests.isolation $(if $(LONG),--long) $(if $(BARS),--bars $(BARS)) $(if $(RECORD),--record $(RECORD))

bars: $(AUDIT)/installed $(STAMPS)/test data  ## measure the fifteen bars, write their table here (LONG=1: as long as they ask, BARS=B1,B13)
	@CHROMIUM="$$(.ci/chromium)" && NGINX="$$(.ci/nginx)" && export CHROMIUM NGINX && \
	  exec $(BIN)/python -m tests.bars $(if $(LONG),--long) $(if $(BARS),--bars $(BARS))

help:  ## list these targets
	@sed -n 's/^\([a-z-]*\):.*  ## /  make \1\t/p' Makefile | expand -t 18

# The environment. A changed lock file installs again; hashes are checked each time.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed, found: $$($(PYTHON) --version 2>&1). Name one with PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "No environment could be made. On Debian: apt-get install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(STAMPS)/run: requirements.lock | $(BIN)/python
	@echo "Installing what requirements.lock names ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/test: requirements-test.lock $(STAMPS)/run
	@echo "Installing what requirements-test.lock names ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@mkdir -p $(STAMPS) && touch $@

# An environment of its own: some libraries load Spark wherever they find it, the page never should.
$(SPARK)/installed: requirements-spark.lock | $(BIN)/python
	@echo "Installing what requirements-spark.lock names ..."
	@$(BIN)/python -m venv $(SPARK)
	@$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
	@touch $@

$(AUDIT)/installed: requirements-audit.lock | $(BIN)/python
	@echo "Installing what requirements-audit.lock names ..."
	@$(BIN)/python -m venv $(AUDIT)
	@$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.lock
	@touch $@
