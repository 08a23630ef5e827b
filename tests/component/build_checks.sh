#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# What building a component refuses: a system call past the seL4 stubs, a missing descriptor,
# and going on without musl's source. TAP.
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
number=0

# say NAME EXIT-CODE
say() {
	number=$((number + 1))
	[ "$2" = 0 ] && echo "ok $number - $1" || echo "not ok $number - $1"
}

traps() { # assembly on stdin
	cc -c -x assembler -o "$work/t.o" - &&
		objdump -d --no-show-raw-insn "$work/t.o" | awk -f "$root/runtime/component/arch/x86_64/check_traps.awk"
}

stub='mov %rsp,%rbx
syscall
mov %rbx,%rsp'

printf 'f:\n%s\nret\n' "$stub" | traps
say "a seL4 stub is accepted" $?

printf 'f:\n%s\nret\ng: mov $60,%%eax\nsyscall\nret\n' "$stub" | traps | grep -q 'outside the seL4 stubs, in <g>'
say "a Linux system call is refused, and its function named" $?

printf 'f: mov %%rsp,%%rbx\nsyscall\nret\n' | traps | grep -q outside
say "half a stub is refused" $?

printf 'f: int $0x80\nret\n' | traps | grep -q outside
say "int 0x80 is refused" $?

! awk -f "$root/runtime/component/arch/x86_64/check_traps.awk" </dev/null >/dev/null
say "nothing to check is refused" $?

arm_traps() { # assembly on stdin
	aarch64-linux-gnu-gcc -c -x assembler -o "$work/t.o" - &&
		aarch64-linux-gnu-objdump -d --no-show-raw-insn "$work/t.o" |
		awk -f "$root/runtime/component/arch/aarch64/check_traps.awk"
}

arm_stub='mov x7, #-5
mov x0, #1
svc #0'

printf 'f:\n%s\nret\n' "$arm_stub" | arm_traps
say "AArch64: a seL4 stub is accepted" $?

printf 'f:\n%s\nret\ng: mov x8, #93\nmov x7, #1\nsvc #0\nret\n' "$arm_stub" | arm_traps |
	grep -q 'outside the seL4 stubs, in <g>'
say "AArch64: a Linux system call is refused, and its function named" $?

! awk -f "$root/runtime/component/arch/aarch64/check_traps.awk" </dev/null >/dev/null
say "AArch64: nothing to check is refused" $?

echo '.globl _start; _start: ret' | cc -c -x assembler -o "$work/t.o" - &&
	ld -T "$root/runtime/component/component.ld" -o "$work/t.elf" "$work/t.o" 2>&1 |
	grep -q 'a component needs one KAAL_COMPONENT descriptor'
say "a component without a descriptor is refused" $?

cmake -S "$root" -B "$work/build" -G Ninja -DKAAL_ARCH=x86_64 -DKAAL_MUSL_SOURCE="$work/none" >"$work/log" 2>&1
say "without musl's source the build is configured" $?

grep -q "is not musl's source" "$work/log"
say "and says what is missing" $?

cmake --build "$work/build" --target component_shell >"$work/log" 2>&1
[ $? != 0 ] && grep -q 'needs musl.s source: run tools/setup/setup.sh' "$work/log"
say "building a component then fails and says what to do" $?

echo "1..$number"
