/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "headers/text.h"

#include <errno.h>

struct c_name c_name_of(const char *name)
{
	struct c_name c = { "", "" };

	for (size_t i = 0; i + 1 < C_NAME_BYTES && name[i]; i++) {
		bool is_letter = name[i] >= 'a' && name[i] <= 'z';

		c.lower[i] = name[i] == '-' ? '_' : name[i];
		c.upper[i] = is_letter ? (char)(name[i] - 'a' + 'A') : c.lower[i];
	}
	return c;
}

void c_print_comment(FILE *out, const char *text)
{
	for (; *text; text++) {
		fputc(*text, out);
		if ((text[0] == '*' && text[1] == '/') || (text[0] == '/' && text[1] == '*'))
			fputc(' ', out);
	}
}

const char *c_type(enum model_type type)
{
	static const char *const types[] = {
		[MODEL_U8] = "uint8_t",   [MODEL_U16] = "uint16_t", [MODEL_U32] = "uint32_t",
		[MODEL_U64] = "uint64_t", [MODEL_I8] = "int8_t",    [MODEL_I16] = "int16_t",
		[MODEL_I32] = "int32_t",  [MODEL_I64] = "int64_t",  [MODEL_BOOL] = "bool",
		[MODEL_TEXT] = NULL,
	};

	return types[type];
}

int c_file_result(FILE *out)
{
	return fflush(out) == 0 && !ferror(out) ? 0 : -EIO;
}
