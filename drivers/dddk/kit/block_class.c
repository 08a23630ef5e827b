/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "block_class.h"

#include <errno.h>

#include "dddk.h"

enum {
	BATCH = 16, /* requests of one client before the next has its turn */
	SECTOR_BYTES_MIN = 512,
	SECTOR_BYTES_MAX = 4096,
	FAILURES_MAX = 3,
};

#define STUCK_NS 30000000000ull /* nothing answered for so long: the device hangs */

static bool power_of_two(uint64_t value)
{
	return value && !(value & (value - 1));
}

int block_announce(struct dddk *dddk, const struct block_disk *disk)
{
	struct block_class *block = &dddk->block;

	if (!power_of_two(disk->sector_bytes) || disk->sector_bytes < SECTOR_BYTES_MIN ||
	    disk->sector_bytes > SECTOR_BYTES_MAX || !disk->request_sectors || !disk->requests_max ||
	    disk->requests_max > BLOCK_IN_FLIGHT_MAX || disk->sectors > UINT64_MAX / SECTOR_BYTES_MAX)
		return -EINVAL;
	if (block->announced && disk->requests_max < block->disk.requests_max)
		return -EINVAL; /* started again, and what was in flight does not fit any more */
	if (!block->announced)
		for (unsigned i = 0; i < disk->requests_max; i++)
			block->free[block->free_count++] = (uint16_t)i;
	block->disk = *disk;
	block->announced = true;
	return 0;
}

int block_class_add_client(struct dddk *dddk, unsigned grant, const struct block_client_memory *memory)
{
	struct block_class *block = &dddk->block;
	struct block_client *client = &block->clients[block->clients_count];
	int error;

	if (block->clients_count == BLOCK_CLIENTS_MAX)
		return -ENOSPC;
	error = request_server_attach(&client->server, memory->answers, memory->requests, memory->ring_bytes);
	if (error)
		return error;
	client->grant = grant;
	client->data = memory->data;
	client->data_bytes = memory->data_bytes;
	block->clients_count++;
	return 0;
}

/* --- checks ----------------------------------------------------------------- */

static bool on_disk(const struct block_disk *disk, uint64_t sector, uint64_t sectors)
{
	return sectors && sector <= disk->sectors && sectors <= disk->sectors - sector;
}

static bool in_region(const struct block_client *client, const struct kaal_descriptor *data)
{
	return data->offset <= client->data_bytes && data->bytes <= client->data_bytes - data->offset &&
	       data->offset % SECTOR_BYTES_MIN == 0;
}

static int check_transfer(const struct block_disk *disk, const struct block_client *client,
			  const struct kaal_request *request, struct block_request *out)
{
	uint32_t sectors = request->data.bytes / disk->sector_bytes;

	if (request->data.bytes % disk->sector_bytes || sectors > disk->request_sectors ||
	    !on_disk(disk, request->args[0], sectors) || !in_region(client, &request->data))
		return -EINVAL;
	if (out->op == KAAL_BLOCK_WRITE && disk->flags & KAAL_BLOCK_READ_ONLY)
		return -EROFS;
	out->sector = request->args[0];
	out->sectors = sectors;
	out->data = dma_addr_add(client->data, request->data.offset);
	return 0;
}

static int check_discard(const struct block_disk *disk, const struct kaal_request *request,
			 struct block_request *out)
{
	if (!on_disk(disk, request->args[0], request->args[1]) || request->args[1] > UINT32_MAX)
		return -EINVAL;
	if (disk->flags & KAAL_BLOCK_READ_ONLY)
		return -EROFS;
	if (!(disk->flags & KAAL_BLOCK_DISCARDS))
		return -EOPNOTSUPP;
	out->sector = request->args[0];
	out->sectors = (uint32_t)request->args[1];
	return 0;
}

/** @return 0: @out is for the driver, 1: there is nothing to do, or a negative errno */
static int check(const struct block_disk *disk, const struct block_client *client,
		 const struct kaal_request *request, struct block_request *out)
{
	out->op = (enum kaal_block_op)request->operation;
	switch (request->operation) {
	case KAAL_BLOCK_READ:
	case KAAL_BLOCK_WRITE:
		return check_transfer(disk, client, request, out);
	case KAAL_BLOCK_FLUSH:
		return disk->flags & KAAL_BLOCK_CACHES ? 0 : 1;
	case KAAL_BLOCK_DISCARD:
		return check_discard(disk, request, out);
	}
	return -EINVAL;
}

/* --- requests ------------------------------------------------------------------ */

static void answer(struct block_client *client, struct kaal_request *request, int status)
{
	request->data.status = status;
	request_answer(&client->server, request);
}

