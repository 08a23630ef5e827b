#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# All unit tests under AddressSanitizer and UndefinedBehaviorSanitizer, one TAP case a program.
set -eu
cd "$(dirname "$0")/../.."

tools/build.sh host-asan
number=0
for test in build/host-asan/unit/*; do
	[ -x "$test" ] || continue
	number=$((number + 1))
	if "$test" >"$test.log" 2>&1; then
		echo "ok $number - $(basename "$test")"
	else
		sed 's/^/# /' "$test.log"
		echo "not ok $number - $(basename "$test")"
	fi
done
echo "1..$number"
