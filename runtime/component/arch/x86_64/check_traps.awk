# SPDX-License-Identifier: MIT OR Apache-2.0
#
# Reads the disassembly of a component: every system-call instruction must stand within a
# seL4 stub (lib/sel4, trap.h: the stack pointer kept in rbx). Any other is a Linux system
# call that libc would make past the runtime.
/^[0-9a-f]+ <.*>:$/ { where = $2 }
/\t/ {
	text = $0
	sub(/^[^\t]*\t/, "", text) # without the address
	gsub(/[ \t]+/, " ", text)
	if (trap) {
		if (before !~ /^mov %rsp,%rbx/ || text !~ /^mov %rbx,%rsp/) {
			print "system call outside the seL4 stubs, in " trap
			bad = 1
		}
		trap = ""
	}
	if (text ~ /^(syscall|sysenter|int \$0x80)/) {
		trap = where
		before = last
	}
	last = text
	lines++
}
END {
	if (!lines)
		print "no disassembly to check"
	exit bad || !lines
}
