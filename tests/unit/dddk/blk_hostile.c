/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The virtio-blk driver and class block between a device that lies and clients that do:
 * whoever is honest loses nothing but time, and no memory is touched that is another's.
 */
#include <errno.h>

#include "disk.h"
#include "host.h"
#include "hostile.h"
#include "tap.h"

enum { SEEDS = 1500, ACTS = 300, HONEST_SECTORS = 4, HONEST_BYTES = HONEST_SECTORS * SECTOR };

/** A disk, or a device that lies: both begin with the virtio model. */
static union {
	struct virtio_model model;
	struct hostile hostile;
	struct disk disk;
} device;
static struct hostile dice_box; /* what hostile clients do is drawn from here */
static struct client clients[2];

static uint32_t serve_nonsense(struct virtio_model *model, struct model_part *parts, unsigned count)
{
	struct hostile *hostile = (struct hostile *)model;

	for (unsigned i = 0; i < count; i++)
		if (parts[i].writable && parts[i].bytes)
			parts[i].at[hostile_random(hostile) % parts[i].bytes] =
				(uint8_t)hostile_random(hostile);
	return (uint32_t)hostile_random(hostile);
}

static uint64_t features(uint64_t seed)
{
	return (seed & 1 ? 3ull << 28 : 0) | (seed & 2 ? 1ull << 9 : 0) | (seed & 4 ? 1ull << 13 : 0) |
	       (seed % 16 == 5 ? 1ull << 5 : 0);
}

/** Numbers near to what is right. */
static uint64_t dice(struct hostile *hostile, uint64_t right)
{
	switch (hostile_random(hostile) % 8) {
	case 0:
		return hostile_random(hostile);
	case 1:
		return right + hostile_random(hostile) % 3 - 1;
	case 2:
		return ~0ull - hostile_random(hostile) % 1024;
	}
	return hostile_random(hostile) % (right + 1);
}

static void ask_anything(struct hostile *hostile, struct client *client)
{
	struct kaal_request request = {
		.operation = (uint32_t)(hostile_random(hostile) % 6),
		.data = { .buffer = KAAL_NO_BUFFER,
			  .offset = (uint32_t)dice(hostile, CLIENT_DATA_BYTES / SECTOR) * SECTOR,
			  .bytes = (uint32_t)dice(hostile, 64) * SECTOR },
		.args = { dice(hostile, DISK_SECTORS), dice(hostile, DISK_SECTORS) },
	};

	request_submit(&client->channel, &request, 0, 0);
	request_client_notify(&client->channel);
}

/** Anything into one of the two rings: indices, flags, requests under way. */
static void scribble_ring(struct hostile *hostile, struct client *client)
{
	uint8_t *ring = hostile_random(hostile) % 2 ? client->requests : client->answers;
	uint64_t reach = hostile_random(hostile) % 2 ? KAAL_RING_HEADER_BYTES : CLIENT_RING_BYTES;
	uint32_t value = (uint32_t)dice(hostile, 64);

	memcpy(ring + hostile_random(hostile) % (reach / 4) * 4, &value, sizeof value);
}

static void client_restart(struct client *client)
{
	memset(client->requests, 0, sizeof client->requests);
	request_client_attach(&client->channel, client->requests, client->answers, CLIENT_RING_BYTES,
			      client->slots, CLIENT_SLOTS);
	request_client_open(&client->channel);
}

static void client_act(struct hostile *hostile, struct client *client)
{
	switch (hostile_random(hostile) % 16) {
	case 0:
		client_restart(client);
		break;
	case 1:
	case 2:
		scribble_ring(hostile, client);
		break;
	case 3:
	case 4:
		client_collect(client);
		break;
	default:
		ask_anything(hostile, client);
	}
}

static void clients_begin(void)
{
	for (unsigned i = 0; i < 2; i++)
		client_connect(&clients[i], &device.disk, i);
	driver_serve(0);
}

/** The device answers something that it may or may not have been asked. */
static void device_act(struct hostile *hostile)
{
	if (hostile_random(hostile) % 8)
		hostile_act(hostile);
	else if (hostile->model.queues[0].enabled)
		virtio_model_lie(&hostile->model, 0, (uint32_t)dice(hostile, 8), (uint32_t)dice(hostile, 512),
				 (uint16_t)(hostile_random(hostile) % 3));
}

/** Device and clients do what they like. */
static void live_among_liars(enum virtio_model_bus bus, uint64_t seed)
{
	disk_init(&device.disk, bus, features(seed));
	device.model.serve = serve_nonsense;
	device.model.hold = seed & 8; /* answers late, or when it likes, or never */
	hostile_begin(&device.hostile, seed);
	if (driver_begin(dddk_the_driver) == 0) {
		clients_begin();
		for (unsigned i = 0; i < ACTS; i++) {
			client_act(&device.hostile, &clients[i % 2]);
			device_act(&device.hostile);
			driver_serve(0);
			driver_settle();
		}
		driver_end();
	}
	model_end(&device.model.device);
}

/** The disk is honest and the first client too: what it wrote it reads again. */
static void honest_turn(uint64_t turn)
{
	struct client *honest = &clients[0];
	uint64_t sector = turn * HONEST_SECTORS % (DISK_SECTORS / 2);
	unsigned before = honest->answered;
	uint8_t value = (uint8_t)turn;

	memset(honest->data, value, HONEST_BYTES);
	client_ask(honest, KAAL_BLOCK_WRITE, sector, HONEST_BYTES, 0);
	client_settle(honest);
	client_ask(honest, KAAL_BLOCK_READ, sector, HONEST_BYTES, 8 * SECTOR);
	client_settle(honest);
	CHECK_EQ(honest->answered, before + 2);
	CHECK_EQ(honest->failed, 0);
	CHECK(memcmp(honest->data, honest->data + 8 * SECTOR, HONEST_BYTES) == 0);
}

static void live_beside_a_liar(enum virtio_model_bus bus, uint64_t seed)
{
	disk_init(&device.disk, bus, features(seed) & ~(1ull << 5));
	dice_box.random = seed * 0x9e3779b97f4a7c15u + 1;
	CHECK_EQ(driver_begin(dddk_the_driver), 0);
	clients_begin();
	client_settle(&clients[0]);
	for (unsigned i = 0; i < ACTS; i++) {
		client_act(&dice_box, &clients[1]);
		driver_serve(0);
		driver_settle();
		if (i % 8 == 0)
			honest_turn(seed + i);
	}
	CHECK(!device.model.wrong_memory);
	driver_end();
	model_end(&device.model.device);
}

static void on_pci(void)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		live_among_liars(MODEL_ON_PCI, seed);
}

static void in_memory(void)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		live_among_liars(MODEL_IN_MEMORY, seed);
}

static void hostile_clients(void)
{
	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		live_beside_a_liar(seed % 2 ? MODEL_ON_PCI : MODEL_IN_MEMORY, seed);
}

TAP_MAIN(TAP(on_pci), TAP(in_memory), TAP(hostile_clients))
