#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# lint.sh
#
# Formatting, clang builds free of warnings, clang-tidy and cppcheck, for both architectures and the host.
# All are run, and the exit code says whether all were content.
cd "$(dirname "$0")/.." || exit 1
failed=

check() {
	name=$1
	shift
	printf '%-20s ' "$name" >&2
	mkdir -p build/lint
	if "$@" >"build/lint/$name.log" 2>&1; then
		echo ok >&2
	else
		echo "NOT ok:" >&2
		cat "build/lint/$name.log" >&2
		failed="$failed $name"
	fi
}

# Sources of this tree in a preset's compilation database. apps/crash makes mistakes on purpose.
list_sources() {
	sed -n 's/^ *"file": "\(.*\)".*/\1/p' "build/$1/compile_commands.json" | grep '\.c$' | grep -Ev '/build/|/apps/crash/' | sort -u
}

# tidy PRESET [OTHER]: all sources of a preset, or those that another one lacks.
tidy() {
	list_sources "$1" >"build/lint/$1.sources"
	{ [ $# = 1 ] || list_sources "$2"; } >build/lint/seen
	grep -vxFf build/lint/seen "build/lint/$1.sources" | xargs -P 2 -n 8 clang-tidy --quiet -p "build/$1"
}

inspect() {
	mkdir -p "build/lint/$1"
	cppcheck --project="build/$1/compile_commands.json" -i build -i apps/crash --cppcheck-build-dir="build/lint/$1" \
		--enable=warning,portability --suppressions-list=tools/cppcheck.suppress --quiet --error-exitcode=1 -j 2
}

check format tools/format.sh --check
check clang tools/build.sh x86_64-clang aarch64-clang host
check clang-tidy tidy x86_64-clang
check clang-tidy-aarch64 tidy aarch64-clang x86_64-clang
check clang-tidy-host tidy host
check cppcheck inspect x86_64-clang
check cppcheck-aarch64 inspect aarch64-clang
[ -z "$failed" ] || { echo "Not content:$failed (build/lint has the details)" >&2; exit 1; }
