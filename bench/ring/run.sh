#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [--check] [ARCH]
#
# Measure lib/ring, print the table, write build/bench-ring-ARCH.json. With --check it fails if a
# row exceeds its limit. README.md says what the numbers are.
set -u
check=0
[ "${1-}" = --check ] && { check=1; shift; }
arch=${1:-x86_64}
bench=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$bench/../.." && pwd)
build=$root/build/$arch
rows=$build/bench-ring.rows

echo "Measuring rings (one tick of the cycle counter per instruction)..." >&2
"$bench/../kernel/measure.sh" "$build/kernel.elf" "$build/bench-ring.elf" "$arch" >"$rows" || {
	echo "bench: the ring benchmark did not come to its end. Its last lines:" >&2
	tail -n 15 "$rows" >&2
	exit 1
}
{
	cat "$bench/limits.txt"
	sed -n 's/\r$//; s/^message_64k_/ring_64k_/p' "$rows" | awk '{ print $1, int($2 / 4) }'
} >"$build/bench-ring.limits"
awk -v json="$root/build/bench-ring-$arch.json" -v check=$check -v rival=limit -f "$bench/../kernel/table.awk" \
	"$bench/rows.list" "$build/bench-ring.limits" "$build/bench-ring.limits" "$rows" || exit 1
echo "Written: build/bench-ring-$arch.json" >&2
