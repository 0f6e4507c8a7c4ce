# The README's commands. Each installs what is missing, builds what has changed, and is quick when
# there is nothing to do. The work is in tools/*.sh; `make help` lists the targets.

.PHONY: help build mpi run test check bench bench-quick clean
.DEFAULT_GOAL := help

help:
	@echo 'make build   install what is missing, build Skou: bin/skou'
	@echo 'make mpi     build it for many processes over MPI; installs Open MPI if there is none'
	@echo 'make run     build, simulate a detailed neuron, draw it'
	@echo 'make test    build, run all tests and verify the models in Networks/'
	@echo 'make check   format, warnings, import direction, house rules'
	@echo 'make bench   install other simulators, time all in turn, draw plots; an hour or two'
	@echo 'make bench-quick   time this tree against the last commit, a minute, once that is built'
	@echo 'make clean   remove what was built; results/ stays'
	@echo
	@echo 'SKOU_MARCH=LEVEL   build for another processor than this one: x86-64-v4, x86-64-v3,'
	@echo '                   x86-64 (any 64-bit PC, slow); set it for every command or for none'
	@echo 'SKOU_JOBS=N        run at most N compilers at once'

build:
	@tools/build.sh

mpi:
	@tools/mpi.sh

run:
	@tools/run.sh

test:
	@tools/test.sh

check:
	@tools/check.sh

# ARGUMENTS are options of Benchmarks/run.py or quick.py.
bench:
	@tools/bench.sh $(ARGUMENTS)

bench-quick:
	@tools/bench-quick.sh $(ARGUMENTS)

clean:
	@rm -rf .build .build-tests .build-guards .venv .peers .bench-previous bin
