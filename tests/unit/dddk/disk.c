/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "disk.h"

#include <string.h>

#include "block/virtio_blk/virtio_blk_regs.h"
#include "host.h"

/* The status byte is the last part's last byte; data is what is between it and the header. */
static uint8_t transfer(struct disk *disk, const struct blk_header *header, const struct model_part *data)
{
	uint64_t from = header->sector * SECTOR;

	if (from > sizeof disk->contents || data->bytes > sizeof disk->contents - from)
		return STATUS_IO_ERROR;
	if (header->type == TYPE_IN)
		memcpy(data->at, disk->contents + from, data->bytes);
	else
		memcpy(disk->contents + from, data->at, data->bytes);
	return STATUS_OK;
}

static uint8_t carry_out(struct disk *disk, const struct blk_header *header, const struct model_part *data)
{
	if (disk->fail_next) {
		disk->fail_next--;
		return STATUS_IO_ERROR;
	}
	switch (header->type) {
	case TYPE_IN:
	case TYPE_OUT:
		return data ? transfer(disk, header, data) : STATUS_IO_ERROR;
	case TYPE_FLUSH:
		disk->flushes++;
		return STATUS_OK;
	case TYPE_DISCARD:
		disk->discards++;
		return STATUS_OK;
	}
	return STATUS_UNSUPPORTED;
}

static uint32_t serve(struct virtio_model *model, struct model_part *parts, unsigned count)
{
	struct disk *disk = (struct disk *)model;
	struct blk_header header;

	if (count < 2 || parts[0].bytes < sizeof header || !parts[count - 1].writable)
		return 0;
	memcpy(&header, parts[0].at, sizeof header);
	*parts[count - 1].at = carry_out(disk, &header, count > 2 ? &parts[1] : NULL);
	return 1 + (header.type == TYPE_IN && count > 2 ? parts[1].bytes : 0);
}

void disk_init(struct disk *disk, enum virtio_model_bus bus, uint64_t features)
{
	uint64_t sectors = DISK_SECTORS;

	virtio_model_init(&disk->model, bus, 2, features);
	disk->model.serve = serve;
	disk->fail_next = disk->flushes = disk->discards = 0;
	memcpy(disk->model.config, &sectors, sizeof sectors);
	for (unsigned i = 0; i < sizeof disk->contents; i++)
		disk->contents[i] = (uint8_t)(i / SECTOR + i);
}

void client_connect(struct client *client, struct disk *disk, unsigned grant)
{
	struct block_client_memory memory = {
		client->requests,  client->answers,
		CLIENT_RING_BYTES, model_dma_add(&disk->model.device, client->data, CLIENT_DATA_BYTES),
		CLIENT_DATA_BYTES,
	};

	memset(client, 0, sizeof *client);
	client->grant = grant;
	block_class_add_client(driver_kit(), grant, &memory);
	request_client_attach(&client->channel, client->requests, client->answers, CLIENT_RING_BYTES,
			      client->slots, CLIENT_SLOTS);
}

void client_ask(struct client *client, unsigned operation, uint64_t sector, uint32_t bytes, uint32_t offset)
{
	struct kaal_request request = {
		.operation = operation,
		.data = { .buffer = KAAL_NO_BUFFER, .offset = offset, .bytes = bytes },
		.args = { sector, bytes / SECTOR },
	};

	request_submit(&client->channel, &request, sector, 0);
}

unsigned client_collect(struct client *client)
{
	struct kaal_request answer;
	unsigned count = 0;
	uint64_t tag;

	while (request_collect(&client->channel, &answer, &tag) == 1) {
		client->last_status = answer.data.status;
		client->failed += answer.data.status != 0;
		count++;
	}
	client->answered += count;
	return count;
}

void client_settle(struct client *client)
{
	unsigned quiet = 0;

	while (quiet < 3) {
		request_client_notify(&client->channel);
		driver_serve(0);
		driver_settle();
		quiet = client_collect(client) ? 0 : quiet + 1;
	}
}
