/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "diagnostic/width.h"

#include <stddef.h>

/* Blocks of Unicode in ascending order; what is not listed takes one column. */
static const struct block {
	uint32_t first, last;
	unsigned int width;
} blocks[] = {
	{ 0x0300, 0x036f, 0 },                          /* combining marks */
	{ 0x1100, 0x115f, 2 },                          /* Hangul */
	{ 0x200b, 0x200f, 0 },                          /* joiners and marks of direction */
	{ 0x20d0, 0x20ff, 0 },   { 0x2e80, 0xa4cf, 2 }, /* CJK, Kana, Yi */
	{ 0xac00, 0xd7a3, 2 },                          /* Hangul */
	{ 0xf900, 0xfaff, 2 },   { 0xfe00, 0xfe0f, 0 }, /* variation selectors */
	{ 0xfe30, 0xfe6f, 2 },   { 0xff00, 0xff60, 2 },   { 0xffe0, 0xffe6, 2 },
	{ 0x1f300, 0x1f64f, 2 }, /* emoji */
	{ 0x1f680, 0x1f6ff, 2 }, { 0x1f900, 0x1f9ff, 2 }, { 0x20000, 0x3fffd, 2 },
};

unsigned int width_of(uint32_t code)
{
	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		if (code >= blocks[i].first && code <= blocks[i].last)
			return blocks[i].width;
	return 1;
}
