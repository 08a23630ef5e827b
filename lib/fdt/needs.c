/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What Debian's libfdt.a was linked against, beyond lib/core: GCC's stack protector. */
#include <stdint.h>

/* A constant: it finds mistakes, not attackers, and those cannot write into the root task anyway. */
uintptr_t __stack_chk_guard = 0x00aff0aa0d0a00ff;

_Noreturn void __stack_chk_fail(void);

_Noreturn void __stack_chk_fail(void)
{
	__builtin_trap();
}
