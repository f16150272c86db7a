# The same that CI runs, in short words.
.PHONY: demo fresh test fast check lock
demo: ; script/demo
fresh: ; script/demo --fresh
test: ; script/test
fast: ; script/test --fast
check: ; .venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports
lock:
	for name in requirements requirements-local requirements-dev; do \
	  .venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header --no-annotate $$name.in -o $$name.txt; \
	done
