/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "stdio_files.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>

#include <component/console.h>
#include <component/root.h>

enum { LOG_BYTES_MAX = 512 };

bool stdio_is_open(int file)
{
	return file >= 0 && file <= 2;
}

long stdio_read(int file, void *bytes, size_t count)
{
	struct connection *console = component_console();

	if (file != 0)
		return -EBADF;
	if (!console || !count)
		return 0;
	return connection_read(console, bytes, count);
}

long stdio_readv(int file, const struct iovec *parts, int parts_count)
{
	for (int i = 0; i < parts_count; i++)
		if (parts[i].iov_len)
			return stdio_read(file, parts[i].iov_base, parts[i].iov_len);
	return 0;
}

/** To the root task's log, which takes each call's text as lines of its own: so all parts in one. */
static long log_write(const struct iovec *parts, int parts_count)
{
	char text[LOG_BYTES_MAX];
	size_t held = 0;
	long written = 0;

	for (int i = 0; i < parts_count; i++) {
		const char *from = parts[i].iov_base;
		size_t left = parts[i].iov_len;

		while (left) {
			size_t room = sizeof text - held;
			size_t part = left < room ? left : room;

			memcpy(text + held, from, part);
			held += part;
			from += part;
			left -= part;
			written += (long)part;
			if (held == sizeof text) {
				root_log(text, held);
				held = 0;
			}
		}
	}
	if (held)
		root_log(text, held);
	return written;
}

static long console_write(struct connection *console, const struct iovec *parts, int parts_count)
{
	long written = 0;

	for (int i = 0; i < parts_count; i++) {
		int error = connection_write(console, parts[i].iov_base, parts[i].iov_len);

		if (error)
			return error;
		written += (long)parts[i].iov_len;
	}
	return written;
}

long stdio_writev(int file, const struct iovec *parts, int parts_count)
{
	struct connection *console = component_console();

	if (file != 1 && file != 2)
		return -EBADF;
	return console ? console_write(console, parts, parts_count) : log_write(parts, parts_count);
}

long stdio_write(int file, const void *bytes, size_t count)
{
	const struct iovec part = { .iov_base = (void *)(uintptr_t)bytes, .iov_len = count };

	return stdio_writev(file, &part, 1);
}

long stdio_ioctl(int file, long request, void *argument)
{
	if (!stdio_is_open(file))
		return -EBADF;
	if (request != TIOCGWINSZ)
		return -ENOTTY;
	memset(argument, 0, sizeof(struct winsize));
	return 0;
}
