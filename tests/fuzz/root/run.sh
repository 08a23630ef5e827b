#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [SECONDS]
#
# Feed random plans and bundles to the root task's readers for so many seconds (60). What was learned
# stays in build/fuzz/image, so that the next run goes on from there.
set -eu
cd "$(dirname "$0")/../../.."

build=build/fuzz
mkdir -p $build/image $build/image-seeds $build/failures
[ -f $build/build.ninja ] || cmake --preset fuzz >$build/configure.log
ninja -C $build --quiet image_fuzz
tests/fuzz/root/seeds.py $build/image-seeds
if ! $build/tests/fuzz/root/image_fuzz -max_total_time="${1:-60}" -max_len=16384 -timeout=60 \
	-artifact_prefix=$build/failures/ $build/image $build/image-seeds >$build/image_fuzz.log 2>&1 </dev/null; then
	grep -E 'invariant:|ERROR|runtime error|Test unit' $build/image_fuzz.log >&2 || tail -20 $build/image_fuzz.log >&2
	echo "An image broke the root task's readers: give the file above to $build/tests/fuzz/root/image_fuzz." >&2
	exit 1
fi
sed -n 's/^#\([0-9]*\).*DONE *cov: \([0-9]*\).*/  \1 images, \2 places in the code reached/p' $build/image_fuzz.log
