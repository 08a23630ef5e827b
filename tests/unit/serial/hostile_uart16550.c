/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdlib.h>

#include "hostile.h"

static uint64_t scratch, enabled;
static unsigned sent_at_once; /* bytes since the device last said that it is empty, or anything else */

bool hostile_is_sane(void)
{
	return (enabled & ~3u) == 0 && sent_at_once <= 16;
}

static uint64_t anything(struct device_model *model, unsigned region, uint64_t offset, unsigned width)
{
	if (offset != 7)
		sent_at_once = 0;
	return offset == 7 ? scratch : (uint8_t)rand();
}

static void note(struct device_model *model, unsigned region, uint64_t offset, unsigned width, uint64_t value)
{
	if (offset == 7)
		scratch = value;
	if (offset == 1)
		enabled = value & 3; /* or a divisor */
	if (offset == 0)
		sent_at_once++;
}

struct device_model hostile_device = { .read = anything, .write = note };
