/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The virtio-blk driver, class block and its clients, with a modelled disk. */
#include <errno.h>

#include "disk.h"
#include "host.h"
#include "tap.h"

#define ALL_FEATURES ((1ull << 28) | (1ull << 29) | (1ull << 9) | (1ull << 13))
#define READ_ONLY    (1ull << 5)

static struct disk disk;
static struct client clients[2];

static void begin(enum virtio_model_bus bus, uint64_t features)
{
	disk_init(&disk, bus, features);
	CHECK_EQ(driver_begin(dddk_the_driver), 0);
	for (unsigned i = 0; i < 2; i++)
		client_connect(&clients[i], &disk, i);
	driver_serve(0);
	client_settle(&clients[0]);
	client_settle(&clients[1]);
}

static void end(void)
{
	driver_end();
	CHECK_EQ(disk.model.status, 0);
	CHECK(!disk.model.wrong_memory);
	model_end(&disk.model.device);
}

static int ask(unsigned operation, uint64_t sector, uint32_t bytes, uint32_t offset)
{
	struct client *client = &clients[0];
	unsigned before = client->answered;

	client_ask(client, operation, sector, bytes, offset);
	client_settle(client);
	CHECK_EQ(client->answered, before + 1);
	return client->last_status;
}

static void moves_data(enum virtio_model_bus bus, uint64_t features)
{
	begin(bus, features);
	CHECK_EQ(ask(KAAL_BLOCK_READ, 7, 3 * SECTOR, SECTOR), 0);
	CHECK(memcmp(clients[0].data + SECTOR, disk.contents + 7 * SECTOR, 3 * SECTOR) == 0);
	memset(clients[0].data, 0xa5, 2 * SECTOR);
	CHECK_EQ(ask(KAAL_BLOCK_WRITE, 100, 2 * SECTOR, 0), 0);
	CHECK(memcmp(clients[0].data, disk.contents + 100 * SECTOR, 2 * SECTOR) == 0);
	end();
}

static void pci_plain(void)
{
	moves_data(MODEL_ON_PCI, 0);
}

static void pci_all_features(void)
{
	moves_data(MODEL_ON_PCI, ALL_FEATURES);
}

static void memory_plain(void)
{
	moves_data(MODEL_IN_MEMORY, 0);
}

static void memory_all_features(void)
{
	moves_data(MODEL_IN_MEMORY, ALL_FEATURES);
}

static void flush_and_discard(void)
{
	begin(MODEL_ON_PCI, ALL_FEATURES);
	CHECK_EQ(ask(KAAL_BLOCK_FLUSH, 0, 0, 0), 0);
	CHECK_EQ(disk.flushes, 1);
	CHECK_EQ(ask(KAAL_BLOCK_DISCARD, 8, 8 * SECTOR, 0), 0);
	CHECK_EQ(disk.discards, 1);
	end();
}

static void without_flush_and_discard(void)
{
	begin(MODEL_ON_PCI, 0);
	CHECK_EQ(ask(KAAL_BLOCK_FLUSH, 0, 0, 0), 0); /* nothing is cached */
	CHECK_EQ(disk.flushes, 0);
	CHECK_EQ(ask(KAAL_BLOCK_DISCARD, 8, 8 * SECTOR, 0), -EOPNOTSUPP);
	end();
}

static void outside(void)
{
	begin(MODEL_ON_PCI, ALL_FEATURES);
	CHECK_EQ(ask(KAAL_BLOCK_READ, DISK_SECTORS, SECTOR, 0), -EINVAL);
	CHECK_EQ(ask(KAAL_BLOCK_READ, DISK_SECTORS - 1, 2 * SECTOR, 0), -EINVAL);
	CHECK_EQ(ask(KAAL_BLOCK_READ, ~0ull, SECTOR, 0), -EINVAL);
	CHECK_EQ(ask(KAAL_BLOCK_READ, 0, SECTOR, CLIENT_DATA_BYTES), -EINVAL);
	CHECK_EQ(ask(KAAL_BLOCK_READ, 0, 2 * SECTOR, CLIENT_DATA_BYTES - SECTOR), -EINVAL);
	CHECK_EQ(ask(KAAL_BLOCK_READ, 0, SECTOR, 100), -EINVAL);
	CHECK_EQ(ask(KAAL_BLOCK_READ, 0, 100, 0), -EINVAL);
	CHECK_EQ(ask(KAAL_BLOCK_READ, 0, 0, 0), -EINVAL);
	CHECK_EQ(ask(99, 0, SECTOR, 0), -EINVAL);
	CHECK_EQ(ask(KAAL_BLOCK_READ, DISK_SECTORS - 1, SECTOR, CLIENT_DATA_BYTES - SECTOR), 0);
	end();
}

static void read_only(void)
{
	begin(MODEL_ON_PCI, ALL_FEATURES | READ_ONLY);
	CHECK_EQ(ask(KAAL_BLOCK_WRITE, 0, SECTOR, 0), -EROFS);
	CHECK_EQ(ask(KAAL_BLOCK_DISCARD, 0, SECTOR, 0), -EROFS);
	CHECK_EQ(ask(KAAL_BLOCK_READ, 0, SECTOR, 0), 0);
	end();
}

