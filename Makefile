# make demo   set everything up, run the daemon on the bundled sample newswire
# make run    set everything up, run the daemon with config/
# make test   set everything up, pass the tests
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
EVAL   ?= tests/eval/data

.PHONY: demo run test check lint types layers eval bench encoder docs install dev browser clean

demo: install
	$(BIN)/monitor demo

run: install
	$(BIN)/monitor run

# Two processes; the one that is done first takes tests over from the other.
TESTS := -m pytest -n 2 --dist worksteal

test: dev browser
	$(BIN)/python $(TESTS)

check: dev browser lint types layers
	$(BIN)/python $(TESTS)

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev
	$(BIN)/mypy

layers: dev
	$(BIN)/lint-imports

eval: dev
	$(BIN)/python -m tests.eval $(EVAL)

bench: dev
	$(BIN)/python -m benchmarks.polling

# Reference and commented configuration, from the settings themselves.
docs: dev
	$(BIN)/python -m monitor.settings .

# Trains the bundled encoder anew from a folder of openly licensed texts (docs/relevance.md).
encoder: dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[encoder]'
	$(BIN)/python -m training $(CORPORA)

install: $(VENV)/.installed
dev: $(VENV)/.installed-dev

# torch comes first and pinned: plain pip then takes a CPU wheel where one is at hand (README, "CPU only").
$(VENV)/.torch:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	@touch $@

$(VENV)/.installed: pyproject.toml | $(VENV)/.torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/.torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.installed

# The tests of the page drive a real browser: the machine's Chromium, else Debian's, else Playwright's own.
browser: dev
	@command -v chromium || command -v chromium-browser || command -v google-chrome \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	     && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium >/dev/null; } \
	|| $(BIN)/playwright install chromium

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
