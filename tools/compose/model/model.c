/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "model/model.h"

const char *model_type_name(enum model_type type)
{
	static const char *const names[] = {
		[MODEL_U8] = "u8",     [MODEL_U16] = "u16",   [MODEL_U32] = "u32", [MODEL_U64] = "u64",
		[MODEL_I8] = "i8",     [MODEL_I16] = "i16",   [MODEL_I32] = "i32", [MODEL_I64] = "i64",
		[MODEL_BOOL] = "bool", [MODEL_TEXT] = "text",
	};

	return names[type];
}

unsigned int model_words_max(const struct model_parameters *parameters)
{
	unsigned int words = 0;

	for (size_t i = 0; i < parameters->count; i++)
		words += parameters->items[i].type == MODEL_TEXT ? MODEL_TEXT_WORDS_MAX : 1;
	return words;
}
