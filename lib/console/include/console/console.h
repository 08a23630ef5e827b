/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A console on the first serial port, polled. For root tasks: it works before any
 * driver does.
 */
#ifndef CONSOLE_CONSOLE_H
#define CONSOLE_CONSOLE_H

#include <console/arch.h>
#include <sel4/bootinfo.h>
#include <sel4/sel4.h>

/**
 * Open the console from a root task that still has everything it was given.
 *
 * @param next_slot  first of up to 64 empty slots of the root CNode; moved behind those taken
 * @return seL4_NoError; else there is no serial port, or it has been given away
 */
seL4_Error console_open_root(struct console *console, const seL4_BootInfo *info, seL4_CPtr *next_slot);

/** Write one character; '\n' becomes CR LF. Waits for room in the transmitter. */
void console_putchar(const struct console *console, char c);

/** Write @len bytes as console_putchar does. */
void console_write(const struct console *console, const char *text, unsigned long len);

/** Write a string. */
void console_puts(const struct console *console, const char *text);

/** @return the next character typed, or -1 when there is none */
int console_getchar(const struct console *console);

#endif
