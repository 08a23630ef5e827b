#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# Three components print 300 lines each on one serial line, taking turns: all lines arrive, whole
# and in order.
cd "$(dirname "$0")/../.." || exit 1
build=build/${KAAL_ARCH:-x86_64}
"$build"/bin/kaal-boot "$build"/kernel.elf "$build"/serial-test.elf </dev/null |
	tr -d '\r' | tee /dev/stderr | awk '
	/chatter_/ && !/^\[KaaL\]/ {
		if ($0 !~ /^chatter_[abc] says [0-9][0-9][0-9]: a line that must stay whole$/) {
			print "broken line: " $0
			bad = 1
			next
		}
		if ($3 + 0 != count[$1]++) {
			print "out of order: " $0
			bad = 1
		}
		turns += $1 != last
		last = $1
	}
	END {
		for (name in count) {
			names++
			if (count[name] != 300) {
				print name ": " count[name] " lines"
				bad = 1
			}
		}
		print names " components, " turns " turns"
		exit bad || names != 3 || turns < 30
	}'
