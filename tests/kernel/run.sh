#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [MACHINE [KERNEL [SUITE]]]
#
# Boot the ABI suite in QEMU; its TAP output goes to standard output. The suite powers the
# machine off at its end; a kernel that hangs is killed by the limit of tests/suites.toml.
# Time is counted in instructions (8 ns each), so slices and ticks do not depend on the host.
top=$(dirname "$0")/../..
machine=${1:-pc}
kernel=${2:-$top/build/x86_64/kernel.elf}
suite=${3:-$top/build/x86_64/abi-suite.elf}
exec 3<"$suite" # QEMU takes blanks in the name of a module for separators
exec qemu-system-x86_64 -machine "$machine" -cpu max -m 512 -kernel "$kernel" -initrd /dev/fd/3 \
	-icount shift=3,sleep=off -rtc clock=vm -display none -serial stdio -monitor none -no-reboot </dev/null
