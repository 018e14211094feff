# Two commands: `make demo` and `make test`. Only python3 >= 3.11 with pip, and make, are assumed.
PY ?= python3
PORT ?= 8000
VENV := .venv
TOOLS := .tools
RUN := $(VENV)/bin/python
UV := $(shell command -v uv 2>/dev/null || echo $(TOOLS)/bin/uv)
export UV_PYTHON_DOWNLOADS := never

.PHONY: help setup demo test lint format test-sqlite test-postgres test-browser requirements eval schema bench

help:
	@echo "make demo [PORT=8000]   start the site with demo content"
	@echo "make test               lint, types, contracts, migrations, tests on SQLite and PostgreSQL, browser tests"
	@echo "make eval EVAL_DATA=…   held-out figures of search over labelled posts outside the project"
	@echo "make bench [BENCH_POSTS=…]   cost of lists and search as ratios and query plans"
	@echo "make setup              only prepare .venv"

setup: $(VENV)/.ok .env

# One clear line instead of a stack trace on a machine that cannot run this.
.PHONY: check-python
check-python:
	@command -v $(PY) >/dev/null 2>&1 || { echo "找不到 $(PY)：请先安装 Python 3.11 或更高版本（含 pip）。" >&2; exit 1; }
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PY) --version) 太旧：需要 Python 3.11 或更高版本，可用 make setup PY=python3.12 指定。" >&2; exit 1; }
	@command -v uv >/dev/null 2>&1 || test -x $(TOOLS)/bin/uv || $(PY) -m pip --version >/dev/null 2>&1 || { echo "$(PY) 没有 pip：请先安装 pip（例如系统包 python3-pip）。" >&2; exit 1; }

$(TOOLS)/bin/uv: | check-python
	@$(PY) -m pip install -qq --disable-pip-version-check --root-user-action=ignore --target $(TOOLS) uv

$(VENV)/.ok: requirements-dev.txt | check-python $(UV)
	@$(UV) venv --quiet --python $(PY) --allow-existing $(VENV)
	@$(UV) pip sync --quiet --python $(RUN) --require-hashes requirements-dev.txt
	@touch $@

# Settings of a local checkout; production sets the same names in its environment.
.env: | $(VENV)/.ok
	@umask 077 && $(RUN) -c 'import secrets; print("DEMO=true"); print("SECRET_KEY=" + secrets.token_urlsafe(48)); print("DEMO_PASSWORD=" + secrets.token_urlsafe(9))' > $@

demo: setup
	@$(RUN) manage.py demo --port $(PORT)

# Everything that must hold before a change lands; stops at the first that does not.
test: check-tools lint test-sqlite test-postgres test-browser
	@echo "全部通过。"

# Nothing is skipped silently: what the tests need is named before they start.
.PHONY: check-tools
check-tools:
	@command -v curl >/dev/null 2>&1 || { echo "找不到 curl：请先安装（Debian、Ubuntu：apt-get install curl）。" >&2; exit 1; }
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 \
		|| { echo "找不到 Chromium：请先安装（Debian、Ubuntu：apt-get install chromium fonts-noto-cjk）。" >&2; exit 1; }
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || case "$$DATABASE_URL" in postgres*) true;; *) false;; esac \
		|| { echo "找不到 PostgreSQL：请先安装（Debian、Ubuntu：apt-get install postgresql），或把 DATABASE_URL 指向一台服务器。" >&2; exit 1; }
	@$(PY) -c 'from ctypes.util import find_library; raise SystemExit(not all(map(find_library, ("pangoft2-1.0", "harfbuzz-subset"))))' \
		|| { echo "找不到打印所需的 pango：请先安装（Debian、Ubuntu：apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk）。" >&2; exit 1; }

lint: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/djlint --lint --quiet templates
	$(VENV)/bin/lint-imports --no-logo
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) manage.py check --fail-level WARNING

test-sqlite: setup
	DATABASE_URL=sqlite:///$(CURDIR)/.test.sqlite3 $(VENV)/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not browser and not postgres"

test-postgres: setup
	$(RUN) -m tests.postgres $(VENV)/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not browser and not sqlite and not once"

test-browser: setup
	$(VENV)/bin/pytest -n 2 -m browser

# Held-out figures of search and of similar posts, part by part; EVAL_DATA is a folder outside.
eval: setup
	$(RUN) -m tests.bench.evaluate $(EVAL_DATA)

# Ratios and query plans at 5,000, 100,000 and 1,000,000 posts; the first run fills the databases,
# which takes an hour. BENCH_POSTS="5000 100000" is done in minutes.
bench: setup
	$(RUN) -m tests.bench

# The schema of the API as it is served and as a test compares it.
schema: setup
	$(RUN) manage.py spectacular --format openapi-json --validate --fail-on-warn --file jobs/api/openapi.json

format: setup
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

# After a change of dependencies in pyproject.toml: hashed pins, without registry addresses.
requirements: | check-python $(UV)
	$(UV) pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o requirements.txt
	$(UV) pip compile --quiet pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o requirements-dev.txt
