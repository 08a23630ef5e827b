/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "stdio_files.h"

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>

#include <component/console.h>
#include <component/root.h>

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

long stdio_write(int file, const void *bytes, size_t count)
{
	struct connection *console = component_console();
	int error;

	if (file != 1 && file != 2)
		return -EBADF;
	if (!count)
		return 0;
	if (console)
		error = connection_write(console, bytes, count);
	else
		error = root_log(bytes, count);
	return error ? error : (long)count;
}

long stdio_writev(int file, const struct iovec *parts, int parts_count)
{
	long written = 0;

	for (int i = 0; i < parts_count; i++) {
		long part = stdio_write(file, parts[i].iov_base, parts[i].iov_len);

		if (part < 0)
			return written ? written : part;
		written += part;
	}
	return written;
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
