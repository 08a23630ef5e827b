/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/disk.h>

#include <errno.h>
#include <string.h>

#include <component/component.h>
#include <component/connection.h>

static int info_read(struct disk *disk)
{
	struct connection connection = { .grant = disk->grant, .endpoint = disk->endpoint };
	uint64_t words[4] = { 0 };
	int count = connection_exchange(&connection, KAAL_BLOCK_INFO, words, 0, words, 4);

	if (count < 0)
		return count;
	if (count < 4 || words[1] < 512 || words[1] > 4096 || words[1] & (words[1] - 1) || !words[3] ||
	    words[3] > UINT32_MAX || words[0] > UINT64_MAX / 4096)
		return -EINVAL;
	disk->sectors = words[0];
	disk->sector_bytes = (uint32_t)words[1];
	disk->flags = (uint32_t)words[2];
	disk->request_sectors = (uint32_t)words[3];
	return 0;
}

int disk_open(struct disk *disk, const char *end)
{
	int index = component_grant_find(KAAL_NEED_USES, end, 0);
	const struct kaal_grant *grant;
	int error;

	if (index < 0)
		return index;
	grant = component_grant(index);
	if (grant->bytes != grant->back_bytes || !grant->data_bytes)
		return -EINVAL;
	disk->grant = index;
	disk->endpoint = grant->slot;
	disk->buffers = (uint8_t *)grant->data_vaddr;
	disk->buffers_bytes = grant->data_bytes;
	error = request_client_attach(&disk->channel, (void *)grant->vaddr, (void *)grant->back_vaddr,
				      grant->bytes, disk->slots, DISK_REQUESTS_MAX);
	if (error)
		return error;
	disk_commit(disk);
	while (!request_client_open(&disk->channel)) {
		disk_commit(disk);
		if (request_client_sleep(&disk->channel))
			component_wait(component_grant_signal(index));
	}
	return info_read(disk);
}

int disk_submit(struct disk *disk, enum kaal_block_op op, uint64_t sector, uint64_t offset, uint32_t bytes,
		uint64_t tag)
{
	struct kaal_request request = {
		.operation = op,
		.data = { .buffer = KAAL_NO_BUFFER, .offset = (uint32_t)offset, .bytes = bytes },
		.args = { sector, bytes / disk->sector_bytes },
	};

	if (op == KAAL_BLOCK_FLUSH || op == KAAL_BLOCK_DISCARD)
		request.data.offset = request.data.bytes = 0;
	return request_submit(&disk->channel, &request, tag, 0);
}

void disk_commit(struct disk *disk)
{
	if (request_client_notify(&disk->channel))
		component_signal_peer(disk->grant);
}

int disk_wait(struct disk *disk, uint64_t *tag, int *status)
{
	struct kaal_request answer;

	for (;;) {
		int got = request_collect(&disk->channel, &answer, tag);

		disk_commit(disk);
		if (got < 0)
			return got;
		if (got) {
			*status = answer.data.status;
			return 0;
		}
		if (request_client_sleep(&disk->channel))
			component_wait(component_grant_signal(disk->grant));
	}
}

/** Have one request carried out. */
static int carry_out(struct disk *disk, enum kaal_block_op op, uint64_t sector, uint32_t bytes)
{
	uint64_t tag;
	int status;
	int error = disk_submit(disk, op, sector, 0, bytes, 0);

	if (!error)
		error = disk_wait(disk, &tag, &status);
	return error ? error : status;
}

/** Most bytes that one request moves through the buffer region. */
static uint64_t chunk_bytes(const struct disk *disk)
{
	uint64_t most = (uint64_t)disk->request_sectors * disk->sector_bytes;

	if (most > disk->buffers_bytes)
		most = disk->buffers_bytes;
	return most / disk->sector_bytes * disk->sector_bytes;
}

static int check_range(const struct disk *disk, uint64_t offset, size_t bytes)
{
	uint64_t end = disk->sectors * disk->sector_bytes;

	return offset > end || bytes > end - offset ? -EINVAL : 0;
}

int disk_read(struct disk *disk, uint64_t offset_bytes, void *to, size_t bytes)
{
	uint8_t *rest = to;
	int error = check_range(disk, offset_bytes, bytes);

	while (!error && bytes) {
		uint64_t skip = offset_bytes % disk->sector_bytes;
		uint64_t whole =
			(skip + bytes + disk->sector_bytes - 1) / disk->sector_bytes * disk->sector_bytes;
		uint64_t moved = whole < chunk_bytes(disk) ? whole : chunk_bytes(disk);
		size_t part = moved - skip < bytes ? (size_t)(moved - skip) : bytes;

		error = carry_out(disk, KAAL_BLOCK_READ, offset_bytes / disk->sector_bytes, (uint32_t)moved);
		if (!error)
			memcpy(rest, disk->buffers + skip, part);
		rest += part;
		offset_bytes += part;
		bytes -= part;
	}
	return error;
}

int disk_write(struct disk *disk, uint64_t offset_bytes, const void *from, size_t bytes)
{
	const uint8_t *rest = from;
	int error = check_range(disk, offset_bytes, bytes);

	if (offset_bytes % disk->sector_bytes || bytes % disk->sector_bytes)
		return -EINVAL;
	while (!error && bytes) {
		size_t part = bytes < chunk_bytes(disk) ? bytes : (size_t)chunk_bytes(disk);

		memcpy(disk->buffers, rest, part);
		error = carry_out(disk, KAAL_BLOCK_WRITE, offset_bytes / disk->sector_bytes, (uint32_t)part);
		rest += part;
		offset_bytes += part;
		bytes -= part;
	}
	return error;
}

int disk_flush(struct disk *disk)
{
	return carry_out(disk, KAAL_BLOCK_FLUSH, 0, 0);
}
