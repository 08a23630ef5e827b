/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the architecture's serial port does for console.c. */
#ifndef CONSOLE_DEVICE_H
#define CONSOLE_DEVICE_H

#include <console/console.h>

/** Send one byte; waits for room. */
void console_device_put(const struct console *console, char c);

#endif
