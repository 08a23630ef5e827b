#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# measure.sh KERNEL ROOT [ARCH]
#
# Boot the benchmark image ROOT on KERNEL with one tick of the cycle counter per instruction and
# print what it prints, up to its line "# end". QEMU_CPU names another processor model. Fails if
# that line does not come.
set -u
arch=${3:-x86_64}
boot=$(cd "$(dirname "$0")/../.." && pwd)/build/$arch/bin/kaal-boot
case $arch in
x86_64) cpu=max shift=0 ;;         # the counter is QEMU's nanoseconds
aarch64) cpu=cortex-a53 shift=4 ;; # the counter runs at 62.5 MHz: a tick is 16 ns, and so is an instruction
*) echo "measure.sh: no such architecture: $arch" >&2; exit 2 ;;
esac

folder=$(mktemp -d) || exit 1
mkfifo "$folder/out"
timeout "${BENCH_TIMEOUT:-300}" "$boot" --cpu "${QEMU_CPU:-$cpu}" "$1" "$2" -- \
	-icount shift=$shift,sleep=off </dev/null >"$folder/out" &
machine=$!
trap 'kill "$machine" 2>/dev/null; rm -rf "$folder"' EXIT
end=1
while IFS= read -r line; do
	printf '%s\n' "$line"
	case $line in
	"# end"*) end=0; break ;;
	esac
done <"$folder/out"
exit $end
