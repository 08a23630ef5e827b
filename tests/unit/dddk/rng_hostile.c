/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The virtio-rng driver and a device that lies: it gives randomness or fails, and does nothing else. */
#include "host.h"
#include "hostile.h"
#include "tap.h"

enum { SEEDS = 3000, ACTS = 1000 };

static uint32_t serve_nothing(struct virtio_model *model, struct model_part *parts, unsigned count)
{
	return (uint32_t)hostile_random((struct hostile *)model);
}

static void live(enum virtio_model_bus bus, uint64_t seed)
{
	static struct hostile hostile;
	uint8_t taken[RNG_POOL_BYTES];

	virtio_model_init(&hostile.model, bus, 4, seed % 2 ? (3ull << 28) : 0);
	hostile.model.serve = serve_nothing;
	hostile_begin(&hostile, seed);
	if (driver_begin(dddk_the_driver) == 0)
		for (unsigned i = 0; i < ACTS; i++) {
			int bytes = rng_class_take(driver_kit(), taken, (uint32_t)(seed % sizeof taken + 1));

			CHECK(bytes <= (int)sizeof taken);
			rng_class_fill(driver_kit());
			hostile_act(&hostile);
			driver_settle();
		}
	model_end(&hostile.model.device);
}

static void on_pci(void)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		live(MODEL_ON_PCI, seed);
}

static void in_memory(void)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		live(MODEL_IN_MEMORY, seed);
}

TAP_MAIN(TAP(on_pci), TAP(in_memory))
