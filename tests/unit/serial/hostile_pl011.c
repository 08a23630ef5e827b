/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdlib.h>

#include "hostile.h"

static uint64_t enabled;

bool hostile_is_sane(void)
{
	return (enabled & ~0x70u) == 0;
}

static uint64_t anything(struct device_model *model, unsigned region, uint64_t offset, unsigned width)
{
	return offset == 0xfe0 ? 0x11 : offset == 0xfe4 ? 0x10 : (uint32_t)rand();
}

static void note(struct device_model *model, unsigned region, uint64_t offset, unsigned width, uint64_t value)
{
	if (offset == 0x38)
		enabled = value;
}

struct device_model hostile_device = { .read = anything, .write = note };
