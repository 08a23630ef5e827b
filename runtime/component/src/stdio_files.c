/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "stdio_files.h"

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>

#include <component/console.h>
#include <component/root.h>

enum { OUTPUT_BYTES = 512 };

/* A ring has one producer and one consumer; a component may have many threads. */
static pthread_mutex_t reading = PTHREAD_MUTEX_INITIALIZER, writing = PTHREAD_MUTEX_INITIALIZER;

bool stdio_is_open(int file)
{
	return file >= 0 && file <= 2;
}

long stdio_read(int file, void *bytes, size_t count)
{
	struct connection *console = component_console();
	long result;

	if (file != 0)
		return -EBADF;
	if (!console || !count)
		return 0;
	pthread_mutex_lock(&reading);
	result = connection_read(console, bytes, count);
	pthread_mutex_unlock(&reading);
	return result;
}

long stdio_readv(int file, const struct iovec *parts, int parts_count)
{
	for (int i = 0; i < parts_count; i++)
		if (parts[i].iov_len)
			return stdio_read(file, parts[i].iov_base, parts[i].iov_len);
	return 0;
}

/** Text on its way out: collected so that lines leave whole, for others print on the same screen. */
struct output {
	struct connection *console; /* NULL: to the root task's log, which takes each call's text as lines */
	char text[OUTPUT_BYTES];
	size_t held;
};

static int output_send(struct output *output, size_t count)
{
	int error = output->console ? connection_write(output->console, output->text, count)
				    : root_log(output->text, count);

	output->held -= count;
	memmove(output->text, output->text + count, output->held);
	return error;
}

/** The buffer is full: send the lines that are complete in it, or all of it if none is. */
static int output_make_room(struct output *output)
{
	size_t count = output->held;

	while (count && output->text[count - 1] != '\n')
		count--;
	return output_send(output, count ? count : output->held);
}

static int output_add(struct output *output, const char *from, size_t count)
{
	while (count) {
		size_t room = sizeof output->text - output->held;
		size_t part = count < room ? count : room;
		int error = 0;

		memcpy(output->text + output->held, from, part);
		output->held += part;
		from += part;
		count -= part;
		if (output->held == sizeof output->text)
			error = output_make_room(output);
		if (error)
			return error;
	}
	return 0;
}

/** @return bytes written or a negative errno */
static long output_write(struct output *output, const struct iovec *parts, int parts_count)
{
	long written = 0;
	int error = 0;

	for (int i = 0; i < parts_count && !error; i++) {
		error = output_add(output, parts[i].iov_base, parts[i].iov_len);
		written += (long)parts[i].iov_len;
	}
	if (!error && output->held)
		error = output_send(output, output->held);
	return error ? error : written;
}

long stdio_writev(int file, const struct iovec *parts, int parts_count)
{
	struct output output;
	long result;

	if (file != 1 && file != 2)
		return -EBADF;
	output.console = component_console();
	output.held = 0;
	pthread_mutex_lock(&writing);
	result = output_write(&output, parts, parts_count);
	pthread_mutex_unlock(&writing);
	return result;
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
