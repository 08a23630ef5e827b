#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [SECONDS]
#
# Feed random programs to the kernel's core for so many seconds (60): three fifths of them checking its
# invariants after each step, one comparing the fast path with the general way. The last fifth feeds
# random device trees to their reader. What was learned stays in build/fuzz/corpus and build/fuzz/trees,
# so that the next run goes on from there.
set -eu
cd "$(dirname "$0")/../.."

seconds=${1:-60}
build=build/fuzz
mkdir -p $build/corpus $build/seeds $build/trees $build/tree-seeds $build/failures

# fuzz NAME SECONDS CORPUS SEEDS BYTES
fuzz() {
	log=$build/$1.log
	echo "$1 for $2 s ($log)"
	if $build/tests/fuzz/"$1" -max_total_time="$2" -max_len="$5" -timeout=60 -print_final_stats=1 \
		-artifact_prefix=$build/failures/ "$3" "$4" >"$log" 2>&1 </dev/null; then
		sed -n 's/^#\([0-9]*\).*DONE *cov: \([0-9]*\).*/  \1 programs, \2 places in the code reached/p
			s/^stat::average_exec_per_sec: *\(.*\)/  \1 programs a second/p' "$log"
	else
		grep -E 'invariant:|ERROR|runtime error|Test unit' "$log" >&2 || tail -20 "$log" >&2
		echo "A program broke the core, or a tree its reader. See its steps with" >&2
		echo "  KAAL_FUZZ_TRACE=1 $build/tests/fuzz/$1 $build/failures/<file>" >&2
		exit 1
	fi
}

[ -f $build/build.ninja ] || cmake --preset fuzz >$build/configure.log
ninja -C $build --quiet kernel_fuzz fastpath_fuzz dt_fuzz kernel_seeds dt_seeds
$build/tests/fuzz/kernel_seeds $build/seeds
$build/tests/fuzz/dt_seeds $build/tree-seeds
fifth=$((seconds / 5))
fuzz kernel_fuzz $((seconds - 2 * fifth)) $build/corpus $build/seeds 1024
fuzz fastpath_fuzz $fifth $build/corpus $build/seeds 1024
fuzz dt_fuzz $fifth $build/trees $build/tree-seeds 8192
