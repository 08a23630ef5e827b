#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [--check] [ARCH]
#
# Measure a virtio disk on KaaL and on Debian's Linux in the same QEMU, print the table, write
# build/bench-disk-ARCH.json. README.md says what the numbers are. --check: only that both come to an end.
set -u
[ "${1-}" = --check ] && shift
arch=${1:-x86_64}
bench=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$bench/../.." && pwd)
build=$root/build/$arch
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
. "$bench/linux/machine.sh"

fail() {
	echo "bench: $1. Its last lines:" >&2
	tail -n 15 "$2" >&2
	exit 1
}

# rows LOG: "name value" for each row, with those for a MiB
rows() {
	tr -d '\r' <"$1" | awk '
		!sub(/^.*row /, "row ") { next } # firmware leaves the cursor anywhere
		{ print $2, $3 }
		$2 ~ /^seq.*_4k$/ { print $2 "_per_mib", $3 * 256 }
		$2 ~ /^seq.*_64k$/ { print $2 "_per_mib", $3 * 16 }'
}

dd if=/dev/zero of="$work/disk.img" bs=1048576 count=64 status=none
set -- -icount shift=0,sleep=off -drive "file=$work/disk.img,if=none,id=disk,format=raw" \
	-device virtio-blk-pci,drive=disk,disable-legacy=on

echo "Measuring a disk on KaaL..." >&2
timeout "${BENCH_TIMEOUT:-300}" "$build/bin/kaal-boot" "$build/kernel.elf" "$build/bench-disk.elf" -- "$@" \
	</dev/null >"$work/kaal" 2>&1
grep -q '^bench done' "$work/kaal" || fail "KaaL did not come to its end" "$work/kaal"

echo "Measuring the same on Linux..." >&2
linux_prepare || exit 1
timeout "${BENCH_TIMEOUT:-600}" $linux_qemu -kernel "$linux_kernel" -initrd "$work/initramfs" \
	-append "console=$linux_console quiet panic=-1" -m 512 -nographic -no-reboot "$@" </dev/null >"$work/linux" 2>&1
grep -q '^bench done' "$work/linux" || fail "Linux did not come to its end" "$work/linux"

rows "$work/kaal" >"$work/kaal.rows"
rows "$work/linux" >"$work/linux.rows"
echo "# none" >"$work/limits"
awk -v json="$work/json" -v rival="Linux $(basename "$linux_kernel" | sed 's/vmlinuz-//')" \
	-f "$bench/../kernel/table.awk" "$bench/rows.list" "$work/linux.rows" "$work/limits" "$work/kaal.rows" || exit 1
awk 'NR == FNR { linux[$1] = $2; next }
	{ printf "%s\n\t\"%s\": { \"kaal\": %d, \"linux\": %d }", NR == FNR || !rest++ ? "{" : ",", $1, $2, linux[$1] }
	END { print "\n}" }' "$work/linux.rows" "$work/kaal.rows" >"$root/build/bench-disk-$arch.json"
echo "Written: build/bench-disk-$arch.json" >&2
