/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A console on the first serial port (16550, COM1), polled, by I/O-port
 * invocations alone. For root tasks: it works before any driver does.
 */
#ifndef CONSOLE_CONSOLE_H
#define CONSOLE_CONSOLE_H

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

/** Write one character; '\n' becomes CR LF. Waits for room in the transmitter. */
void console_putchar(const struct console *console, char c);

/** Write @len bytes as console_putchar does. */
void console_write(const struct console *console, const char *text, unsigned long len);

/** Write a string. */
void console_puts(const struct console *console, const char *text);

/** @return the next character typed, or -1 when there is none */
int console_getchar(const struct console *console);

#endif
