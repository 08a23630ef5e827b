/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The end: a reset by the reset control register that PIIX3 and ICH9 both have
 * (82371SB data sheet, section 2.5.4), which ends `qemu -no-reboot`.
 */
#include "bench.h"

enum { RESET_CONTROL = 0xcf9, RESET_SYSTEM = 0x06 };

void power_off(void)
{
	seL4_CPtr port = slots_take(1);

	seL4_X86_IOPortControl_Issue(seL4_CapIOPortControl, RESET_CONTROL, RESET_CONTROL, CSPACE,
				     port, CPTR_BITS);
	seL4_X86_IOPort_Out8(port, RESET_CONTROL, RESET_SYSTEM);
	for (;;)
		seL4_TCB_Suspend(seL4_CapInitThreadTCB);
}
