#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [ARCH]
#
# What `make bench` runs once everything is built: measure, print the table, write
# build/bench-kernel-ARCH.json. kernel/README.md says what the numbers are.
set -u
arch=${1:-x86_64}
bench=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$bench/.." && pwd)
build=$root/build/$arch
rows=$build/bench-kernel.rows
json=$root/build/bench-kernel-$arch.json

say() { printf '%s\n' "$*" >&2; }

say "Measuring the kernel (one tick of the cycle counter per instruction)..."
"$bench/kernel/measure.sh" "$build/kernel.elf" "$build/bench.elf" >"$rows" || {
	say "bench: the machine did not end by itself. Its last lines:"
	tail -n 15 "$rows" >&2
	exit 1
}
say "Booting the demo system to its prompt..."
"$bench/kernel/boot_time.sh" "$build/kernel.elf" "$build/demo.elf" >>"$rows" || exit 1

awk -v json="$json" -f "$bench/kernel/table.awk" \
	"$bench/kernel/rows.list" "$bench/kernel/sel4-16.0.0-$arch.txt" "$rows" || exit 1
say "Written: build/bench-kernel-$arch.json"
