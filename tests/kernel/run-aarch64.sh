#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run-aarch64.sh [MACHINE [CPU [KERNEL [SUITE]]]]
#
# run.sh for AArch64: pack the ABI suite and a kernel into an image, boot it, and end the machine,
# which no program of seL4's can power off, at the summary line.
set -u
build=$(dirname "$0")/../../build/aarch64
machine=${1:-virt}
cpu=${2:-cortex-a53}
kernel=${3:-$build/kernel.elf}
suite=${4:-$build/abi-suite.elf}

folder=$(mktemp -d) || exit 1
trap 'kill "$qemu" 2>/dev/null; rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM HUP
qemu=
mkfifo "$folder/out"
"$build/bin/kaal-pack" "$folder/image" "$build/loader.bin" "$kernel" "$suite" || exit 1
qemu-system-aarch64 -machine "$machine" -cpu "$cpu" -m 512 -kernel "$folder/image" \
	-icount shift=3,sleep=off -display none -serial stdio -monitor none -no-reboot \
	</dev/null >"$folder/out" 2>/dev/null &
qemu=$!
while IFS= read -r line; do
	printf '%s\n' "$line"
	case $line in
	"# abi-suite: "*) break ;;
	esac
done <"$folder/out"
case ${line:-} in
*" 0 failed"*) exit 0 ;;
esac
exit 1
