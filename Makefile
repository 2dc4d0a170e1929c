# Four verbs that a person needs: make (build), make serve, make test, make check. `make help` lists all.
# Each sets up what it needs in .venv; nothing outside this folder is touched, but for what tests and benchmarks
# need of the machine (tools/ready.py): a browser, dictionaries, web servers. Root gets them from apt-get.

# The first Python that is new enough; name another with: make PYTHON=/path/to/python3.12
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
SITE ?= site
PORT ?= 8000
export NO_MKDOCS_2_WARNING = 1
export DISABLE_MKDOCS_2_WARNING = true
export PIP_DISABLE_PIP_VERSION_CHECK = 1
PIP := $(BIN)/python -m pip install --quiet

.DEFAULT_GOAL := build
.PHONY: build pdf handouts pictures offline edition region regions serve test quick coverage test-servers test-slow check bench bench-search bench-print bench-reading bench-hosting bench-regions format lock inventory audit clean help

build: $(VENV)/build.stamp ## build the site, its PDFs and pictures into site/ (the default)
ifndef CI
	@$(BIN)/handbook record --if-written
endif
	@$(BIN)/handbook build --site-dir "$(SITE)"
	@$(BIN)/handbook print --site-dir "$(SITE)"
	@$(BIN)/handbook pictures --site-dir "$(SITE)"

pdf: $(VENV)/build.stamp ## print the handbook, leaflets, checklists and poster into site/pdf/
	@$(BIN)/handbook print --site-dir "$(SITE)"

handouts: $(VENV)/handouts.stamp ## make DOCX and EPUB for trainers in site/handouts/; installs pandoc
	@$(BIN)/handbook handouts --site-dir "$(SITE)"

offline: $(VENV)/build.stamp ## pack the site with its PDFs into site/offline/handbook.zip, to read without a line
	@$(BIN)/handbook offline --site-dir "$(SITE)"

edition: $(VENV)/build.stamp ## publish the edition of today: keep it for ever, and show it below the site
	@$(BIN)/handbook freeze --site-dir "$(SITE)"
	@$(BIN)/handbook offline --site-dir "$(SITE)"

region: $(VENV)/build.stamp ## build and print the edition of a region into sites/: make region REGION=99.71
	@$(BIN)/handbook build --region "$(REGION)" --site-dir "sites/$(REGION)"
	@$(BIN)/handbook print --region "$(REGION)" --site-dir "sites/$(REGION)"

regions: $(VENV)/build.stamp ## build the editions of all regions in regions/, with an index, into sites/all/
	@$(BIN)/handbook regions build regions --out sites/all

pictures: $(VENV)/build.stamp ## make QR codes, slides and all pictures as files in site/pictures/
	@$(BIN)/handbook pictures --site-dir "$(SITE)"

serve: $(VENV)/build.stamp ## show the site at http://127.0.0.1:8000/ and follow every change
	@$(BIN)/handbook serve --port $(PORT)

test: $(VENV)/dev.stamp ## run all tests, or those of T=tests/test_x.py; installs a browser and dictionaries if there are none
	@$(BIN)/python -m tools.ready browser dictionaries
	@$(BIN)/python -m pytest $(if $(T),$(T),-n auto --dist worksteal)

quick: $(VENV)/dev.stamp ## run the tests of data, views and checks alone: no browser, no print, no build
	@$(BIN)/python -m pytest -n auto -m "not (servers or slow or long or browser or print or serve or build)"

coverage: $(VENV)/dev.stamp ## run all tests and say which branches of handbook/ none of them takes
	@$(BIN)/python -m tools.ready browser dictionaries
	@rm -f .coverage .coverage.*
	@$(BIN)/python -m coverage run -m pytest -n auto --dist worksteal
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python -m coverage report

test-servers: $(VENV)/dev.stamp ## try the files of deploy/ in nginx, Apache and Caddy, with a browser; installs them if there are none
	@$(BIN)/python -m tools.ready browser servers
	@$(BIN)/python -m pytest -m servers

