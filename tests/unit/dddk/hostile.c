/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "hostile.h"

#include <string.h>

#include "host.h"

/* xorshift64 (Marsaglia, 2003) */
uint64_t hostile_random(struct hostile *hostile)
{
	hostile->random ^= hostile->random << 13;
	hostile->random ^= hostile->random >> 7;
	hostile->random ^= hostile->random << 17;
	return hostile->random;
}

/** Numbers that are at a limit more often than not. */
static uint64_t nasty(struct hostile *hostile)
{
	static const uint64_t limits[] = { 0,      1,          2,          0x7f,  0xff,
					   0xffff, 0x7fffffff, 0xffffffff, ~0ull, 1ull << 63 };
	uint64_t choice = hostile_random(hostile);

	return choice & 1 ? hostile_random(hostile)
			  : limits[(choice >> 8) % (sizeof limits / sizeof limits[0])];
}

static bool lies(struct hostile *hostile)
{
	return hostile_random(hostile) % hostile->lies_in == 0;
}

static uint64_t hostile_read(struct device_model *device, unsigned region, uint64_t offset, unsigned width)
{
	struct hostile *hostile = (struct hostile *)device;

	return lies(hostile) ? nasty(hostile) : hostile->honest_read(device, region, offset, width);
}

static uint32_t hostile_config(struct device_model *device, unsigned offset, unsigned width)
{
	struct hostile *hostile = (struct hostile *)device;

	return lies(hostile) ? (uint32_t)nasty(hostile) : hostile->honest_config(device, offset, width);
}

void hostile_begin(struct hostile *hostile, uint64_t seed)
{
	struct device_model *device = &hostile->model.device;

	hostile->random = seed * 0x9e3779b97f4a7c15u + 1;
	hostile->lies_in = 2u << hostile_random(hostile) % 8;
	hostile->honest_read = device->read;
	hostile->honest_config = device->config_read;
	device->read = hostile_read;
	if (device->config_read)
		device->config_read = hostile_config;
}

static void scribble(struct hostile *hostile)
{
	struct device_model *device = &hostile->model.device;
	uint64_t value = nasty(hostile);
	struct dma_memory *block;
	uint64_t at;

	if (!device->dma_count)
		return;
	block = &device->dma[hostile_random(hostile) % device->dma_count];
	at = hostile_random(hostile) % (block->bytes / 4) * 4;
	memcpy((char *)block->at + at, &value, 4);
}

void hostile_act(struct hostile *hostile)
{
	switch (hostile_random(hostile) % 4) {
	case 0:
		model_raise(&hostile->model.device, (unsigned)hostile_random(hostile) % 8);
		break;
	case 1:
		virtio_model_serve(&hostile->model, 0);
		break;
	case 2:
		model_advance(hostile_random(hostile) % 1000000000);
		break;
	default:
		scribble(hostile);
	}
}
