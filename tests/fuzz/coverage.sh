#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# Which lines of the core the corpus of the last runs reaches, as a table; the lines
# themselves go to build/fuzz-coverage/lines.txt.
set -eu
cd "$(dirname "$0")/../.."

for tool in llvm-profdata-14 llvm-cov-14; do
	command -v $tool >/dev/null || {
		echo "coverage.sh: $tool is missing; Debian's package llvm-14 has it" >&2
		exit 1
	}
done

build=build/fuzz-coverage
flags='-O1 -g -fsanitize=fuzzer-no-link -fprofile-instr-generate -fcoverage-mapping'
cmake --preset fuzz -B $build -DCMAKE_C_FLAGS="$flags" >/dev/null
ninja -C $build --quiet kernel_fuzz
LLVM_PROFILE_FILE=$build/run.profraw $build/tests/fuzz/kernel_fuzz -runs=0 build/fuzz/corpus build/fuzz/seeds \
	2>$build/run.log
llvm-profdata-14 merge $build/run.profraw -o $build/run.profdata
llvm-cov-14 report $build/tests/fuzz/kernel_fuzz -instr-profile=$build/run.profdata kernel/
llvm-cov-14 show $build/tests/fuzz/kernel_fuzz -instr-profile=$build/run.profdata kernel/ >$build/lines.txt
