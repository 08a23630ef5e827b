#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# measure.sh KERNEL ROOT
#
# Boot the benchmark image ROOT on KERNEL with one tick of the cycle counter per instruction and
# print what it prints. QEMU names another emulator, QEMU_CPU another processor model (seL4 built
# for haswell wants Haswell,-pcid,-invpcid there). Fails if the machine does not end by itself.
set -u
kernel=$1
root=$2
seconds=${BENCH_TIMEOUT:-300}

exec timeout "$seconds" "${QEMU:-qemu-system-x86_64}" -cpu "${QEMU_CPU:-max}" -m 512 \
	-icount shift=0,sleep=off -kernel "$kernel" -initrd "$root" \
	-display none -monitor none -serial stdio -no-reboot </dev/null
