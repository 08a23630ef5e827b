#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [SECONDS]
#
# Feed random programs to the kernel's core for so many seconds (60): four fifths of them checking its
# invariants after each step, the rest comparing the fast path with the general way. What was learned
# stays in build/fuzz/corpus, so that the next run goes on from there.
set -eu
cd "$(dirname "$0")/../.."

seconds=${1:-60}
build=build/fuzz
mkdir -p $build/corpus $build/seeds $build/failures

# fuzz NAME SECONDS
fuzz() {
	log=$build/$1.log
	echo "$1 for $2 s ($log)"
	if $build/tests/fuzz/"$1" -max_total_time="$2" -max_len=1024 -timeout=60 -print_final_stats=1 \
		-artifact_prefix=$build/failures/ $build/corpus $build/seeds >"$log" 2>&1 </dev/null; then
		sed -n 's/^#\([0-9]*\).*DONE *cov: \([0-9]*\).*/  \1 programs, \2 places in the code reached/p
			s/^stat::average_exec_per_sec: *\(.*\)/  \1 programs a second/p' "$log"
	else
		grep -E 'invariant:|ERROR|runtime error|Test unit' "$log" >&2 || tail -20 "$log" >&2
		echo "A program broke the core. See its steps with" >&2
		echo "  KAAL_FUZZ_TRACE=1 $build/tests/fuzz/$1 $build/failures/<file>" >&2
		exit 1
	fi
}

[ -f $build/build.ninja ] || cmake --preset fuzz >$build/configure.log
ninja -C $build --quiet kernel_fuzz fastpath_fuzz kernel_seeds
$build/tests/fuzz/kernel_seeds $build/seeds
fuzz kernel_fuzz $((seconds - seconds / 5))
fuzz fastpath_fuzz $((seconds / 5))
