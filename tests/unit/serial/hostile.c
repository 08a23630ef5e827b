/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The serial driver among enemies: a device that answers at random, and clients that
 * write at random into the memory they share with it. It must neither crash (the
 * sanitizers watch) nor hang, nor write outside its rings.
 */
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "hostile.h"
#include "tap.h"

enum {
	STEPS = 300000,
	RING_BYTES = KAAL_RING_HEADER_BYTES + 64,
	GUARD = 64,
	GUARD_BYTE = 0x5c,
	CLIENTS = 3,
	LIMIT_S = 100,
};

static struct {
	_Alignas(64) uint8_t before[GUARD], rings[2 * RING_BYTES], after[GUARD];
} memory[CLIENTS];

void connection_written(struct connection *connection)
{
	ring_producer_notify(&connection->out);
}

void connection_consumed(struct connection *connection)
{
	ring_consumer_notify(&connection->in);
}

static void client_add(int index)
{
	struct connection connection = { .grant = index };
	uint8_t *rings = memory[index].rings;

	memset(memory[index].before, GUARD_BYTE, GUARD);
	memset(memory[index].after, GUARD_BYTE, GUARD);
	CHECK_EQ(ring_consumer_attach(&connection.in, rings, RING_BYTES, 1), 0);
	CHECK_EQ(ring_producer_attach(&connection.out, rings + RING_BYTES, RING_BYTES, 1), 0);
	CHECK_EQ(serial_class_add_client(&driver_kit()->serial, &connection), 0);
}

/** A client writes anything, anywhere in its memory; near the right index now and then. */
static void scribble(void)
{
	uint8_t *rings = memory[rand() % CLIENTS].rings + (rand() % 2 ? RING_BYTES : 0);
	struct kaal_ring *ring = (struct kaal_ring *)rings;

	switch (rand() % 4) {
	case 0:
		rings[rand() % RING_BYTES] = (uint8_t)rand();
		break;
	case 1:
		ring->head += (uint32_t)(rand() % 80);
		break;
	case 2:
		ring->tail += (uint32_t)(rand() % 80);
		break;
	case 3:
		ring->producer_epoch++;
		ring->consumer_epoch++;
		break;
	}
}

static int guards_intact(void)
{
	for (unsigned i = 0; i < CLIENTS; i++)
		for (unsigned at = 0; at < GUARD; at++)
			if (memory[i].before[at] != GUARD_BYTE || memory[i].after[at] != GUARD_BYTE)
				return 0;
	return 1;
}

static void driver_survives(void)
{
	struct serial_class *serial = &driver_kit()->serial;
	unsigned broken = 0;

	srand(4);
	alarm(LIMIT_S);

	model_begin(&hostile_device);
	CHECK_EQ(driver_begin(dddk_the_driver), 0);
	for (int i = 0; i < CLIENTS; i++)
		client_add(i);
	for (unsigned step = 0; step < STEPS; step++) {
		scribble();
		hostile_device.accesses = 0;
		if (rand() % 2)
			serial_class_interrupt(serial);
		else
			serial_class_move(serial);
		for (unsigned i = 0; i < CLIENTS; i++) {
			CHECK(serial->clients[i].staged_from <= serial->clients[i].staged_to);
			CHECK(serial->clients[i].staged_to <= SERIAL_STAGED_BYTES);
			broken += serial->clients[i].broken;
		}
		CHECK(hostile_is_sane());
	}
	CHECK(guards_intact());
	printf("# clients were broken in %u of %u moments\n", broken, (unsigned)STEPS * CLIENTS);
	CHECK(broken > STEPS / 100 && broken < STEPS * CLIENTS - STEPS / 100); /* they also lived */
}

static uint64_t said;

static uint64_t always_the_same(struct device_model *model, unsigned region, uint64_t offset, unsigned width)
{
	return said;
}

/** A device whose cause never goes away: the driver goes on after a while. */
static void device_is_stuck(void)
{
	for (said = 0; said < 0x200; said++) {
		hostile_device.accesses = 0; /* too many end the test */
		hostile_device.read = always_the_same;
		serial_class_interrupt(&driver_kit()->serial);
		serial_class_move(&driver_kit()->serial);
	}
}

TAP_MAIN(TAP(driver_survives), TAP(device_is_stuck))
