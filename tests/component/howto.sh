#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# The component of docs/howto/component.md greets three times, a second apart.
cd "$(dirname "$0")/../.." || exit 1
build=build/${KAAL_ARCH:-x86_64}
console=$("$build"/bin/kaal-boot "$build"/kernel.elf "$build"/hello-test.elf </dev/null | tr -d '\r')
printf '%s\n' "$console"
for i in 1 2 3; do
	printf '%s\n' "$console" | grep -qx "Hello number $i from component 3 of hello-test" ||
		{ echo "greeting $i is missing"; exit 1; }
done
