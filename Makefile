# The project's verbs; `make` alone lists them. Works with the GNU make 3.81 of macOS.
# Settings are given as in: make run PORT=8080 DATABASE_URL=postgres://me@localhost/citassist

PORT ?= 8000
WORKERS ?= 2
VENV ?= .venv
PYTHON := $(VENV)/bin/python
VAR := $(if $(VAR_DIR),$(VAR_DIR),var)
NEXT_WAGTAIL ?= wagtail>=8,<9

# Given as empty means not given.
ifeq ($(strip $(DATABASE_URL)),)
unexport DATABASE_URL
endif

# What was done is noted beside the data, once for each database, so that it is not done again.
DONE := $(VAR)/done-$(shell printf %s '$(DATABASE_URL)' | cksum | cut -d' ' -f1)
MIGRATIONS := $(wildcard */migrations/*.py)
DEMO := $(shell find site/citassist/demo -type f ! -name '*.pyc')
CATALOGUES := $(wildcard site/locale/*/LC_MESSAGES/*.po)

# A deleted SQLite file takes its notes with it.
ifeq ($(strip $(DATABASE_URL))$(wildcard $(VAR)/citassist.sqlite3),)
$(shell rm -f $(DONE).migrated $(DONE).demo)
endif

.PHONY: help run test test-next lint messages screenshots bench clean

help:  ## List what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

run: $(DONE).demo $(CATALOGUES:.po=.mo)  ## Start the site with its demonstration world (PORT=, DATABASE_URL=)
	@echo
	@echo "  Site       http://localhost:$(PORT)/"
	@echo "  Spanish    http://localhost:$(PORT)/es/"
	@echo "  Admin      http://localhost:$(PORT)/cms/"
	@echo "  Sign in    editor@example.org, moderator@example.org, translator@example.org,"
	@echo "             member@example.org or administrator@example.org; password: three-strands-meet"
	@echo "  Stop       Ctrl+C"
	@echo
	@DEBUG=1 SITE_URL=http://localhost:$(PORT) $(PYTHON) manage.py runserver --skip-checks $(PORT)

test: $(VENV)/tests.done $(CATALOGUES:.po=.mo)  ## Run all tests (DATABASE_URL=, ARGS="-k home", WORKERS=4)
	@$(PYTHON) -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder $(ARGS)

test-next: .venv-next/tests.done  ## Run all tests on the newest Wagtail, to know what an upgrade will ask
	@$(MAKE) --no-print-directory test VENV=.venv-next

lint: $(VENV)/tests.done  ## Check style, migrations and production settings
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@DEBUG=1 DATABASE_URL=sqlite://:memory: $(PYTHON) manage.py makemigrations --check --dry-run
	@SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))') SITE_URL=https://www.example.org \
		DATABASE_URL=sqlite://:memory: $(PYTHON) manage.py check --deploy --fail-level WARNING

messages: $(VENV)/run.done  ## Collect the words to translate into the Spanish catalogue (needs gettext)
	@DEBUG=1 $(PYTHON) manage.py makemessages --locale es --add-location file --no-obsolete \
		--ignore var --ignore tests
	@DEBUG=1 $(PYTHON) manage.py compilecatalogue

screenshots: $(VENV)/tests.done $(CATALOGUES:.po=.mo)  ## Picture every kind of page into var/screenshots (ARGS="partners 360")
	@$(PYTHON) -m tests.screenshots $(ARGS)

bench: $(VENV)/tests.done $(CATALOGUES:.po=.mo)  ## Time the library and the search with many rows (DATABASE_URL=, ARGS="1000 10000")
	@PYTHONPATH=.:site $(PYTHON) -m tests.bench_library $(ARGS)
	@PYTHONPATH=.:site $(PYTHON) -m tests.bench_search $(ARGS)

clean:  ## Remove the virtual environments and caches; var/, with the data, stays
	rm -rf .venv .venv-next .pytest_cache .ruff_cache

# --- what the verbs stand on

$(VENV)/run.done: requirements.txt
	@for python in python3.13 python3.12 python3.11 python3; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Installing the site's packages into $(VENV) (about a minute) ..."; \
			$$python -m venv $(VENV); exit; \
		fi; \
	done; echo "Python 3.11 or newer is needed. Install it (https://www.python.org/downloads/) and try again."; exit 1
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(VENV)/tests.done: $(VENV)/run.done requirements-dev.txt
	@echo "Installing the test tools into $(VENV) ..."
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

# The direct requirements as they are, Wagtail as new as it gets, and whatever that brings along.
.venv-next/tests.done: requirements.txt requirements-dev.txt
	@$(MAKE) --no-print-directory .venv-next/run.done VENV=.venv-next
	@for file in requirements.txt requirements-dev.txt; do \
		sed -e '/brought along/,$$d' -e '/^wagtail==/d' -e '/^-r/d' $$file; \
	done > .venv-next/requirements.txt
	@.venv-next/bin/python -m pip install --quiet --disable-pip-version-check --upgrade \
		--requirement .venv-next/requirements.txt '$(NEXT_WAGTAIL)'
	@.venv-next/bin/python -m pip list | grep -i '^wagtail '
	@touch $@

$(DONE).migrated: $(VENV)/run.done $(MIGRATIONS)
	@mkdir -p $(VAR)
	@echo "Preparing the database ..."
	@DEBUG=1 SITE_URL=http://localhost:$(PORT) $(PYTHON) manage.py migrate --verbosity 0
	@touch $@

$(DONE).demo: $(DONE).migrated $(DEMO) $(CATALOGUES:.po=.mo)
	@DEBUG=1 EMAIL_URL=dummymail:// $(PYTHON) manage.py demo
	@touch $@

%.mo: %.po $(VENV)/run.done
	@DEBUG=1 $(PYTHON) manage.py compilecatalogue
	@touch $@
