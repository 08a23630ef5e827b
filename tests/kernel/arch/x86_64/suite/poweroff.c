/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/poweroff.h"

#include "suite/env.h"

/*
 * PM1a control at the base that SeaBIOS gives both `pc` and `q35` (0x600), not
 * read from the FADT: a stopgap for QEMU alone. Bit 13 is SLP_EN, and S5 is
 * sleep type 0 there.
 */
enum { QEMU_PM1A_CONTROL = 0x604, SLEEP_ENABLE = 1 << 13 };

void machine_power_off(void)
{
	seL4_CPtr port = env_keep_slot();

	seL4_X86_IOPortControl_Issue(seL4_CapIOPortControl, QEMU_PM1A_CONTROL, QEMU_PM1A_CONTROL + 1,
				     seL4_CapInitThreadCNode, port, ROOT_DEPTH);
	seL4_X86_IOPort_Out16(port, QEMU_PM1A_CONTROL, SLEEP_ENABLE);
}