static void errors_come_back(void)
{
	begin(MODEL_ON_PCI, ALL_FEATURES);
	disk.fail_next = 1;
	CHECK_EQ(ask(KAAL_BLOCK_READ, 0, SECTOR, 0), -EIO);
	CHECK_EQ(ask(KAAL_BLOCK_READ, 0, SECTOR, 0), 0);
	end();
}

static void full_of_errors(void)
{
	begin(MODEL_ON_PCI, ALL_FEATURES);
	disk.fail_next = 500;
	for (unsigned i = 0; i < 500; i++)
		CHECK_EQ(ask(KAAL_BLOCK_READ, i % DISK_SECTORS, SECTOR, 0), -EIO);
	CHECK_EQ(ask(KAAL_BLOCK_READ, 0, SECTOR, 0), 0);
	end();
}

/** What the disk says to have and has not is an error of who asks for it. */
static void smaller_than_said(void)
{
	uint64_t said = 2 * DISK_SECTORS;

	disk_init(&disk, MODEL_ON_PCI, ALL_FEATURES);
	memcpy(disk.model.config, &said, sizeof said);
	CHECK_EQ(driver_begin(dddk_the_driver), 0);
	client_connect(&clients[0], &disk, 0);
	client_settle(&clients[0]);
	CHECK_EQ(ask(KAAL_BLOCK_READ, DISK_SECTORS, SECTOR, 0), -EIO);
	CHECK_EQ(ask(KAAL_BLOCK_WRITE, said - 1, SECTOR, 0), -EIO);
	CHECK_EQ(ask(KAAL_BLOCK_READ, said, SECTOR, 0), -EINVAL);
	CHECK_EQ(ask(KAAL_BLOCK_READ, DISK_SECTORS - 1, SECTOR, 0), 0);
	end();
}

static void many_in_flight(void)
{
	begin(MODEL_ON_PCI, ALL_FEATURES);
	disk.model.hold = true;
	for (unsigned i = 0; i < CLIENT_SLOTS; i++)
		for (unsigned c = 0; c < 2; c++)
			client_ask(&clients[c], KAAL_BLOCK_READ, i + c * 100, SECTOR, i * SECTOR);
	client_settle(&clients[0]);
	client_settle(&clients[1]);
	CHECK_EQ(clients[0].answered + clients[1].answered, 0);
	disk.model.hold = false;
	virtio_model_serve(&disk.model, 0);
	client_settle(&clients[0]);
	client_settle(&clients[1]);
	for (unsigned c = 0; c < 2; c++) {
		CHECK_EQ(clients[c].answered, CLIENT_SLOTS);
		CHECK_EQ(clients[c].failed, 0);
		CHECK(memcmp(clients[c].data, disk.contents + c * 100 * SECTOR, CLIENT_SLOTS * SECTOR) == 0);
	}
	end();
}

/** A device that breaks its queue is started anew, and what was in flight is asked for again. */
static void device_breaks(void)
{
	begin(MODEL_ON_PCI, ALL_FEATURES);
	disk.model.hold = true;
	for (unsigned i = 0; i < 8; i++)
		client_ask(&clients[0], KAAL_BLOCK_READ, i, SECTOR, i * SECTOR);
	client_settle(&clients[0]);
	disk.model.hold = false;
	virtio_model_lie(&disk.model, 0, 5000, 0, 1);
	driver_settle();
	client_settle(&clients[0]);
	CHECK_EQ(clients[0].answered, 8);
	CHECK_EQ(clients[0].failed, 0);
	CHECK(memcmp(clients[0].data, disk.contents, 8 * SECTOR) == 0);
	end();
}

static void device_hangs(void)
{
	begin(MODEL_ON_PCI, ALL_FEATURES);
	disk.model.hold = true;
	client_ask(&clients[0], KAAL_BLOCK_READ, 1, SECTOR, 0);
	client_settle(&clients[0]);
	for (unsigned i = 0; i < 10 && !clients[0].answered; i++) {
		model_advance(40000000000ull);
		client_settle(&clients[0]);
	}
	CHECK_EQ(clients[0].answered, 1);
	CHECK_EQ(clients[0].last_status, -ENODEV);
	CHECK_EQ(ask(KAAL_BLOCK_READ, 0, SECTOR, 0), -ENODEV);
	model_end(&disk.model.device);
}

TAP_MAIN(TAP(pci_plain), TAP(pci_all_features), TAP(memory_plain), TAP(memory_all_features),
	 TAP(flush_and_discard), TAP(without_flush_and_discard), TAP(outside), TAP(read_only),
	 TAP(errors_come_back), TAP(full_of_errors), TAP(smaller_than_said), TAP(many_in_flight),
	 TAP(device_breaks), TAP(device_hangs))
