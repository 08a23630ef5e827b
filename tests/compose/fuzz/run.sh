#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [SECONDS]
#
# Feed random files to the parser, the schema and the generators of sel4-compose for so many seconds (60),
# beginning with the corpus and all examples of mistakes. What was learned stays in build/fuzz-compose/corpus.
set -eu
cd "$(dirname "$0")/../../.."

seconds=${1:-60}
build=build/fuzz-compose
mkdir -p $build/corpus $build/seeds $build/failures

[ -f $build/build.ninja ] || cmake --preset fuzz -B $build >$build/configure.log
ninja -C $build --quiet compose_fuzz

# each document of the corpus is a seed, and each system.toml of the tree
for file in valid invalid; do
	awk -v to="$build/seeds/$file" '/^=== / { n++; next } n { print > (to "-" n ".toml") }' tests/compose/toml/$file.txt
done
number=0
for file in tests/compose/err/*/system.toml abi/kaal/interfaces/*.toml; do
	number=$((number + 1))
	[ -f "$file" ] && cp "$file" "$build/seeds/case-$number.toml"
done

log=$build/run.log
echo "compose_fuzz for $seconds s ($log)"
if $build/tests/compose/compose_fuzz -max_total_time="$seconds" -max_len=2048 -timeout=30 -print_final_stats=1 \
	-dict=tests/compose/fuzz/toml.dict -artifact_prefix=$build/failures/ $build/corpus $build/seeds \
	>$log 2>&1 </dev/null; then
	sed -n 's/^#\([0-9]*\).*DONE *cov: \([0-9]*\).*/  \1 files, \2 places in the code reached/p' $log
else
	grep -E 'ERROR|runtime error|Test unit|Assertion' $log >&2 || tail -20 $log >&2
	echo "A file broke it: $build/tests/compose/compose_fuzz $build/failures/<file>" >&2
	exit 1
fi
