# SPDX-License-Identifier: MIT OR Apache-2.0
#
# Reads the disassembly of a component: a function that has a system-call instruction must put
# the number of a seL4 call, which is negative, into x7 before (lib/sel4, trap.h). Any other is a
# Linux system call that libc would make past the runtime.
/^[0-9a-f]+ <.*>:$/ {
	where = $2
	numbered = 0
}
/\t/ {
	text = $0
	sub(/^[^\t]*\t/, "", text) # without the address
	gsub(/[ \t]+/, " ", text)
	if (text ~ /^mov x7, #0xffffffffffff/)
		numbered = 1
	if (text ~ /^svc / && !numbered) {
		print "system call outside the seL4 stubs, in " where
		bad = 1
	}
	lines++
}
END {
	if (!lines)
		print "no disassembly to check"
	exit bad || !lines
}
