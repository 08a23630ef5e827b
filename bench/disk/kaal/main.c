/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The same on KaaL: a component that uses a disk; then it switches off. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include <component/component.h>
#include <component/disk.h>
#include <component/root.h>

#include "abi/kaal/serial.h"

#include "rows.h"

enum { BUFFERS_BYTES = 1 << 20, PRIORITY = 60, PRIORITY_LOWEST = 1 };

KAAL_COMPONENT(diskbench) = {
	KAAL_IDENTITY("diskbench"),
	.priority = PRIORITY,
	.stack_bytes = 16384,
	.heap_bytes = 262144,
	.threads_max = 2,
	KAAL_NEEDS(KAAL_MANAGE, KAAL_USES(KAAL_SERIAL, 4096),
		   KAAL_USES_BUFFERS(KAAL_BLOCK, 8192, BUFFERS_BYTES)),
};

volatile uint64_t spins;
static struct disk disk;

static void *spin(void *context)
{
	spin_for_ever(&spins);
	return NULL;
}

static int submit(const struct row *row, uint32_t i, uint64_t buffer)
{
	return disk_submit(&disk, row->writes ? KAAL_BLOCK_WRITE : KAAL_BLOCK_READ,
			   row_offset(row, i) / disk.sector_bytes, buffer * row->bytes, row->bytes, buffer);
}

static int run(const struct row *row)
{
	uint32_t begun = 0, done = 0;
	int error = 0, status = 0;

	while (!error && begun < row->in_flight) {
		error = submit(row, begun, begun);
		begun++;
	}
	while (!error && !status && done < row->requests) {
		uint64_t buffer;

		error = disk_wait(&disk, &buffer, &status);
		done++;
		if (!error && begun < row->requests)
			error = submit(row, begun++, buffer);
	}
	return error ? error : status;
}

static int measure(const struct row *row)
{
	uint64_t least = UINT64_MAX;
	int error = 0;

	for (unsigned i = 0; !error && i < REPEATS; i++) {
		struct moment from = moment_now();
		uint64_t count;

		error = run(row);
		count = per_request(row, from, moment_now());
		least = count < least ? count : least;
	}
	if (error)
		printf("bench: %s: %s\n", row->name, strerror(-error));
	else
		printf("row %s %llu\n", row->name, (unsigned long long)least);
	return error;
}

static int spinner_start(void)
{
	pthread_t spinner;
	int error = pthread_create(&spinner, NULL, spin, NULL);

	return error ? error : pthread_setschedprio(spinner, PRIORITY_LOWEST);
}

int main(void)
{
	int error = -disk_open(&disk, KAAL_BLOCK);

	if (!error)
		error = spinner_start();
	if (error)
		printf("bench: %s\n", strerror(error));
	for (unsigned i = 0; !error && i < ROWS; i++)
		error = measure(&rows[i]);
	printf(error ? "bench failed\n" : "bench done\n");
	root_poweroff();
	return 0;
}
