/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Randomness by virtio (Virtio 1.1, 5.4). */
#include <dddk/rng.h>
#include <virtio/virtio.h>

enum { QUEUE_SIZE = 4, BUFFER_BYTES = 256 };

struct virtio_rng {
	struct dddk *dddk;
	struct virtio virtio;
	struct virtqueue queue;
	struct dma_memory buffer;
};

static int rng_start(void *state, struct dddk *dddk)
{
	struct virtio_rng *rng = state;
	int error = virtio_open(&rng->virtio, dddk, 0);

	if (!error)
		error = virtqueue_open(&rng->queue, &rng->virtio, 0, QUEUE_SIZE, 0);
	if (!error)
		virtio_ready(&rng->virtio);
	rng->dddk = dddk;
	return error;
}

static void rng_stop(void *state)
{
	virtio_reset(&((struct virtio_rng *)state)->virtio);
}

static void rng_fetch(void *state, uint32_t bytes)
{
	struct virtio_rng *rng = state;
	struct virtio_part part = { rng->buffer.addr, bytes < BUFFER_BYTES ? bytes : BUFFER_BYTES };

	virtqueue_want_interrupt(&rng->queue);
	if (virtqueue_add(&rng->queue, &part, 0, 1, 0))
		rng_done(rng->dddk, NULL, 0);
	virtqueue_kick(&rng->queue);
}

static void rng_irq(void *state, unsigned vector)
{
	struct virtio_rng *rng = state;
	uint32_t bytes = 0;
	uint16_t token;
	int taken;

	virtio_interrupt(&rng->virtio);
	taken = virtqueue_take(&rng->queue, &token, &bytes);
	if (taken)
		rng_done(rng->dddk, rng->buffer.at, taken > 0 ? bytes : 0);
}

DDDK_DRIVER(virtio_rng) = {
	DDDK_IDENTITY("virtio-rng"),
	.needs = { DDDK_VIRTIO(4), DDDK_VECTOR(0), DDDK_DMA_LATER(VIRTQUEUE_DMA_BYTES(QUEUE_SIZE)),
		   DDDK_DMA(struct virtio_rng, buffer, BUFFER_BYTES), DDDK_PROVIDES_RNG },
	.state = DDDK_STATE(struct virtio_rng),
	.start = rng_start,
	.stop = rng_stop,
	.irq = rng_irq,
	.rng = &(const struct rng_driver){ .fetch = rng_fetch },
};
