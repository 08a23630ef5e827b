/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "source/json.h"

#include <string.h>

#include "source/utf8.h"

static void character_print(FILE *out, const char *bytes, size_t len, uint32_t code)
{
	if (code == '"' || code == '\\')
		fprintf(out, "\\%c", (char)code);
	else if (code == '\n')
		fputs("\\n", out);
	else if (code == '\t')
		fputs("\\t", out);
	else if (code < 0x20 || code == 0x7f)
		fprintf(out, "\\u%04x", (unsigned int)code);
	else
		fwrite(bytes, 1, len, out);
}

void json_print_string(FILE *out, const char *bytes, size_t len)
{
	fputc('"', out);
	for (size_t at = 0; at < len;) {
		uint32_t code = 0;
		size_t length = utf8_decode(bytes + at, len - at, &code);

		if (length)
			character_print(out, bytes + at, length, code);
		else
			fputs("\\ufffd", out);
		at += length ? length : 1;
	}
	fputc('"', out);
}

void json_print_text(FILE *out, const char *text)
{
	if (text)
		json_print_string(out, text, strlen(text));
	else
		fputs("null", out);
}
