.POSIX:
# Every target sets up what it needs, in .venv. Another interpreter (3.11 or newer): make PYTHON=python3.12 test

PYTHON = python3
VENV = .venv
LOWEST = .venv-lowest
RUN = $(VENV)/bin/python
# The tests start some thousand processes, which take half the time where compiled code may be kept.
KEEP = PYTHONDONTWRITEBYTECODE=
PYTEST = $(KEEP) $(RUN) -m pytest
# What is installed is compiled when it is used: all of it would take longer than what is used of it.
PIP = $(RUN) -m pip --quiet --disable-pip-version-check install --no-compile
SCHEMA = $(VENV)/bin/check-jsonschema --quiet --builtin-schema
# The modules that have tests of a mark: to collect the others takes longer than to run some of these.
MARKED = grep -rl --include='test_*.py'
TODAY = `$(MARKED) 'mark[.]today' tests`
DISTRIBUTION = `$(MARKED) 'mark[.]distribution' tests`
DAYS = 366 1096
LATER = $(PYTEST) -m 'today and not distribution and not thorough' $(TODAY)
OLD = appxlint needs Python 3.11 or newer: make PYTHON=/path/to/python3.11

.PHONY: demo test test-later test-thorough test-lowest lint types wheel extension lock fuzz bench growth generate docs site quality clean

demo: $(VENV)/.tool
	$(VENV)/bin/appxlint check --format text --fail-on never sample-configs/demo

test: $(VENV)/.dev
	$(PYTEST) -n auto

test-later: $(VENV)/.dev
	for days in $(DAYS); do \
		DAYS_AHEAD=$$days $(LATER) >$(VENV)/later-$$days.log 2>&1 & started="$$started $$!"; \
	done; \
	for each in $$started; do wait $$each || failed=1; done; \
	for days in $(DAYS); do cat $(VENV)/later-$$days.log; done; exit $${failed:-0}

test-thorough: $(VENV)/.dev
	$(PYTEST) -n auto -m thorough

test-lowest: $(LOWEST)/.dev
	$(KEEP) $(LOWEST)/bin/python -m pytest -n auto

lint: $(VENV)/.dev
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(VENV)/bin/zizmor --offline --pedantic --quiet .
	$(VENV)/bin/hadolint Dockerfile
	$(SCHEMA) vendor.github-workflows .github/workflows/*.yml
	$(SCHEMA) vendor.github-actions action.yml
	$(SCHEMA) vendor.gitlab-ci --data-transform gitlab-ci pipelines/gitlab.yml
	$(SCHEMA) vendor.azure-pipelines --data-transform azure-pipelines pipelines/azure.yml

types: $(VENV)/.dev
	$(RUN) -m mypy

wheel: $(VENV)/.dev
	rm -rf build dist
	$(RUN) -m build --outdir dist
	APPXLINT_DIST=dist $(PYTEST) -n 2 --dist loadfile -m 'distribution and not thorough' $(DISTRIBUTION)

extension: $(VENV)/.dev
	appxlint=`pwd`/$(VENV)/bin/appxlint && cd editors/vscode && npm ci --silent && \
	APPXLINT=$$appxlint npm run --silent test && npm run --silent package

lock: $(VENV)/.dev
	$(VENV)/bin/uv lock --no-config --default-index https://pypi.org/simple

fuzz: $(VENV)/.dev
	$(RUN) -m tests.whole.fuzz

bench: $(VENV)/.bench
	$(RUN) -m benchmarks.compare

growth: $(VENV)/.tool
	$(RUN) -m benchmarks.growth

generate: $(VENV)/.dev
	$(RUN) -m tools.generate

docs: $(VENV)/.dev
	$(RUN) -m tests.support.vocabulary
	$(RUN) -m docs.generate
	$(RUN) -m tests.support.documentation

site: $(VENV)/.docs
	$(RUN) -m docs.site

quality: $(VENV)/.dev
	$(RUN) -m tests.whole.quality

clean:
	rm -rf $(VENV) $(LOWEST) build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(VENV)/.tool: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("$(OLD)" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --compile --upgrade 'pip>=25.1'
	@$(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.tool
	@echo "Adding the tools of development"
	@$(PIP) --group dev
	@touch $@

$(LOWEST)/.dev: pyproject.toml tests/support/lowest.py
	@echo "Setting up $(LOWEST)"
	@$(PYTHON) -m venv --clear $(LOWEST)
	@$(LOWEST)/bin/python -m tests.support.lowest > $(LOWEST)/constraints.txt
	@$(LOWEST)/bin/python -m pip --quiet --disable-pip-version-check install --upgrade 'pip>=25.1'
	@$(LOWEST)/bin/python -m pip --quiet --disable-pip-version-check install --constraint $(LOWEST)/constraints.txt \
		--editable . --group test
	@touch $@

$(VENV)/.docs: $(VENV)/.tool
	@echo "Adding what builds the site"
	@$(PIP) --group docs
	@touch $@

$(VENV)/.bench: $(VENV)/.tool
	@echo "Adding what the benchmark compares with"
	@$(PIP) --group bench
	@if command -v npm > /dev/null; then \
		npm install --silent --no-audit --no-fund --prefix $(VENV)/node ajv-cli@5 @sourcemeta/jsonschema@16; \
	else echo "npm is not there: ajv-cli and sourcemeta's jsonschema are left out"; fi
	@touch $@
