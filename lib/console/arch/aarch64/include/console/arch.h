/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A PL011, polled, its registers being mapped. */
#ifndef CONSOLE_ARCH_H
#define CONSOLE_ARCH_H

#include <sel4/sel4.h>

/** An open console. */
struct console {
	volatile seL4_Uint32 *registers;
	seL4_CPtr frame; /* of the registers' page; owned by the caller */
};

/** Use the PL011 with these registers, in a page of @frame. Its line stays as firmware has set it up. */
void console_attach(struct console *console, volatile seL4_Uint32 *registers, seL4_CPtr frame);

#endif
