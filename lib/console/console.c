/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <console/console.h>

#include "device.h"

enum { CHUNK_BYTES = 32 };

void console_putchar(const struct console *console, char c)
{
	console_write(console, &c, 1);
}

void console_write(const struct console *console, const char *text, unsigned long len)
{
	char chunk[CHUNK_BYTES];
	unsigned int count = 0;

	for (unsigned long i = 0; i < len; i++) {
		if (text[i] == '\n')
			chunk[count++] = '\r';
		chunk[count++] = text[i];
		if (count < CHUNK_BYTES - 1)
			continue;
		console_device_write(console, chunk, count);
		count = 0;
	}
	console_device_write(console, chunk, count);
}

void console_puts(const struct console *console, const char *text)
{
	unsigned long len = 0;

	while (text[len])
		len++;
	console_write(console, text, len);
}
