#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [--check] [ARCH]
#
# Measure the kernel's paths, print the table, write build/bench-kernel-ARCH.json. With --check it fails if a row needs more than seL4 does, or than
# its limit. README.md says what the numbers are.
set -u
check=0
[ "${1-}" = --check ] && { check=1; shift; }
arch=${1:-x86_64}
bench=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$bench/../.." && pwd)
build=$root/build/$arch
rows=$build/bench-kernel.rows
json=$root/build/bench-kernel-$arch.json

say() { printf '%s\n' "$*" >&2; }

say "Measuring the kernel (one tick of the cycle counter per instruction)..."
"$bench/measure.sh" "$build/kernel.elf" "$build/bench.elf" "$arch" >"$rows" || {
	say "bench: the benchmark did not come to its end. Its last lines:"
	tail -n 15 "$rows" >&2
	exit 1
}
say "Booting the demo system to its prompt..."
"$bench/boot_time.py" "$build/kernel.elf" "$build/demo.elf" "$build/components/shell.elf" \
	>>"$rows" || exit 1

awk -v json="$json" -v check=$check -f "$bench/table.awk" \
	"$bench/rows.list" "$bench/sel4-16.0.0-$arch.txt" \
	"$bench/limits-$arch.txt" "$rows" || exit 1
say "Written: build/bench-kernel-$arch.json"
