/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <console/console.h>

#include "device.h"

void console_putchar(const struct console *console, char c)
{
	if (c == '\n')
		console_device_put(console, '\r');
	console_device_put(console, c);
}

void console_write(const struct console *console, const char *text, unsigned long len)
{
	for (unsigned long i = 0; i < len; i++)
		console_putchar(console, text[i]);
}

void console_puts(const struct console *console, const char *text)
{
	while (*text)
		console_putchar(console, *text++);
}
