# Studyloop's commands. Each is a line or two; README.md gives the plain form beside it.
export NO_MKDOCS_2_WARNING = 1
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: diff help site test serve decks decks-released release upgrade check bench browser lock clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

$(VENV)/site.done: requirements/site.txt requirements/node.txt pyproject.toml tools/setup.py
	$(PYTHON) tools/setup.py site

$(VENV)/test.done: requirements/test.txt $(VENV)/site.done
	$(PYTHON) tools/setup.py test

$(VENV)/bench.done: requirements/bench.txt $(VENV)/test.done
	$(PYTHON) tools/setup.py bench

site: $(VENV)/site.done ## build the site with its decks into site/
	@$(BIN)/studyloop site

test: $(VENV)/test.done browser ## prove everything: unit tests, real Anki, real browser
	$(BIN)/python -m studyloop.node test
	$(BIN)/python -m pytest -n 2 --dist loadfile

serve: $(VENV)/site.done ## live preview on http://127.0.0.1:8000
	@$(BIN)/studyloop serve

decks: $(VENV)/site.done ## build the Anki packages into dist/
	@$(BIN)/python build_decks.py

decks-released: $(VENV)/site.done ## build the last release's packages into .cache/released/
	@$(BIN)/python build_decks.py --released --out .cache/released

release: $(VENV)/site.done ## write decks.lock and the release notes, commit and tag them
	@$(BIN)/studyloop release

upgrade: $(VENV)/test.done ## take the last release's decks to today's in a real Anki, and report on every card
	$(BIN)/python tests/history/upgrade.py $(if $(FROM),--from $(FROM))

diff: $(VENV)/site.done ## what changed on cards, and what it does to learners' histories (BASE=any revision)
	@$(BIN)/studyloop diff $(BASE) --html .cache/cards.html

check: $(VENV)/site.done ## check the content only
	@$(BIN)/python -m studyloop.node build
	@$(BIN)/studyloop check

bench: $(VENV)/bench.done ## measure speed as ratios; takes minutes
	$(BIN)/python bench/run.py

browser: $(VENV)/test.done ## find a Chrome or Chromium for the tests, or install one
	@$(BIN)/python tests/browser_finder.py --install

lock: $(VENV)/site.done ## write the exact versions with hashes anew (needs uv)
	for name in site node test bench; do uv pip compile --upgrade --universal --generate-hashes --python-version 3.11.5 \
	  --no-emit-index-url --no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt; done

clean: ## remove everything that can be made again
	rm -rf $(VENV) .cache site dist plugins/browser/node_modules
