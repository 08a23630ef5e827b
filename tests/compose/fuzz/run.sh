#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [SECONDS]
#
# Feed random files to sel4-compose for so many seconds (60): two thirds of them to the parser, the schema and the
# generators, beginning with the corpus and all examples of mistakes; one third, as programs, images and plans, to
# the resolver. What was learned stays in build/fuzz-compose/corpus and build/fuzz-compose/programs.
set -eu
cd "$(dirname "$0")/../../.."

seconds=${1:-60}
build=build/fuzz-compose
mkdir -p $build/corpus $build/seeds $build/programs $build/program-seeds $build/failures

[ -f $build/build.ninja ] || cmake --preset fuzz -B $build >$build/configure.log
ninja -C $build --quiet compose_fuzz program_fuzz

# each document of the corpus is a seed, and each system.toml of the tree
for file in valid invalid; do
	awk -v to="$build/seeds/$file" '/^=== / { n++; next } n { print > (to "-" n ".toml") }' tests/compose/toml/$file.txt
done
number=0
for file in tests/compose/err/*/system.toml abi/kaal/interfaces/*.toml; do
	number=$((number + 1))
	[ -f "$file" ] && cp "$file" "$build/seeds/case-$number.toml"
done

# programs with a descriptor, as small as they can be
fixture=tests/compose/fixture.py
$fixture component $build/program-seeds/driver driver provides:serial ports:uart:a=0x3f8:b=0x3ff isa-irq:uart:a=4
$fixture component $build/program-seeds/client client uses:serial:a=4096:b=4096 uses:timer manage:manage
$fixture component $build/program-seeds/device device device:nic:match=pci/8086/100e dma:nic:a=65536 irq:nic

# fuzz NAME SECONDS BYTES CORPUS SEEDS [OPTION]
fuzz() {
	log=$build/$1.log
	echo "$1 for $2 s ($log)"
	if $build/tests/compose/"$1" -max_total_time="$2" -max_len="$3" -timeout=30 -print_final_stats=1 ${6:-} \
		-artifact_prefix=$build/failures/ "$4" "$5" >"$log" 2>&1 </dev/null; then
		sed -n 's/^#\([0-9]*\).*DONE *cov: \([0-9]*\).*/  \1 files, \2 places in the code reached/p' "$log"
	else
		grep -E 'ERROR|runtime error|Test unit|Assertion' "$log" >&2 || tail -20 "$log" >&2
		echo "A file broke it: $build/tests/compose/$1 $build/failures/<file>" >&2
		exit 1
	fi
}

third=$((seconds / 3))
fuzz compose_fuzz $((seconds - third)) 2048 $build/corpus $build/seeds -dict=tests/compose/fuzz/toml.dict
fuzz program_fuzz $third 16384 $build/programs $build/program-seeds
