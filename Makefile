# Two commands matter: `make run` and `make test`. `make help` lists the others.

PYTHON ?= python3
PY := .venv/bin/python
PACKAGES := rareshare accounts communities forum registry
CODE := $(PACKAGES) tests bench tools proofs manage.py
T ?=

# A proof is a file in proofs/; its target is prove-NAME.
PROOFS := $(patsubst proofs/%.py,prove-%,$(filter-out proofs/__init__.py,$(wildcard proofs/*.py)))

.DEFAULT_GOAL := help
.PHONY: help venv-run venv-dev run reset test check format lint types contracts templates \
	migrations deploy compose fmt lock prove bench test-image $(PROOFS)

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile
	@echo "  Settings: PORT (8000), HOST (127.0.0.1), MAIL_PORT, PYTHON (python3), T=tests/… for make test"

venv-run:
	@$(PYTHON) tools/environment.py run

venv-dev:
	@$(PYTHON) tools/environment.py dev

# Whoever kills this make must not be left with a server: the supervisor watches for it.
run: export RARESHARE_STOP_WITH_PARENT := 1
run: venv-run ## start everything on http://127.0.0.1:8000/ (Ctrl-C stops it, data stays)
	@$(PY) -m rareshare.embedded.supervisor

reset: venv-run ## throw the local data away and start over next time
	@$(PY) -m rareshare.embedded.reset

test: venv-dev ## run every test; T=tests/registry for some
	@$(PY) tools/run_tests.py $(T)

check: format lint types contracts templates migrations deploy compose ## all that can be said without running it
	@echo "All checks passed."

format: venv-dev
	@.venv/bin/ruff format --check $(wildcard $(CODE))

lint: venv-dev
	@.venv/bin/ruff check $(wildcard $(CODE))

types: export RARESHARE_MODE := test
types: venv-dev
	@.venv/bin/mypy $(PACKAGES)

contracts: export RARESHARE_MODE := test
contracts: venv-dev
	@.venv/bin/lint-imports

templates: venv-dev
	@.venv/bin/djlint --quiet --lint $(PACKAGES)

migrations: export RARESHARE_MODE := test
migrations: venv-dev
	@$(PY) manage.py makemigrations --check --dry-run

deploy: venv-dev
	@$(PY) tools/check_deploy.py

compose: venv-dev
	@.venv/bin/check-jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml
	@echo "docker-compose.yml follows the Compose specification."

fmt: venv-dev ## put the code into the house format
	@.venv/bin/ruff format $(wildcard $(CODE))
	@.venv/bin/ruff check --fix $(wildcard $(CODE))

lock: ## pin requirements/*.in with hashes (needs uv)
	@for name in base run dev; do \
		uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done

prove: $(PROOFS) ## the slow safety proofs, short; FULL=1 for all of them

$(PROOFS): prove-%: venv-dev
	@$(PY) -m proofs.$*

bench: venv-dev ## measure the main pages; QUICK=1 takes under 4 minutes
	@$(PY) -m bench

test-image: venv-dev ## build the production image and run it against real servers (Debian, root)
	@$(PY) -m tools.image