static void submit(struct dddk *dddk, struct block_client *client, const struct kaal_request *request)
{
	struct block_class *block = &dddk->block;
	uint16_t index = block->free[block->free_count - 1];
	struct block_flight *flight = &block->flights[index];
	int verdict;

	flight->answer = *request;
	flight->request = (struct block_request){ .index = index };
	verdict = block->dead ? -ENODEV : check(&block->disk, client, request, &flight->request);
	if (verdict) {
		answer(client, &flight->answer, verdict < 0 ? verdict : 0);
		return;
	}
	block->free_count--;
	flight->client = client;
	if (!block->in_flight++)
		block->progress_ns = machine_now_ns();
	dddk->driver->block->submit(dddk->driver->state, &flight->request);
}

void block_done(struct dddk *dddk, struct block_request *request, int status)
{
	struct block_class *block = &dddk->block;
	struct block_flight *flight = (struct block_flight *)(void *)request;
	struct block_client *client = flight->client;

	if (!client)
		return; /* answered already */
	flight->client = NULL;
	block->free[block->free_count++] = (uint16_t)request->index;
	block->in_flight--;
	if (status != -ENODEV)
		block->failures = 0;
	if (block->in_flight)
		block->progress_ns = machine_now_ns();
	answer(client, &flight->answer, status);
}

/** Up to a batch of one client's requests. @return how many there were */
static unsigned take_batch(struct dddk *dddk, struct block_client *client)
{
	struct block_class *block = &dddk->block;
	struct kaal_request request;
	unsigned taken = 0;

	while (taken < BATCH && block->free_count && request_take(&client->server, &request) == 1) {
		submit(dddk, client, &request);
		taken++;
	}
	return taken;
}

/** Every client's turn. @return whether anything was taken */
static bool take_turns(struct dddk *dddk)
{
	struct block_class *block = &dddk->block;
	unsigned taken = 0;

	for (unsigned i = 0; i < block->clients_count; i++) {
		block->turn = block->turn + 1 < block->clients_count ? block->turn + 1 : 0;
		taken += take_batch(dddk, &block->clients[block->turn]);
	}
	if (taken && dddk->driver->block->commit)
		dddk->driver->block->commit(dddk->driver->state);
	return taken;
}

/** Signal who wants it. @return whether some client has asked for something meanwhile */
static bool clients_settle(struct dddk *dddk)
{
	struct block_class *block = &dddk->block;
	bool more = false;

	for (unsigned i = 0; i < block->clients_count; i++) {
		struct block_client *client = &block->clients[i];

		if (request_server_notify(&client->server))
			machine_signal(client->grant);
		if (block->free_count && !request_server_sleep(&client->server))
			more = true;
	}
	return more;
}

/* --- a device that fails ---------------------------------------------------------- */

void block_failed(struct dddk *dddk)
{
	dddk->block.failed = true;
}

static void give_up(struct dddk *dddk)
{
	struct block_class *block = &dddk->block;

	dddk_say("the disk has failed %u times in a row and is given up", block->failures);
	dddk_stop(dddk);
	block->dead = true;
	for (unsigned i = 0; i < BLOCK_IN_FLIGHT_MAX; i++)
		if (block->flights[i].client)
			block_done(dddk, &block->flights[i].request, -ENODEV);
}

/** What was in flight is as it was when it was checked, but the disk may be another. */
static void submit_again(struct dddk *dddk)
{
	struct block_class *block = &dddk->block;

	for (unsigned i = 0; i < BLOCK_IN_FLIGHT_MAX; i++) {
		struct block_request *request = &block->flights[i].request;

		if (!block->flights[i].client)
			continue;
		if (request->op != KAAL_BLOCK_FLUSH &&
		    !on_disk(&block->disk, request->sector, request->sectors))
			block_done(dddk, request, -EIO);
		else
			dddk->driver->block->submit(dddk->driver->state, request);
	}
	if (dddk->driver->block->commit)
		dddk->driver->block->commit(dddk->driver->state);
}

static void recover(struct dddk *dddk)
{
	struct block_class *block = &dddk->block;

	block->failed = false;
	block->progress_ns = machine_now_ns();
	if (++block->failures > FAILURES_MAX || dddk_restart(dddk))
		give_up(dddk);
	else
		submit_again(dddk);
}

static bool stuck(const struct block_class *block)
{
	return block->in_flight && machine_now_ns() >= block->progress_ns + STUCK_NS;
}

uint64_t block_class_deadline_ns(const struct dddk *dddk)
{
	return dddk->block.in_flight ? dddk->block.progress_ns + STUCK_NS : 0;
}

void block_class_serve(struct dddk *dddk)
{
	struct block_class *block = &dddk->block;

	if (!block->announced)
		return;
	if (!block->dead && stuck(block)) {
		dddk_say("the disk does not answer");
		block->failed = true;
	}
	do {
		while (take_turns(dddk))
			;
		while (block->failed && !block->dead)
			recover(dddk);
	} while (clients_settle(dddk));
}
