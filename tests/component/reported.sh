#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# The root task reports each Linux system call that libc makes in a component and the runtime does
# not answer: number, component, and only once. runtime_test makes 318 (getrandom) and 41 (socket).
cd "$(dirname "$0")/../.." || exit 1
console=$(build/x86_64/bin/kaal-boot build/x86_64/kernel.elf build/x86_64/component-test.elf </dev/null)
printf '%s\n' "$console"
for number in 318 41; do
	count=$(printf '%s\n' "$console" | grep -c "runtime_test .*system call $number\b")
	[ "$count" = 1 ] || { echo "system call $number was reported $count times instead of once"; exit 1; }
done
