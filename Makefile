# Everything installs what it needs. On Debian and Ubuntu the system packages come by apt; where that needs rights that
# this user lacks, the one line to run is printed instead.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT ?= demo-out

# The window needs the libraries that a desktop has; its tests and pictures need a display that nobody sees.
WINDOW_PACKAGES := 'libglib2.0-0|libglib2.0-0t64' libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 xvfb xauth \
	libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxcb-randr0 libx11-xcb1 libxkbcommon-x11-0 \
	libxtst6
PACKAGES := python3-venv ca-certificates poppler-utils qpdf $(WINDOW_PACKAGES)
INTEROP_PACKAGES := default-jre-headless libpdfbox2-java libactivation-java libjaxb-api-java libbcprov-java \
	libcommons-io-java libcommons-logging-java libnss3-tools libreoffice-calc-nogui

.PHONY: help demo run test shots bench interop lint types contracts tests no-qt translations system clean

help:
	@echo "make demo     checklist to signed letters on sample data, into $(OUT)/"
	@echo "make test     lint, types, import contracts and the whole test suite"
	@echo "make run      the program"
	@echo "make bench    every promised speed, as a ratio against its floor"
	@echo "make interop  papers and exports against slow outside tools (Java, LibreOffice)"

# The program writes into no folder that holds something; the one that this makes by default, it makes anew.
demo: $(READY)
	@test "$(OUT)" != demo-out || rm -rf demo-out
	$(BIN)/python main.py demo --out "$(OUT)"

run: $(READY)
	$(BIN)/python main.py

test: lint types contracts tests no-qt

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

# The domain and the papers have to work where PySide6 is not installed, so that is how their tests are run.
WITHOUT_QT := tests/laws tests/unit/inspector tests/unit/reports

# Two workers fit two cores; each test that starts processes of its own is short.
tests: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal -q $(addprefix --ignore=,tests/interop $(WITHOUT_QT))

no-qt: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal -q -p tests.without_qt $(WITHOUT_QT)

# The pictures in docs/img, from a round that is played for them; those of the window under a display that nobody sees.
SCREEN := $(shell command -v xvfb-run >/dev/null 2>&1 && echo "xvfb-run -a -s '-screen 0 1920x1200x24'")
shots: $(READY)
	rm -rf build/shots
	$(BIN)/python main.py -q demo --out build/shots
	$(BIN)/python tools/page_images.py build/shots docs/img
	$(SCREEN) $(BIN)/python -m tools.window_shots docs/img/window

# Qt's own words in Vietnamese; a test holds the compiled file against its source.
translations: $(READY)
	$(BIN)/pyside6-lrelease -silent resources/translations/qtbase_vi.ts -qm resources/translations/qtbase_vi.qm

bench: $(READY)
	$(BIN)/python -m benchmarks

interop: $(READY)
	@sh tools/packages.sh $(INTEROP_PACKAGES)
	$(BIN)/python -m pytest -q tests/interop

system:
	@sh tools/packages.sh $(PACKAGES)

$(READY): requirements.lock pyproject.toml | system
	@echo "Installing the locked Python packages into $(VENV)/ …"
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "$(PYTHON) is not Python 3.11, 3.12 or 3.13. Name one that is: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

clean:
	rm -rf $(VENV) demo-out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
