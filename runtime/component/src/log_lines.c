/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "log_lines.h"

#include <string.h>

/** @return bytes of the next entry: to the line's end, or what one holds */
static size_t part_of(const char *text, size_t bytes)
{
	const char *end = memchr(text, '\n', bytes);
	size_t line = end ? (size_t)(end - text) : bytes;

	return line < KAAL_LOG_TEXT_BYTES ? line : KAAL_LOG_TEXT_BYTES;
}

unsigned int log_lines_cut(const char *text, size_t bytes, const struct kaal_log_line *like,
			   struct kaal_log_line *lines, unsigned int room)
{
	unsigned int count = 0;

	while (bytes && count < room) {
		size_t part = part_of(text, bytes);
		size_t taken = part < bytes && text[part] == '\n' ? part + 1 : part;
		struct kaal_log_line *line = &lines[count++];

		*line = *like;
		line->bytes = (uint8_t)part;
		line->continues = taken == part && part < bytes && count < room;
		memcpy(line->text, text, part);
		text += taken;
		bytes -= taken;
	}
	return count;
}
