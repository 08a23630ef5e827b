/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The end. Firmware (PSCI) can be called from EL1 alone, and no device of QEMU's virt
 * machine powers it off before a driver for its GPIO is there: so a line says that all
 * is done, and whoever reads it ends the machine.
 */
#include "bench.h"

void power_off(void)
{
	console_puts(&bench.console, "# end\n");
	for (;;)
		seL4_TCB_Suspend(seL4_CapInitThreadTCB);
}
