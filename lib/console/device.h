/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the architecture's serial port does for console.c. */
#ifndef CONSOLE_DEVICE_H
#define CONSOLE_DEVICE_H

#include <console/console.h>

/** Send bytes; waits for room. */
void console_device_write(const struct console *console, const char *bytes, unsigned int count);

#endif
