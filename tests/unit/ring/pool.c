/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Who has a buffer: both sides of a pool, and peers that do not play by the rules. */
#include <errno.h>
#include <stdint.h>

#include <ring/pool.h>

#include "tap.h"

enum { BUFFERS = 5, BUFFER_BYTES = 64 };

static uint8_t memory[BUFFERS * BUFFER_BYTES + 7];
static uint32_t lender_ledger[BUFFERS], borrower_ledger[BUFFERS];
static struct ring_pool lender, borrower;

static void begin(void)
{
	struct ring_pool_area area = { memory, sizeof memory, BUFFER_BYTES, 0 };

	memset(lender_ledger, 0xee, sizeof lender_ledger);
	CHECK_EQ(ring_pool_open(&lender, RING_POOL_LENDER, &area, lender_ledger, BUFFERS), 0);
	CHECK_EQ(ring_pool_open(&borrower, RING_POOL_BORROWER, &area, borrower_ledger, BUFFERS), 0);
}

/** A descriptor of a buffer just taken. */
static struct kaal_descriptor taken(void)
{
	int64_t buffer = ring_pool_take(&lender);

	CHECK(buffer >= 0 && buffer < BUFFERS);
	return (struct kaal_descriptor){ .buffer = (uint32_t)buffer, .bytes = BUFFER_BYTES };
}

static void geometry_is_what_was_agreed(void)
{
	struct ring_pool_area area = { memory, sizeof memory, BUFFER_BYTES, 0 };

	begin();
	CHECK_EQ(lender.count, BUFFERS);
	CHECK_EQ(ring_pool_open(&lender, RING_POOL_LENDER, &area, lender_ledger, 2), 0);
	CHECK_EQ(lender.count, 2);
	area.bytes = BUFFER_BYTES - 1;
	CHECK_EQ(ring_pool_open(&lender, RING_POOL_LENDER, &area, lender_ledger, BUFFERS), -EINVAL);
	area.buffer_bytes = 0;
	CHECK_EQ(ring_pool_open(&lender, RING_POOL_LENDER, &area, lender_ledger, BUFFERS), -EINVAL);
}

static void every_buffer_is_taken_once(void)
{
	unsigned seen = 0;

	begin();
	for (unsigned i = 0; i < BUFFERS; i++)
		seen |= 1u << taken().buffer;
	CHECK_EQ(seen, (1u << BUFFERS) - 1);
	CHECK_EQ(ring_pool_take(&lender), -ENOSPC);
	CHECK_EQ(ring_pool_free(&lender, 3), 0);
	CHECK_EQ(ring_pool_free(&lender, 3), -EINVAL);
	CHECK_EQ(taken().buffer, 3);
	CHECK_EQ(ring_pool_free(&lender, BUFFERS), -EINVAL);
	CHECK_EQ(ring_pool_take(&borrower), -ENOSPC); /* it has none of its own */
}

static void a_buffer_goes_there_and_back(void)
{
	struct kaal_descriptor descriptor;

	begin();
	descriptor = taken();
	CHECK_EQ(ring_pool_send(&lender, &descriptor), 0);
	CHECK_EQ(lender.away, 1);
	CHECK_EQ(ring_pool_free(&lender, descriptor.buffer), -EINVAL); /* it is with the peer */
	CHECK_EQ(ring_pool_receive(&borrower, &descriptor), 0);
	CHECK(ring_pool_data(&borrower, &descriptor) == memory + descriptor.buffer * BUFFER_BYTES);
	CHECK_EQ(ring_pool_free(&borrower, descriptor.buffer), -EINVAL); /* and not the borrower's to free */
	CHECK_EQ(ring_pool_send(&borrower, &descriptor), 0);
	CHECK_EQ(ring_pool_receive(&lender, &descriptor), 0);
	CHECK_EQ(lender.away, 0);
	CHECK_EQ(ring_pool_free(&lender, descriptor.buffer), 0);
}

static void a_buffer_is_not_given_twice(void)
{
	struct kaal_descriptor descriptor;

	begin();
	descriptor = taken();
	CHECK_EQ(ring_pool_send(&lender, &descriptor), 0);
	CHECK_EQ(ring_pool_send(&lender, &descriptor), -EINVAL);
	CHECK_EQ(ring_pool_receive(&borrower, &descriptor), 0);
	CHECK_EQ(ring_pool_receive(&borrower, &descriptor), -EPROTO); /* lent twice by a hostile lender */
	CHECK_EQ(ring_pool_send(&borrower, &descriptor), 0);
	CHECK_EQ(ring_pool_send(&borrower, &descriptor), -EINVAL);
	CHECK_EQ(ring_pool_receive(&lender, &descriptor), 0);
	CHECK_EQ(ring_pool_receive(&lender, &descriptor), -EPROTO); /* returned twice */
	CHECK_EQ(lender.away, 0);
}

