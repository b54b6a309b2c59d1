# Needs Python 3.11 or newer and make, nothing else. Every target builds what it needs.
#   make help

SHELL = /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV ?= .venv
PYTHON ?=
JOBS ?= 2
PINS ?= -c constraints.txt
FLAGS ?=
SCENARIOS ?= wangcheng_2022 reform_package reform_unfunded

bin := $(VENV)/bin
pip := $(bin)/python -m pip --disable-pip-version-check --quiet
pins := pyproject.toml constraints.txt
checked := src tests scripts examples $(wildcard benchmarks)

# Bytecode is kept, whatever the environment says: without it, each of the programs that tests start compiles the
# package anew, and pytest rewrites the assertions of all tests in every process. `make clean` removes it.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run lab install dev test lint test-fast test-slow test-mesa-next audit bench bench-lab bench-room bench-peers docs optimum pins clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  VENV=$(VENV)  where packages are installed     PYTHON=...  the interpreter for it"
	@echo "  PINS=         packages as pip chooses them, instead of those that the project was tested with"
	@echo "  FLAGS=...   more flags for run, the tests or the benchmarks     JOBS=$(JOBS)  parallel test processes"

run: install ## compare the status quo with a funded and an unfunded reform
	$(bin)/budgetsim compare $(SCENARIOS) $(FLAGS)

lab: $(VENV)/.installed-lab ## open the teaching lab in the browser
	$(bin)/budgetsim app $(FLAGS)

install: $(VENV)/.installed ## install the package and the packages it needs

dev: $(VENV)/.installed-dev ## install it with everything for tests, the lab and clusters

test: lint test-fast ## every check of the code, then the ordinary tests

lint: dev ## ruff, mypy and the import contracts
	$(bin)/ruff check $(checked)
	$(bin)/ruff format --check $(checked)
	$(bin)/mypy
	$(bin)/lint-imports

test-fast: dev
	$(bin)/pytest -n $(JOBS) --benchmark-disable $(FLAGS)

# Files in their order: by itself xdist leaves those of few tests, which are the longest, to the end, and to one process.
test-slow: dev ## the tests that take longer: theory at full size, the wheel, notebooks, pages in a browser
	$(bin)/pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder --benchmark-disable -m slow $(FLAGS)

test-mesa-next: ## the tests of the Mesa face with Mesa's newest pre-release (Python 3.12 or newer)
	PYTHON="$(PYTHON)" sh scripts/test_mesa_next.sh $(FLAGS)

audit: dev ## try all claims of pages and lessons over draws and in other worlds, and renew their numbers
	$(bin)/python scripts/audit.py

bench: dev ## measure speed and memory; BENCH_SMALL=1 make bench only sees that it works
	$(bin)/pytest benchmarks -m "" $(FLAGS)

bench-lab: dev ## measure how fast the lab answers 1, 5 and 20 students (needs a browser)
	$(bin)/python benchmarks/load_lab.py $(FLAGS)

bench-room: dev ## measure how fast a room answers a class of sixty
	$(bin)/python benchmarks/load_room.py $(FLAGS)

bench-peers: ## measure the model beside other frameworks, which get an environment of their own
	@$(MAKE) --no-print-directory VENV=.venv-peers .venv-peers/.installed-peers
	.venv-peers/bin/pytest benchmarks/bench_peers.py benchmarks/bench_ema.py -m "" $(FLAGS)

docs: install ## renew reference pages, scorecards and figures (a few minutes); BUDGETSIM_DATA=folder of the real panel
	for page in parameters outcomes; do \
	    $(bin)/budgetsim $$page --markdown > docs/$$page.md.new && mv docs/$$page.md.new docs/$$page.md || exit 1; \
	done
	$(bin)/python scripts/docs.py
	$(bin)/python scripts/audit.py

optimum: $(VENV)/.installed-lab ## seek the optimum of the lab's game anew (some minutes)
	$(bin)/python scripts/optimum.py

pins: ## renew constraints.txt from the environments OLD=.../python (3.11) and NEW=.../python (3.12 or newer)
	@test -n "$(OLD)" && test -n "$(NEW)" || { echo "make pins OLD=.venv-311/bin/python NEW=.venv-312/bin/python" >&2; exit 2; }
	$(NEW) scripts/pin.py $(OLD) $(NEW) > constraints.txt.new
	mv constraints.txt.new constraints.txt

clean: ## remove what was built; results/ is kept
	rm -rf $(VENV) .venv-mesa-next .venv-peers dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@python=$$(PYTHON="$(PYTHON)" sh scripts/find_python.sh) && \
	echo "Creating $(VENV) with $$("$$python" --version)" && \
	"$$python" -m venv "$(VENV)"

$(VENV)/.installed: $(pins) | $(VENV)/bin/python
	@echo "Installing budgetsim and what it needs into $(VENV) (a few minutes the first time)"
	$(pip) install $(PINS) -e ".[chinese]"
	@touch $@

$(VENV)/.installed-lab: $(pins) | $(VENV)/bin/python
	@echo "Installing budgetsim with its teaching lab into $(VENV) (a few minutes the first time)"
	$(pip) install $(PINS) -e ".[chinese,lab]"
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-dev: $(pins) | $(VENV)/bin/python
	@echo "Installing budgetsim with its test tools into $(VENV) (a few minutes the first time)"
	$(pip) install $(PINS) -e ".[dev,chinese,lab,cluster,files]"
	@touch $@ $(VENV)/.installed $(VENV)/.installed-lab

$(VENV)/.installed-peers: $(pins) benchmarks/peers.txt | $(VENV)/bin/python
	@echo "Installing budgetsim and the frameworks of benchmarks/peers.txt into $(VENV) (a minute or two)"
	$(pip) install $(PINS) -e . -r benchmarks/peers.txt pytest pytest-benchmark
	@touch $@
