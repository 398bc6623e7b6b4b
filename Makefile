# All set-up is done by itself: `make demo` and `make test` are enough.
.POSIX:
.DEFAULT_GOAL = ready
.PHONY: ready demo test programs check lint fmt types docs messages bench soak crash clean help

BIN = .venv/bin
CHECKED = src tests bench tools

ready: ## set up: leaves the command at .venv/bin/plushka
	@tools/setup.sh

demo: ready ## serve a shop with a year of sales
	@exec $(BIN)/plushka demo

# A worker for each core, a file to one of them; what was compiled once is kept for the next.
test: ready ## run all tests
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

programs: ready ## install what tests talk to: a browser, Kannel, and others; as root
	$(BIN)/python -m tools.programs

check: lint types ## what has to hold before a commit, beside the tests
	$(BIN)/lint-imports
	$(BIN)/python -m tools.migrations

lint: ready ## code and templates in one form
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/djlint src/plushka/web --check --lint --quiet

fmt: ready ## bring code and templates into that form
	$(BIN)/ruff check --fix $(CHECKED)
	$(BIN)/ruff format $(CHECKED)
	$(BIN)/djlint src/plushka/web --reformat --quiet

types: ready ## strict types
	$(BIN)/mypy

docs: ready ## hold the documentation against the code
	$(BIN)/pytest tests/architecture tests/docs

messages: ready ## collect texts to translate, and compile the translations
	$(BIN)/python -m tools.messages

bench: ready ## speed, as ratios measured in one run
	$(BIN)/python -m bench

soak: ready ## ten minutes of random ledger histories
	$(BIN)/python -m bench.soak

crash: ready ## kill server and database under load, twenty times
	$(BIN)/python -m bench.crash

clean: ## remove what the other targets made, but not what they sold (var)
	rm -rf .venv .make .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1	\2/p' Makefile | expand -t 8