test-slow: $(VENV)/dev.stamp ## end commands 200 times, spoil 20,000 inputs, run short of all (as root); FAULT_SEED=, FAULT_KILLS=, FAULT_INPUTS=
	@$(BIN)/python -m pytest -m slow

check: $(VENV)/dev.stamp ## check format, lint, types, licences, data, schema and spelling
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/python -m tools.inventory --check
	@$(BIN)/handbook schema --check
	@$(BIN)/handbook check
	@$(BIN)/handbook spelling

bench: $(VENV)/bench.stamp ## compare speed and memory with MkDocs, Zensical and Hugo, in the same run
	@$(BIN)/python -m bench $(BENCH)

bench-search: $(VENV)/dev.stamp ## compare search with Material's stock search, in the same run
	@$(BIN)/python -m tools.ready browser
	@$(BIN)/python -m bench.searching

bench-print: $(VENV)/dev.stamp ## compare printing with Chromium (and WeasyPrint, if installed), in the same run
	@$(BIN)/python -m tools.ready browser
	@$(BIN)/python -m bench.printing

bench-reading: $(VENV)/dev.stamp ## weigh first views of the built site, and time them on slow lines
	@$(BIN)/python -m tools.ready browser
	@$(BIN)/python -m bench.reading

bench-hosting: $(VENV)/dev.stamp ## ask nginx, Apache and Caddy for the built site as fast as they answer, on this machine
	@$(BIN)/python -m tools.ready servers
	@$(BIN)/python -m bench.hosting

bench-regions: $(VENV)/dev.stamp ## compare editions of many regions with one that is built in full, in the same run
	@$(BIN)/python -m bench.regions --scheduler $(BENCH)

format: $(VENV)/dev.stamp ## put the code into the house's format
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --fix --quiet .

lock: $(VENV)/dev.stamp ## renew the pinned requirements from pyproject.toml
	@$(BIN)/python -m tools.lock

inventory: $(VENV)/dev.stamp ## list what the generator depends on, with licences; write it as CycloneDX into handbook.cdx.json
	@$(BIN)/python -m tools.inventory --bom handbook.cdx.json

audit: $(VENV)/dev.stamp ## ask for known vulnerabilities of what is locked; says so if it could not look
	@$(BIN)/python -m tools.audit || [ $$? = 3 ]

clean: ## remove what was built, and the virtual environment
	@if [ -x $(BIN)/handbook ]; then $(BIN)/handbook clean --site-dir "$(SITE)"; \
	  elif [ -e "$(SITE)" ]; then echo "$(SITE) stays; run make, then make clean" >&2; fi
	@rm -rf $(VENV) .cache *.cdx.json *.egg-info .coverage* .mypy_cache .ruff_cache .pytest_cache

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# A virtual environment whose Python does not run any more, after an upgrade say, is made anew.
ifneq ($(wildcard $(VENV)/python.stamp),)
ifneq ($(shell $(BIN)/python -c 'print(1)' 2>/dev/null),1)
$(shell rm -f $(VENV)/*.stamp)
endif
endif

# Each stamp stands for one set of requirements.
$(VENV)/python.stamp:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python cannot make virtual environments; on Debian or Ubuntu install python3-venv" >&2; exit 1; }
	@rm -rf $(VENV)
	@"$(PYTHON)" -m venv $(VENV)
	@touch $@

$(VENV)/build.stamp: $(VENV)/python.stamp requirements.txt pyproject.toml
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --quiet --no-deps --no-build-isolation -e . # without setuptools' notice on such installations
	@touch $@

$(VENV)/dev.stamp: $(VENV)/build.stamp requirements-dev.txt
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/handouts.stamp: $(VENV)/build.stamp requirements-handouts.txt
	@$(PIP) --require-hashes -r requirements-handouts.txt
	@touch $@

$(VENV)/bench.stamp: $(VENV)/build.stamp requirements-bench.txt
	@$(PIP) --require-hashes -r requirements-bench.txt
	@touch $@
