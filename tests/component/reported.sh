#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# The root task reports each Linux system call that libc makes in a component and the runtime does
# not answer: number, component, and only once. runtime_test makes getrandom and socket.
cd "$(dirname "$0")/../.." || exit 1
build=build/${KAAL_ARCH:-x86_64}
case $build in
*/aarch64) numbers='278 198' ;;
*) numbers='318 41' ;;
esac
console=$("$build"/bin/kaal-boot "$build"/kernel.elf "$build"/component-test.elf </dev/null)
printf '%s\n' "$console"
for number in $numbers; do
	count=$(printf '%s\n' "$console" | grep -c "runtime_test .*system call $number\b")
	[ "$count" = 1 ] || { echo "system call $number was reported $count times instead of once"; exit 1; }
done
