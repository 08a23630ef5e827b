/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Randomness by virtio (Virtio 1.1, 5.4). */
#include <dddk/rng.h>
#include <virtio/virtio.h>

enum { QUEUE_SIZE = 4, BUFFER_BYTES = 256 };

struct virtio_rng {
	struct virtio virtio; /* first */
	struct virtqueue queue;
	struct dma_memory buffer;
};

static int rng_start(void *state, struct dddk *dddk)
{
	struct virtio_rng *rng = state;

	return virtio_start(&rng->virtio, dddk, 0, &rng->queue, QUEUE_SIZE);
}

static void rng_fetch(void *state, uint32_t bytes)
{
	struct virtio_rng *rng = state;
	struct virtio_part part = { rng->buffer.addr, bytes < BUFFER_BYTES ? bytes : BUFFER_BYTES };

	if (virtqueue_send(&rng->queue, &part, 0, 1, 0))
		rng_done(rng->virtio.dddk, NULL, 0);
}

static void rng_irq(void *state, unsigned vector)
{
	struct virtio_rng *rng = state;
	uint32_t bytes = 0;
	uint16_t token;

	virtio_interrupt(&rng->virtio);

	int taken = virtqueue_take(&rng->queue, &token, &bytes);

	if (taken)
		rng_done(rng->virtio.dddk, rng->buffer.at, taken > 0 ? bytes : 0);
}

DDDK_DRIVER(virtio_rng) = {
	DDDK_IDENTITY("virtio-rng"),
	.needs = { DDDK_VIRTIO(4), DDDK_VECTOR(0), DDDK_DMA_LATER(VIRTQUEUE_DMA_BYTES(QUEUE_SIZE)),
		   DDDK_DMA(struct virtio_rng, buffer, BUFFER_BYTES), DDDK_PROVIDES_RNG },
	.state = DDDK_STATE(struct virtio_rng),
	.start = rng_start,
	.stop = virtio_stop,
	.irq = rng_irq,
	.rng = &(const struct rng_driver){ .fetch = rng_fetch },
};
