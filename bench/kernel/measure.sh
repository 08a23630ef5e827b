#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# measure.sh KERNEL ROOT
#
# Boot the benchmark image ROOT on KERNEL with one tick of the cycle counter per instruction and
# print what it prints. QEMU_CPU names another processor model. Fails if the machine does not end
# by itself.
set -u
boot=$(cd "$(dirname "$0")/../.." && pwd)/build/x86_64/bin/kaal-boot

timeout "${BENCH_TIMEOUT:-300}" "$boot" --cpu "${QEMU_CPU:-max}" "$1" "$2" -- \
	-icount shift=0,sleep=off </dev/null
