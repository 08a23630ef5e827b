#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# A server without a client has no endpoint to receive from, and waits for signals alone.
cd "$(dirname "$0")/../.." || exit 1
build=build/${KAAL_ARCH:-x86_64}
console=$("$build"/bin/kaal-boot "$build"/kernel.elf "$build"/alone-test.elf </dev/null) || exit 1
printf '%s\n' "$console"
if printf '%s\n' "$console" | grep -q faulted; then
	echo "a component faulted"
	exit 1
fi
