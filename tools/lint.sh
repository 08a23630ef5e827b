#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# lint.sh
#
# Formatting, a clang build free of warnings, clang-tidy and cppcheck. All are run, and the exit code
# says whether all were content.
cd "$(dirname "$0")/.." || exit 1
failed=

check() {
	name=$1
	shift
	printf '%-12s ' "$name" >&2
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

tidy() {
	list_sources x86_64-clang | xargs -P 2 -n 8 clang-tidy --quiet -p build/x86_64-clang
}

tidy_host() {
	list_sources host | xargs -P 2 -n 8 clang-tidy --quiet -p build/host
}

inspect() {
	cppcheck --project=build/x86_64-clang/compile_commands.json -i build -i apps/crash --cppcheck-build-dir=build/lint \
		--enable=warning,portability --suppressions-list=tools/cppcheck.suppress --quiet --error-exitcode=1 -j 2
}

check format tools/format.sh --check
check clang tools/build.sh x86_64-clang host
check clang-tidy tidy
check clang-tidy-host tidy_host
check cppcheck inspect
[ -z "$failed" ] || { echo "Not content:$failed (build/lint has the details)" >&2; exit 1; }
