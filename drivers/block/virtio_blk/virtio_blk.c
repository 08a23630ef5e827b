/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Disks by virtio (Virtio 1.1, 5.2). */
#include <errno.h>

#include <dddk/block.h>
#include <virtio/virtio.h>

#include "virtio_blk_regs.h"

enum { QUEUE_SIZE = 128, REQUEST_BYTES_MAX = 1 << 20 };

struct virtio_blk {
	struct virtio virtio; /* first */
	struct virtqueue queue;
	struct dma_memory frames; /* a struct blk_frame for each request in flight */
	struct block_request *requests[QUEUE_SIZE];
};

static const uint32_t types[] = {
	[KAAL_BLOCK_READ] = TYPE_IN,
	[KAAL_BLOCK_WRITE] = TYPE_OUT,
	[KAAL_BLOCK_FLUSH] = TYPE_FLUSH,
	[KAAL_BLOCK_DISCARD] = TYPE_DISCARD,
};

static struct block_disk blk_describe(const struct virtio_blk *blk)
{
	uint64_t features = blk->virtio.features;

	return (struct block_disk){
		.sectors = virtio_config_read64(&blk->virtio, CONFIG_CAPACITY),
		.sector_bytes = SECTOR_BYTES,
		.flags = (features & F_READ_ONLY ? KAAL_BLOCK_READ_ONLY : 0) |
			 (features & F_FLUSH ? KAAL_BLOCK_CACHES : 0) |
			 (features & F_DISCARD ? KAAL_BLOCK_DISCARDS : 0),
		.request_sectors = REQUEST_BYTES_MAX / SECTOR_BYTES,
		.requests_max = blk->queue.indirect ? blk->queue.size : blk->queue.size / BLK_PARTS,
	};
}

static int blk_start(void *state, struct dddk *dddk)
{
	struct virtio_blk *blk = state;
	int error =
		virtio_start(&blk->virtio, dddk, F_READ_ONLY | F_FLUSH | F_DISCARD, &blk->queue, QUEUE_SIZE);

	if (error)
		return error;

	struct block_disk disk = blk_describe(blk);

	return block_announce(dddk, &disk);
}

/** The part that carries data, and who writes it. @return how many parts there are of it */
static unsigned data_part(const struct block_request *request, struct blk_frame *frame,
			  struct dma_addr frame_addr, struct virtio_part *part)
{
	if (request->op == KAAL_BLOCK_FLUSH)
		return 0;
	if (request->op == KAAL_BLOCK_DISCARD) {
		frame->discard =
			(struct blk_discard){ .sector = request->sector, .sectors = request->sectors };
		*part = (struct virtio_part){ dma_addr_add(frame_addr, offsetof(struct blk_frame, discard)),
					      sizeof frame->discard };
	} else {
		*part = (struct virtio_part){ request->data, request->sectors * SECTOR_BYTES };
	}
	return 1;
}

static void blk_submit(void *state, struct block_request *request)
{
	struct virtio_blk *blk = state;
	struct blk_frame *frame = (struct blk_frame *)blk->frames.at + request->index;
	struct dma_addr addr = dma_addr_add(blk->frames.addr, request->index * sizeof *frame);
	struct virtio_part parts[BLK_PARTS] = { { addr, sizeof frame->header } };
	unsigned data = data_part(request, frame, addr, &parts[1]);
	unsigned reads = 1 + (request->op == KAAL_BLOCK_READ ? 0 : data);
	bool positioned = request->op == KAAL_BLOCK_READ || request->op == KAAL_BLOCK_WRITE;

	frame->header = (struct blk_header){ types[request->op], 0, positioned ? request->sector : 0 };
	frame->status = STATUS_UNSET;
	parts[1 + data] = (struct virtio_part){ dma_addr_add(addr, offsetof(struct blk_frame, status)), 1 };
	blk->requests[request->index] = request;
	if (virtqueue_add(&blk->queue, parts, reads, data + 2 - reads, (uint16_t)request->index))
		block_done(blk->virtio.dddk, request, -EIO);
}

static void blk_commit(void *state)
{
	virtqueue_kick(&((struct virtio_blk *)state)->queue);
}

static int status_errno(uint8_t status)
{
	return status == STATUS_OK ? 0 : status == STATUS_UNSUPPORTED ? -EOPNOTSUPP : -EIO;
}

/** Answer what the device has answered. @return whether the queue still works */
static bool blk_collect(struct virtio_blk *blk)
{
	const volatile struct blk_frame *frames = blk->frames.at;
	uint16_t index;
	uint32_t written;
	int taken;

	while ((taken = virtqueue_take(&blk->queue, &index, &written)) > 0)
		block_done(blk->virtio.dddk, blk->requests[index], status_errno(frames[index].status));
	return taken == 0;
}

static void blk_irq(void *state, unsigned vector)
{
	struct virtio_blk *blk = state;

	virtio_interrupt(&blk->virtio);
	do {
		if (!blk_collect(blk)) {
			block_failed(blk->virtio.dddk);
			return;
		}
	} while (virtqueue_want_interrupt(&blk->queue));
}

DDDK_DRIVER(virtio_blk) = {
	DDDK_IDENTITY("virtio-blk"),
	.needs = { DDDK_VIRTIO(2), DDDK_VECTOR(0), DDDK_DMA_LATER(VIRTQUEUE_DMA_BYTES(QUEUE_SIZE)),
		   DDDK_DMA(struct virtio_blk, frames, QUEUE_SIZE * sizeof(struct blk_frame)),
		   DDDK_PROVIDES_BLOCK },
	.state = DDDK_STATE(struct virtio_blk),
	.start = blk_start,
	.stop = virtio_stop,
	.irq = blk_irq,
	.block = &(const struct block_driver){ .submit = blk_submit, .commit = blk_commit },
};