static void what_the_peer_never_had_is_refused(void)
{
	struct kaal_descriptor mine, theirs;
	uint32_t before[BUFFERS];

	begin();
	theirs = taken();
	mine = taken();
	CHECK_EQ(ring_pool_send(&lender, &theirs), 0);
	memcpy(before, lender_ledger, sizeof before);
	CHECK_EQ(ring_pool_receive(&lender, &mine), -EPROTO);
	for (uint32_t buffer = 0; buffer < 2 * BUFFERS; buffer++)
		if (buffer != theirs.buffer)
			CHECK_EQ(ring_pool_receive(&lender, &(struct kaal_descriptor){ .buffer = buffer }),
				 -EPROTO);
	for (uint32_t buffer = KAAL_NO_BUFFER - 20; buffer; buffer++)
		CHECK_EQ(ring_pool_receive(&lender, &(struct kaal_descriptor){ .buffer = buffer }), -EPROTO);
	CHECK(memcmp(before, lender_ledger, sizeof before) == 0); /* and nothing else happened */
	CHECK_EQ(lender.away, 1);
}

static void bytes_stay_within_the_buffer(void)
{
	static const struct {
		uint32_t offset, bytes;
		int fits;
	} spans[] = {
		{ 0, 0, 1 },
		{ 0, BUFFER_BYTES, 1 },
		{ BUFFER_BYTES, 0, 1 },
		{ 10, BUFFER_BYTES - 10, 1 },
		{ 0, BUFFER_BYTES + 1, 0 },
		{ 1, BUFFER_BYTES, 0 },
		{ BUFFER_BYTES + 1, 0, 0 },
		{ UINT32_MAX, 1, 0 },
		{ 1, UINT32_MAX, 0 },
	};
	struct kaal_descriptor descriptor;

	begin();
	for (unsigned i = 0; i < sizeof spans / sizeof spans[0]; i++) {
		descriptor = taken();
		CHECK_EQ(ring_pool_send(&lender, &descriptor), 0);
		descriptor.offset = spans[i].offset;
		descriptor.bytes = spans[i].bytes;
		CHECK_EQ(ring_pool_receive(&lender, &descriptor), spans[i].fits ? 0 : -EPROTO);
		descriptor.offset = descriptor.bytes = 0;
		if (!spans[i].fits)
			CHECK_EQ(ring_pool_receive(&lender, &descriptor), 0);
		CHECK_EQ(ring_pool_free(&lender, descriptor.buffer), 0);
	}
	descriptor = taken();
	descriptor.bytes++;
	CHECK_EQ(ring_pool_send(&lender, &descriptor), -EINVAL);
}

static void a_restart_brings_everything_back(void)
{
	struct kaal_descriptor descriptor;

	begin();
	descriptor = taken();
	ring_pool_send(&lender, &descriptor);
	ring_pool_receive(&borrower, &descriptor);
	ring_pool_reset(&lender); /* the borrower was started again */
	ring_pool_reset(&borrower);
	every_buffer_is_taken_once();
	CHECK_EQ(ring_pool_send(&borrower, &descriptor), -EINVAL);
}

static void devices_are_told_our_own_address(void)
{
	struct ring_pool_area area = { memory, sizeof memory, BUFFER_BYTES, 0x10000000 };
	struct kaal_descriptor descriptor;
	uint64_t addr = 0;

	begin();
	descriptor = taken();
	descriptor.flags = KAAL_DESCRIPTOR_DMA;
	CHECK_EQ(ring_pool_dma(&lender, &descriptor, &addr), -EINVAL);
	CHECK_EQ(ring_pool_send(&lender, &descriptor), 0);
	CHECK_EQ(descriptor.flags, 0);
	CHECK_EQ(ring_pool_open(&lender, RING_POOL_LENDER, &area, lender_ledger, BUFFERS), 0);
	CHECK_EQ(ring_pool_free(&lender, taken().buffer), 0);
	descriptor = taken();
	descriptor.offset = 8;
	descriptor.bytes = 8;
	CHECK_EQ(ring_pool_send(&lender, &descriptor), 0);
	CHECK_EQ(descriptor.flags, KAAL_DESCRIPTOR_DMA);
	CHECK_EQ(ring_pool_dma(&lender, &descriptor, &addr), 0);
	CHECK_EQ(addr, 0x10000000 + descriptor.buffer * BUFFER_BYTES + 8);
}

TAP_MAIN(TAP(geometry_is_what_was_agreed), TAP(every_buffer_is_taken_once), TAP(a_buffer_goes_there_and_back),
	 TAP(a_buffer_is_not_given_twice), TAP(what_the_peer_never_had_is_refused),
	 TAP(bytes_stay_within_the_buffer), TAP(a_restart_brings_everything_back),
	 TAP(devices_are_told_our_own_address))
