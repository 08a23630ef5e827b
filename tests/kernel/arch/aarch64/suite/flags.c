/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/check.h"
#include "arch.h"
#include "suite/env.h"

/* Release and debug builds of a kernel differ in it: a fresh thread tells. */
seL4_Word arch_flags_default(void)
{
	seL4_UserContext regs = { 0 };

	REQUIRE(seL4_TCB_ReadRegisters(make_tcb(), 0, 0, SEL4_USER_CONTEXT_WORDS, &regs) == seL4_NoError);
	return regs.spsr;
}
