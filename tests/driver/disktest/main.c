/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Use a disk: say what it is like, look for the pattern that the test has put there, copy
 * the first half onto the second with many requests under way, and say how that went.
 * With the argument "kill" the driver is restarted ten times meanwhile.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <component/component.h>
#include <component/disk.h>
#include <component/root.h>

#include "abi/kaal/serial.h"

enum {
	BUFFERS_BYTES = 1 << 20,
	KILLS = 10,
	PART_BYTES = 16384, /* of a request; so many buffers are there */
	PARTS = BUFFERS_BYTES / PART_BYTES,
};

KAAL_COMPONENT(disktest) = {
	KAAL_IDENTITY("disktest"),
	.priority = 60,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	.flags = KAAL_COMPONENT_ON_DEMAND,
	KAAL_NEEDS(KAAL_MANAGE, KAAL_USES(KAAL_SERIAL, 4096),
		   KAAL_USES_BUFFERS(KAAL_BLOCK, 8192, BUFFERS_BYTES)),
};

static struct disk disk;

/** A copy under way: each buffer carries one part, which is first read, then written. */
struct copy {
	uint64_t parts, begun, done; /* of the whole copy */
	uint64_t part[PARTS];        /* that the buffer carries */
	bool writing[PARTS];
	int error;
};

static void submit(struct copy *copy, uint64_t buffer)
{
	uint64_t part_sectors = PART_BYTES / disk.sector_bytes;
	uint64_t sector = copy->part[buffer] * part_sectors;

	if (copy->writing[buffer])
		sector += copy->parts * part_sectors;
	disk_submit(&disk, copy->writing[buffer] ? KAAL_BLOCK_WRITE : KAAL_BLOCK_READ, sector,
		    buffer * PART_BYTES, PART_BYTES, buffer);
}

static void begin(struct copy *copy, uint64_t buffer)
{
	if (copy->begun == copy->parts)
		return;
	copy->part[buffer] = copy->begun++;
	copy->writing[buffer] = false;
	submit(copy, buffer);
}

static void advance(struct copy *copy, uint64_t buffer, int status)
{
	if (status)
		copy->error = status;
	if (copy->writing[buffer] || status) {
		copy->done++;
		begin(copy, buffer);
		return;
	}
	copy->writing[buffer] = true;
	submit(copy, buffer);
}

/** Have the driver die and come back, now and then; requests are always under way. */
static void kill_driver(const struct copy *copy, unsigned *kills)
{
	uint64_t id;
	int error;

	if (copy->done < copy->parts / (KILLS + 2) * (*kills + 1) || *kills == KILLS)
		return;
	++*kills;
	error = root_restart("virtio-blk", &id);
	printf("restart %u: %d\n", *kills, error);
}

static int copy_half(bool kill)
{
	static struct copy copy;
	unsigned kills = kill ? 0 : KILLS;
	uint64_t buffer;
	int status;

	copy.parts = disk.sectors * disk.sector_bytes / PART_BYTES / 2;
	for (buffer = 0; buffer < PARTS; buffer++)
		begin(&copy, buffer);
	while (copy.done < copy.parts) {
		if (disk_wait(&disk, &buffer, &status))
			return -1;
		advance(&copy, buffer, status);
		kill_driver(&copy, &kills);
	}
	return copy.error ? copy.error : disk_flush(&disk);
}

/** Every sector of the pattern begins with its number. @return sectors that do not */
static unsigned pattern_check(unsigned sectors)
{
	unsigned wrong = 0;

	for (unsigned i = 0; i < sectors; i++) {
		uint64_t number;

		if (disk_read(&disk, (uint64_t)i * 512, &number, sizeof number) || number != i)
			wrong++;
	}
	return wrong;
}

int main(int argc, char **argv)
{
	uint8_t bytes[1000];
	int error = disk_open(&disk, KAAL_BLOCK);

	if (error) {
		printf("no disk: %s\n", strerror(-error));
		return 1;
	}
	printf("disk: %llu sectors of %u bytes%s%s%s\n", (unsigned long long)disk.sectors, disk.sector_bytes,
	       disk.flags & KAAL_BLOCK_READ_ONLY ? ", read-only" : "",
	       disk.flags & KAAL_BLOCK_CACHES ? ", caches" : "",
	       disk.flags & KAAL_BLOCK_DISCARDS ? ", discards" : "");
	printf("pattern: %u wrong\n", pattern_check(64));
	printf("unaligned: %d\n", disk_read(&disk, 511, bytes, sizeof bytes));
	printf("beyond: %d\n", disk_read(&disk, disk.sectors * 512 - 1, bytes, 2));
	printf("copy: %d\n", copy_half(argc > 1));
	printf("disk test done\n");
	return 0;
}
