/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "spike.h"

/* PM1a control where SeaBIOS puts it on QEMU's machines. Bit 13 is SLP_EN; S5 is sleep type 0 there. */
enum { QEMU_PM1A_CONTROL = 0x604, SLEEP_ENABLE = 1 << 13 };

void arch_power_off(void)
{
	seL4_CPtr port = slot_take();

	say("# end\n");
	seL4_X86_IOPortControl_Issue(seL4_CapIOPortControl, QEMU_PM1A_CONTROL, QEMU_PM1A_CONTROL + 1, CSPACE,
				     port, CPTR_BITS);
	seL4_X86_IOPort_Out16(port, QEMU_PM1A_CONTROL, SLEEP_ENABLE);
	for (;;)
		seL4_TCB_Suspend(seL4_CapInitThreadTCB);
}
