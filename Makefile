# Every target does its own set-up: system packages, .venv, locked dependencies.
SHELL := /bin/sh
PY := .venv/bin/python
STAMP := .venv/set-up.stamp

.PHONY: setup run demo test lint bench faults bundle lock clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml scripts/setup.sh
	scripts/setup.sh
	@touch $@

run: $(STAMP)  ## open the window
	.venv/bin/fazhi

demo: $(STAMP)  ## a sample office, its ledgers, papers and a picture of every page in demo-output/
	.venv/bin/fazhi demo --out demo-output

lint: $(STAMP)
	$(PY) -m ruff format --check
	$(PY) -m ruff check
	$(PY) -m mypy

test: export QT_QPA_PLATFORM = offscreen
test: lint  ## format, lint, types, import rules, tests; needs no screen
	$(PY) -m pytest -n 2

faults: export QT_QPA_PLATFORM = offscreen
faults: export FAZHI_FAULT_POINTS = 1000
faults: $(STAMP)  ## kill, fill and damage at 1,000 points instead of 50
	$(PY) -m pytest -m faults --timeout 7200 tests/faults

bench: export QT_QPA_PLATFORM = offscreen
bench: $(STAMP)  ## our time beside the floor's, as ratios
	$(PY) -m bench

bundle: $(STAMP)  ## the program as a folder that needs no Python: dist/fazhi-taizhang
	$(PY) packaging/bundle.py

# One lock for all platforms and extras, hashed, without an address. uv is used for this only and is not kept.
lock:
	rm -rf build/lock && python3 -m venv build/lock && build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile --universal --python-version 3.11 --all-extras --generate-hashes \
		--no-header --no-emit-index-url --quiet $(LOCK_FLAGS) --output-file requirements.lock pyproject.toml
	rm -rf build/lock

clean:
	rm -rf .venv build dist demo-output *.egg-info .mypy_cache .pytest_cache .ruff_cache
