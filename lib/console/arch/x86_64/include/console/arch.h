/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* COM1 (16550), polled, by I/O-port invocations alone. */
#ifndef CONSOLE_ARCH_H
#define CONSOLE_ARCH_H

#include <sel4/sel4.h>

/** An open console; owned by the caller, closed by deleting @port. */
struct console {
	seL4_X86_IOPort port; /* COM1's eight ports */
};

/**
 * Take the serial port and set it to 115200 baud, 8N1, interrupts off.
 *
 * @param control             the I/O-port control capability
 * @param root, index, depth  empty slot for the port capability
 * @param slot                CPtr that names the same slot
 * @return seL4_NoError, or what seL4_X86_IOPortControl_Issue says
 */
seL4_Error console_open(struct console *console, seL4_X86_IOPortControl control, seL4_CNode root,
			seL4_Word index, seL4_Uint8 depth, seL4_CPtr slot);

/** Use a port capability that somebody has issued and set up already. */
void console_attach(struct console *console, seL4_X86_IOPort port);

#endif
