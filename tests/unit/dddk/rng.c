/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The virtio-rng driver and the kit with a modelled device, on both of its buses; and with one that lies. */
#include <errno.h>
#include <string.h>

#include "host.h"
#include "tap.h"
#include "virtio/virtio.h"
#include "virtio_model.h"

static uint8_t next_byte;

static uint32_t serve_counting(struct virtio_model *model, struct model_part *parts, unsigned count)
{
	uint32_t bytes = 0;

	for (unsigned i = 0; i < count; i++) {
		CHECK(parts[i].writable);
		for (uint32_t j = 0; j < parts[i].bytes; j++)
			parts[i].at[j] = ++next_byte;
		bytes += parts[i].bytes;
	}
	return bytes;
}

static struct virtio_model model;

static int begin(enum virtio_model_bus bus, uint64_t features)
{
	virtio_model_init(&model, bus, 4, features);
	model.serve = serve_counting;
	next_byte = 0;

	int error = driver_begin(dddk_the_driver);

	if (!error)
		rng_class_fill(driver_kit());
	driver_settle();
	return error;
}

static void end(void)
{
	driver_end();
	CHECK_EQ(model.status, 0); /* the device was silenced */
	CHECK(!model.wrong_memory);
	model_end(&model.device);
}

static void take_gives_what_the_device_gave(enum virtio_model_bus bus, uint64_t features)
{
	uint8_t taken[RNG_POOL_BYTES];
	bool seen[256] = { false };

	CHECK_EQ(begin(bus, features), 0);
	CHECK_EQ(rng_class_take(driver_kit(), taken, 200), 200);
	for (unsigned i = 0; i < 200; i++) {
		CHECK(!seen[taken[i]]); /* each byte once */
		seen[taken[i]] = true;
	}
	rng_class_fill(driver_kit());
	driver_settle();
	CHECK_EQ(rng_class_take(driver_kit(), taken, 16), 16);
	end();
}

static void pci_plain(void)
{
	take_gives_what_the_device_gave(MODEL_ON_PCI, 0);
}

static void pci_all_features(void)
{
	take_gives_what_the_device_gave(MODEL_ON_PCI, VIRTIO_F_INDIRECT_DESC | VIRTIO_F_EVENT_IDX);
}

static void memory_plain(void)
{
	take_gives_what_the_device_gave(MODEL_IN_MEMORY, 0);
}

static void memory_all_features(void)
{
	take_gives_what_the_device_gave(MODEL_IN_MEMORY, VIRTIO_F_INDIRECT_DESC | VIRTIO_F_EVENT_IDX);
}

static void answer_late(void)
{
	uint8_t taken[4];

	virtio_model_init(&model, MODEL_ON_PCI, 4, 0);
	model.serve = serve_counting;
	model.hold = true;
	CHECK_EQ(driver_begin(dddk_the_driver), 0);
	rng_class_fill(driver_kit());
	driver_settle();
	CHECK_EQ(rng_class_take(driver_kit(), taken, 4), -EAGAIN);
	virtio_model_serve(&model, 0);
	driver_settle();
	CHECK_EQ(rng_class_take(driver_kit(), taken, 4), 4);
	end();
}

/** A device that answers something else than it was asked is given up, and nothing else happens. */
static void lie(uint32_t id, uint16_t index_step)
{
	uint8_t taken[4];

	virtio_model_init(&model, MODEL_ON_PCI, 4, 0);
	model.serve = serve_counting;
	model.hold = true;
	CHECK_EQ(driver_begin(dddk_the_driver), 0);
	rng_class_fill(driver_kit());
	virtio_model_lie(&model, 0, id, 16, index_step);
	driver_settle();
	CHECK_EQ(rng_class_take(driver_kit(), taken, 4), -EIO);
	end();
}

static void id_out_of_range(void)
{
	lie(4096, 1);
}

static void id_not_asked(void)
{
	lie(3, 1);
}

static void index_far_ahead(void)
{
	lie(0, 1000);
}

static void too_many_bytes(void)
{
	uint8_t taken[RNG_POOL_BYTES];

	virtio_model_init(&model, MODEL_ON_PCI, 4, 0);
	model.serve = serve_counting;
	model.hold = true;
	CHECK_EQ(driver_begin(dddk_the_driver), 0);
	rng_class_fill(driver_kit());
	virtio_model_lie(&model, 0, 0, 0xffffffff, 1);
	driver_settle();
	CHECK_EQ(rng_class_take(driver_kit(), taken, sizeof taken), 256); /* what the buffer holds */
	end();
}

static void never_ready(void)
{
	virtio_model_init(&model, MODEL_ON_PCI, 4, 0);
	model.dead = true;
	CHECK_EQ(driver_begin(dddk_the_driver), -ETIMEDOUT);
	model_end(&model.device);
}

static void no_memory(void)
{
	virtio_model_init(&model, MODEL_IN_MEMORY, 4, 0);
	model.device.no_dma = true;
	CHECK_EQ(driver_begin(dddk_the_driver), -ENOMEM);
	model_end(&model.device);
}

/** A region that says it has no bytes is not used. */
static void empty_region(void)
{
	for (unsigned bus = MODEL_ON_PCI; bus <= MODEL_IN_MEMORY; bus++) {
		virtio_model_init(&model, (enum virtio_model_bus)bus, 4, 0);
		memset(model.device.device.bytes, 0, sizeof model.device.device.bytes);
		CHECK_EQ(driver_begin(dddk_the_driver), -ENODEV);
		model_end(&model.device);
	}
}

static void no_queue(void)
{
	virtio_model_init(&model, MODEL_ON_PCI, 4, 0);
	model.queue_size_max = 0;
	CHECK_EQ(driver_begin(dddk_the_driver), -ENODEV);
	model_end(&model.device);
}

static uint64_t read_nothing(struct device_model *device, unsigned region, uint64_t offset, unsigned width)
{
	return ~0ull;
}

/** What is read from a device that is gone are ones; the driver ends nevertheless. */
static void vanishes(void)
{
	uint8_t taken[RNG_POOL_BYTES];

	CHECK_EQ(begin(MODEL_ON_PCI, 0), 0);
	model.device.read = read_nothing;
	model.dead = true;
	for (unsigned i = 0; i < 8; i++) {
		rng_class_take(driver_kit(), taken, sizeof taken);
		rng_class_fill(driver_kit());
		model_raise(&model.device, 0);
		driver_settle();
	}
	CHECK_EQ(rng_class_take(driver_kit(), taken, 4), -EAGAIN);
	driver_end();
	model_end(&model.device);
}

static void interrupts_without_cause(void)
{
	CHECK_EQ(begin(MODEL_ON_PCI, 0), 0);
	for (unsigned i = 0; i < 100000; i++) {
		model_raise(&model.device, 0);
		driver_settle();
	}
	end();
}

TAP_MAIN(TAP(pci_plain), TAP(pci_all_features), TAP(memory_plain), TAP(memory_all_features), TAP(answer_late),
	 TAP(id_out_of_range), TAP(id_not_asked), TAP(index_far_ahead), TAP(too_many_bytes), TAP(never_ready),
	 TAP(no_memory), TAP(empty_region), TAP(no_queue), TAP(vanishes), TAP(interrupts_without_cause))
