/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Commands about the machine: its memory, its time, its end. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include <component/clock.h>
#include <component/root.h>

#include "ask.h"
#include "commands.h"

static const uint64_t NS_PER_MS = 1000000;
static const uint64_t MS_PER_S = 1000;
static const uint64_t KIB = 1024;

/* --- mem ----------------------------------------------------------------- */

static void mem_print(const struct kaal_root_mem *mem)
{
	printf("memory            %8" PRIu64 " KiB\n", mem->ram_bytes / KIB);
	printf("  free            %8" PRIu64 " KiB in %" PRIu64 " untypeds\n", mem->free_bytes / KIB,
	       mem->untypeds);
	printf("  largest free    %8" PRIu64 " KiB\n", mem->largest_free_bytes / KIB);
	printf("capability slots  %8" PRIu64 "\n", mem->slots);
	printf("  free            %8" PRIu64 "\n", mem->slots_free);
}

static void share_print(const struct kaal_root_info *info)
{
	printf("%-14.*s  %8" PRIu64 " KiB", KAAL_NAME_BYTES, info->name, info->memory_bytes / KIB);
	if (info->memory_max_bytes)
		printf("  %8" PRIu64 " KiB", info->memory_max_bytes / KIB);
	else
		printf("  %12s", "-");
	printf("  %6" PRIu64 "\n", info->slots);
}

static int mem_run(int count, char **words)
{
	struct kaal_root_mem mem;
	struct kaal_root_info info;
	int error = root_mem(&mem);

	(void)count;
	if (error)
		return error_print(words[0], error);
	mem_print(&mem);
	printf("\nCOMPONENT             MEMORY         LIMIT   SLOTS\n");
	for (unsigned int i = 0; (error = root_info(i, &info)) == 0; i++)
		share_print(&info);
	return error == -ENOENT ? 0 : error_print(words[0], error);
}

/* --- uptime -------------------------------------------------------------- */

static int uptime_run(int count, char **words)
{
	uint64_t ms = clock_now_ns() / NS_PER_MS;
	uint64_t s = ms / MS_PER_S;

	(void)count;
	(void)words;
	printf("up %" PRIu64 " d %02" PRIu64 ":%02" PRIu64 ":%02" PRIu64 ".%03" PRIu64 "\n", s / 86400,
	       s / 3600 % 24, s / 60 % 60, s % 60, ms % MS_PER_S);
	return 0;
}

/* --- poweroff, reboot ---------------------------------------------------- */

/** Let what is printed reach the wire: the ring, then the 16 bytes of the UART at 115200 baud. */
static void console_settle(void)
{
	output_settle();
	clock_sleep_until(clock_now_ns() + 5 * NS_PER_MS);
}

static int poweroff_run(int count, char **words)
{
	(void)count;
	printf("Powering off.\n");
	console_settle();
	return error_print(words[0], root_poweroff());
}

static int reboot_run(int count, char **words)
{
	(void)count;
	printf("Rebooting.\n");
	console_settle();
	return error_print(words[0], root_reboot());
}

const struct command system_commands[] = {
	{ "mem", "", "memory and capability slots, in all and by component", mem_run },
	{ "uptime", "", "time since boot", uptime_run },
	{ "poweroff", "", "switch the machine off", poweroff_run },
	{ "reboot", "", "start the machine again", reboot_run },
	{ NULL, NULL, NULL, NULL },
};
