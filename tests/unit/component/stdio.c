/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What libc writes, on its way to the serial connection or the root task's log. */
#include <errno.h>
#include <stdint.h>
#include <sys/ioctl.h>

#include <component/console.h>
#include <component/root.h>

#include "stdio_files.h"
#include "tap.h"

enum { RECORD_BYTES = 65536 };

/* What was sent, and where the pieces ended that were sent at once. */
static char sent[RECORD_BYTES];
static size_t sent_count, pieces, longest, cut_lines;
static bool console_present, console_broken;

static int record(const void *bytes, size_t count)
{
	const char *text = bytes;

	CHECK(sent_count + count < RECORD_BYTES);
	memcpy(sent + sent_count, text, count);
	sent_count += count;
	sent[sent_count] = '\0';
	pieces++;
	longest = count > longest ? count : longest;
	cut_lines += text[count - 1] != '\n';
	return 0;
}

/* The seam: connection and root task. */
struct connection *component_console(void)
{
	static struct connection console;

	return console_present ? &console : NULL;
}

int connection_write(struct connection *connection, const void *bytes, size_t count)
{
	return console_broken ? -EPROTO : record(bytes, count);
}

int64_t connection_read(struct connection *connection, void *bytes, size_t count)
{
	memcpy(bytes, "typed", count < 5 ? count : 5);
	return count < 5 ? (int64_t)count : 5;
}

int root_log(const char *text, size_t bytes)
{
	return record(text, bytes);
}

static void begin(bool console)
{
	console_present = console;
	console_broken = false;
	sent_count = pieces = longest = cut_lines = 0;
	sent[0] = '\0';
}

static void both_parts_leave_at_once(void)
{
	char first[] = "libc writes a line ", second[] = "in two parts\n";
	struct iovec parts[] = { { first, sizeof first - 1 }, { NULL, 0 }, { second, sizeof second - 1 } };

	for (int console = 0; console < 2; console++) {
		begin(console);
		CHECK_EQ(stdio_writev(1, parts, 3), sizeof first + sizeof second - 2);
		CHECK_STR(sent, "libc writes a line in two parts\n");
		CHECK_EQ(pieces, 1);
	}
}

static void long_texts_are_cut_between_lines(void)
{
	static char text[20000];
	size_t count = 0;

	begin(true);
	for (unsigned line = 0; count < sizeof text - 200; line++) {
		for (unsigned i = 0; i < line * 37 % 150; i++)
			text[count++] = (char)('a' + (int)(line % 26));
		text[count++] = '\n';
	}
	CHECK_EQ(stdio_write(2, text, count), count);
	CHECK_EQ(sent_count, count);
	CHECK(memcmp(sent, text, count) == 0);
	CHECK_EQ(cut_lines, 0);
	CHECK(longest <= 512 && pieces < count / 300);
}

static void a_line_without_end_is_cut_somewhere(void)
{
	static char text[5000];

	begin(true);
	memset(text, 'x', sizeof text);
	CHECK_EQ(stdio_write(1, text, sizeof text), sizeof text);
	CHECK_EQ(sent_count, sizeof text);
	CHECK(longest <= 512);
}

static void an_unfinished_line_is_sent(void)
{
	begin(true);
	CHECK_EQ(stdio_write(1, "$ ", 2), 2);
	CHECK_STR(sent, "$ ");
	CHECK_EQ(stdio_write(1, "", 0), 0);
	CHECK_EQ(pieces, 1);
}

static void a_broken_connection_is_an_error(void)
{
	begin(true);
	console_broken = true;
	CHECK_EQ(stdio_write(1, "x", 1), -EPROTO);
}

static void input_comes_from_the_connection(void)
{
	char first[1], second[8];
	struct iovec parts[] = { { first, 0 }, { second, sizeof second } };

	begin(true);
	CHECK_EQ(stdio_readv(0, parts, 2), 5); /* as libc reads: an empty part, then its buffer */
	CHECK(memcmp(second, "typed", 5) == 0);
	CHECK_EQ(stdio_read(0, first, 1), 1);
	begin(false);
	CHECK_EQ(stdio_read(0, second, 8), 0);
}

static void other_files_are_not_open(void)
{
	struct winsize size = { .ws_row = 1 };
	char byte;

	begin(true);
	CHECK_EQ(stdio_write(0, "x", 1), -EBADF);
	CHECK_EQ(stdio_write(3, "x", 1), -EBADF);
	CHECK_EQ(stdio_read(1, &byte, 1), -EBADF);
	CHECK_EQ(stdio_ioctl(3, TIOCGWINSZ, &size), -EBADF);
	CHECK_EQ(stdio_ioctl(1, TIOCSTI, &byte), -ENOTTY);
	CHECK_EQ(stdio_ioctl(1, TIOCGWINSZ, &size), 0);
	CHECK_EQ(size.ws_row, 0);
	CHECK_EQ(pieces, 0);
}

TAP_MAIN(TAP(both_parts_leave_at_once), TAP(long_texts_are_cut_between_lines),
	 TAP(a_line_without_end_is_cut_somewhere), TAP(an_unfinished_line_is_sent),
	 TAP(a_broken_connection_is_an_error), TAP(input_comes_from_the_connection),
	 TAP(other_files_are_not_open))
