# Two commands are enough: `make review` and `make test`. Each sets up .venv where that is not done yet.
# The work is in make.py, which also runs without make: python make.py review
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help setup review test explore check format corpus scores bench

help:
	@$(PYTHON) make.py --help

setup review test explore check format corpus scores bench:
	@$(PYTHON) make.py $@ $(ARGS)
