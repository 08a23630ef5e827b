# SPDX-License-Identifier: MIT OR Apache-2.0
#
# For people: each target installs what it needs from Debian, builds, and does one thing. What it
# does stands in tools/; how things are built stands in CMakeLists.txt and CMakePresets.json.

ARCH ?= x86_64
KERNEL ?= build/$(ARCH)/kernel.elf
ROOT ?= build/$(ARCH)/demo.elf
TIME ?= 60
PREFIX ?= /usr/local

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test test-full boot image bench driver-lines fuzz mutation lint format build install uninstall clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ## install what is missing, build, boot the demo system on this terminal
	@tools/setup/setup.sh run $(ARCH)
	@tools/build.sh $(ARCH)
	@tools/run.sh $(ARCH)

test: ## prove that it works (installs and builds first)
	@tools/setup/setup.sh run test aarch64
	@tools/build.sh $(ARCH) host aarch64
	@tests/run.py

test-full: ## the same, with the long tests: fuzzing, mutation, a fresh Debian
	@tools/setup/setup.sh run test aarch64
	@tools/build.sh $(ARCH) host aarch64
	@tests/run.py --full

boot: ## ROOT=image [KERNEL=file] [ARCH=x86_64]: boot any root-task image on any kernel of this ABI (whole image: ROOT=)
	@tools/setup/setup.sh run $(ARCH)
	@tools/build.sh $(ARCH)
	@build/$(ARCH)/bin/kaal-boot "$(KERNEL)" "$(ROOT)"

image: ## ROOT=image OUT=file [KERNEL=file] [TREE=file] ARCH=aarch64: pack any root task with any kernel
	@[ "$(ARCH)" = aarch64 ] && [ -n "$(OUT)" ] || { \
		echo "make image needs ARCH=aarch64 and OUT=file; on x86_64 kernel and root task stay apart." >&2; exit 2; }
	@tools/setup/setup.sh run aarch64
	@tools/build.sh aarch64
	@build/aarch64/bin/kaal-pack "$(OUT)" build/aarch64/loader.bin "$(KERNEL)" "$(ROOT)" $(TREE)

bench: ## count instructions, as tables and in build/bench-*-ARCH.json
	@tools/setup/setup.sh run bench $(ARCH) bench-$(ARCH)
	@tools/build.sh $(ARCH)
	@bench/run.sh $(ARCH)

driver-lines: ## count each driver's lines of code, by part
	@tools/driver_lines.py

fuzz: ## [TIME=60]: feed random invocations to the kernel core, for so many seconds
	@tools/setup/setup.sh run test
	@tests/fuzz/run.sh $(TIME)

mutation: ## break the kernel on purpose, in many places, and see the ABI suite notice
	@tools/setup/setup.sh run test $(ARCH)
	@tools/build.sh $(ARCH)
	@tests/mutation/run.sh --arch $(ARCH)

lint: ## formatting, clang-tidy, cppcheck, clang builds free of warnings
	@tools/setup/setup.sh run test aarch64
	@tools/lint.sh

format: ## format all C sources in place
	@tools/setup/setup.sh run test
	@tools/format.sh

build: ## build only
	@tools/setup/setup.sh run $(ARCH)
	@tools/build.sh $(ARCH)

install: ## [PREFIX=/usr/local] [DESTDIR=]: sel4-compose and all that systems are made of
	@DESTDIR="$(DESTDIR)" tools/install.sh "$(PREFIX)"

uninstall: ## [PREFIX=/usr/local] [DESTDIR=]: remove it again
	@DESTDIR="$(DESTDIR)" tools/uninstall.sh "$(PREFIX)"

clean: ## remove what was built; keeps build/sources, which was downloaded
	@tools/clean.sh
