/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The first process of a Linux guest: loads what the disk needs, measures, switches off. Arguments: the modules. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "rows.h"

volatile uint64_t spins;

static _Noreturn void end(void)
{
	fflush(stdout);
	sync();
	reboot(RB_POWER_OFF);
	for (;;)
		pause();
}

static _Noreturn void fail(const char *what)
{
	printf("bench: %s: %s\n", what, strerror(errno));
	end();
}

/** /modules holds their names, a line each, in the order that they need. */
static void modules_load(void)
{
	FILE *list = fopen("/modules", "r");
	char name[128];

	if (!list)
		fail("/modules");
	while (fgets(name, sizeof name, list)) {
		int file;

		name[strcspn(name, "\n")] = 0;
		file = open(name, O_RDONLY);
		if (file < 0 || (syscall(SYS_finit_module, file, "", 0) && errno != EEXIST))
			fail(name);
		close(file);
	}
	fclose(list);
}

static int disk_open(void)
{
	mkdir("/dev", 0755);
	mount("dev", "/dev", "devtmpfs", 0, NULL);
	for (unsigned looks = 0; looks < 10000; looks++) {
		int disk = open("/dev/vda", O_RDWR | O_DIRECT);

		if (disk >= 0)
			return disk;
		usleep(1000);
	}
	fail("/dev/vda");
}

static void *spin(void *context)
{
	struct sched_param none = { 0 };

	if (sched_setscheduler(0, SCHED_IDLE, &none))
		fail("SCHED_IDLE");
	spin_for_ever(&spins);
	return NULL;
}

static void run_one_by_one(int disk, const struct row *row, char *buffer)
{
	for (uint32_t i = 0; i < row->requests; i++) {
		off_t at = (off_t)row_offset(row, i);
		ssize_t done = row->writes ? pwrite(disk, buffer, row->bytes, at)
					   : pread(disk, buffer, row->bytes, at);

		if (done != (ssize_t)row->bytes)
			fail(row->name);
	}
}

static void submit(aio_context_t context, int disk, const struct row *row, uint32_t i, char *buffer,
		   struct iocb *block)
{
	*block = (struct iocb){
		.aio_fildes = (uint32_t)disk,
		.aio_lio_opcode = IOCB_CMD_PREAD,
		.aio_buf = (uintptr_t)buffer,
		.aio_nbytes = row->bytes,
		.aio_offset = (int64_t)row_offset(row, i),
		.aio_data = (uintptr_t)block,
	};
	if (syscall(SYS_io_submit, context, 1, &block) != 1)
		fail("io_submit");
}

static void run_many(int disk, const struct row *row, char *buffer)
{
	static struct iocb blocks[IN_FLIGHT_MAX];
	struct io_event events[IN_FLIGHT_MAX];
	aio_context_t context = 0;
	uint32_t begun = 0, done = 0;

	if (syscall(SYS_io_setup, IN_FLIGHT_MAX, &context))
		fail("io_setup");
	for (; begun < row->in_flight; begun++)
		submit(context, disk, row, begun, buffer + begun * row->bytes, &blocks[begun]);
	while (done < row->requests) {
		long got = syscall(SYS_io_getevents, context, 1, IN_FLIGHT_MAX, events, NULL);

		for (long i = 0; i < got; i++, done++) {
			struct iocb *block = (struct iocb *)(uintptr_t)events[i].data;

			if (events[i].res != row->bytes)
				fail(row->name);
			if (begun < row->requests)
				submit(context, disk, row, begun++, (char *)(uintptr_t)block->aio_buf, block);
		}
	}
	syscall(SYS_io_destroy, context);
}

static void measure(int disk, const struct row *row, char *buffer)
{
	uint64_t least = UINT64_MAX;

	for (unsigned i = 0; i < REPEATS; i++) {
		struct moment from = moment_now();
		uint64_t count;

		if (row->in_flight > 1)
			run_many(disk, row, buffer);
		else
			run_one_by_one(disk, row, buffer);
		count = per_request(row, from, moment_now());
		least = count < least ? count : least;
	}
	printf("row %s %llu\n", row->name, (unsigned long long)least);
}

int main(void)
{
	pthread_t spinner;
	char *buffer;
	int disk;

	setvbuf(stdout, NULL, _IOLBF, 0);
	modules_load();
	disk = disk_open();
	if (posix_memalign((void **)&buffer, 4096,
			   IN_FLIGHT_MAX * 4096 > 1 << 20 ? IN_FLIGHT_MAX * 4096 : 1 << 20))
		fail("memory");
	memset(buffer, 0x5a, 1 << 20);
	if (pthread_create(&spinner, NULL, spin, NULL))
		fail("pthread_create");
	for (unsigned i = 0; i < ROWS; i++)
		measure(disk, &rows[i], buffer);
	printf("bench done\n");
	end();
}
