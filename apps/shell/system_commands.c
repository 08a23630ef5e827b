/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Commands that show or change the system: each is a view of the root task's services. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <component/clock.h>
#include <component/console.h>
#include <component/root.h>

#include "abi/sel4/faults.h"

#include "commands.h"

static const uint64_t NS_PER_MS = 1000000;
static const uint64_t MS_PER_S = 1000;

static int error_print(const char *what, int error)
{
	printf("%s: %s\n", what, strerror(-error));
	return STATUS_FAILED;
}

/* --- ps ------------------------------------------------------------------ */

static const char *state_name(uint64_t state)
{
	switch (state) {
	case KAAL_STATE_STOPPED:
		return "stopped";
	case KAAL_STATE_RUNNING:
		return "running";
	case KAAL_STATE_EXITED:
		return "exited";
	case KAAL_STATE_FAULTED:
		return "faulted";
	case KAAL_STATE_REJECTED:
		return "rejected";
	}
	return "unknown";
}

static int ps_run(int count, char **words)
{
	struct kaal_root_info info;
	int error;

	(void)count;
	(void)words;
	printf("  ID  NAME          STATE     PRIORITY      MEMORY  FAULTS\n");
	for (unsigned int i = 0; (error = root_info(i, &info)) == 0; i++)
		printf("%4" PRIu64 "  %-12.*s  %-8s  %8" PRIu64 "  %6" PRIu64 " KiB  %6" PRIu64 "\n", info.id,
		       KAAL_NAME_BYTES, info.name, state_name(info.state), info.priority,
		       info.memory_bytes / 1024, info.faults);
	return error == -ENOENT ? STATUS_OK : error_print("ps", error);
}

/* --- mem ----------------------------------------------------------------- */

static int mem_run(int count, char **words)
{
	struct kaal_root_mem mem;
	int error = root_mem(&mem);

	(void)count;
	(void)words;
	if (error)
		return error_print("mem", error);
	printf("memory            %8" PRIu64 " KiB\n", mem.ram_bytes / 1024);
	printf("  free            %8" PRIu64 " KiB in %" PRIu64 " untypeds\n", mem.free_bytes / 1024,
	       mem.untypeds);
	printf("  largest free    %8" PRIu64 " KiB\n", mem.largest_free_bytes / 1024);
	printf("capability slots  %8" PRIu64 "\n", mem.slots);
	printf("  free            %8" PRIu64 "\n", mem.slots_free);
	return STATUS_OK;
}

/* --- caps ---------------------------------------------------------------- */

/** Find the newest component of this name. @return 0 or -ENOENT */
static int component_by_name(const char *name, struct kaal_root_info *found)
{
	struct kaal_root_info info;
	int result = -ENOENT;

	for (unsigned int i = 0; root_info(i, &info) == 0; i++) {
		if (strncmp(info.name, name, KAAL_NAME_BYTES) != 0)
			continue;
		*found = info;
		result = 0;
	}
	return result;
}

static int caps_print(const struct kaal_root_info *info)
{
	struct kaal_root_cap cap;
	int error;

	printf("SLOT  CAPABILITY\n");
	for (unsigned int i = 0; (error = root_cap(info->id, i, &cap)) == 0; i++)
		printf("%4" PRIu64 "  %.*s\n", cap.slot, (int)sizeof cap.text, cap.text);
	return error == -ENOENT ? STATUS_OK : error_print("caps", error);
}

static int caps_run(int count, char **words)
{
	struct kaal_root_info info;

	if (count != 2) {
		printf("caps needs the name of one component; 'ps' lists them.\n");
		return STATUS_USAGE;
	}
	if (component_by_name(words[1], &info)) {
		printf("caps: there is no component '%s'; 'ps' lists them.\n", words[1]);
		return STATUS_FAILED;
	}
	return caps_print(&info);
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
	return STATUS_OK;
}

/* --- crash --------------------------------------------------------------- */

enum { CRASH_WAIT_MS = 2000 };

/** Wait until component @id is no longer running. @return 0, -ETIMEDOUT or what went wrong */
static int component_await(uint64_t id, struct kaal_root_info *info)
{
	for (int ms = 0; ms < CRASH_WAIT_MS; ms++) {
		int error = -ENOENT;

		for (unsigned int i = 0; (error = root_info(i, info)) == 0; i++)
			if (info->id == id)
				break;
		if (error || info->state != KAAL_STATE_RUNNING)
			return error;
		error = clock_sleep_until(clock_now_ns() + NS_PER_MS);
		if (error)
			return error;
	}
	return -ETIMEDOUT;
}

static void fault_print(const struct kaal_root_info *info)
{
	switch (info->fault_type) {
	case seL4_Fault_VMFault:
		printf("access to address 0x%" PRIx64, info->fault_address);
		break;
	case seL4_Fault_UserException:
		printf("processor exception 0x%" PRIx64, info->fault_address);
		break;
	case seL4_Fault_UnknownSyscall:
		printf("unknown system call %" PRId64, (int64_t)info->fault_address);
		break;
	case seL4_Fault_CapFault:
		printf("use of capability %" PRIu64 ", which it does not have", info->fault_address);
		break;
	default:
		printf("fault of type %" PRIu64, info->fault_type);
	}
	printf(" at instruction 0x%" PRIx64, info->fault_ip);
}

static void crash_report(const struct kaal_root_info *info)
{
	if (info->state != KAAL_STATE_FAULTED) {
		printf("crash: component %" PRIu64 " ended without a fault (%s).\n", info->id,
		       state_name(info->state));
		return;
	}
	printf("crash: component %" PRIu64 " was stopped: ", info->id);
	fault_print(info);
	printf(".\nEverything else keeps running; see 'ps'.\n");
}

static int crash_run(int count, char **words)
{
	char command[KAAL_NAME_BYTES + 32];
	struct kaal_root_info info;
	uint64_t id;

	if (snprintf(command, sizeof command, "crash %s", count > 1 ? words[1] : "null") >=
	    (int)sizeof command)
		return error_print("crash", -ENAMETOOLONG);
	connection_flush(component_console()); /* the root task writes its report past it */

	int error = root_start(command, &id);

	if (!error)
		error = component_await(id, &info);
	if (error)
		return error_print("crash", error);
	crash_report(&info);
	return STATUS_OK;
}

/* --- poweroff, reboot ---------------------------------------------------- */

/** Let what is printed reach the wire: the ring, then the 16 bytes of the UART at 115200 baud. */
static void console_settle(void)
{
	fflush(stdout);
	connection_flush(component_console());
	clock_sleep_until(clock_now_ns() + 5 * NS_PER_MS);
}

static int poweroff_run(int count, char **words)
{
	(void)count;
	(void)words;
	printf("Powering off.\n");
	console_settle();
	return error_print("poweroff", root_poweroff());
}

static int reboot_run(int count, char **words)
{
	(void)count;
	(void)words;
	printf("Rebooting.\n");
	console_settle();
	return error_print("reboot", root_reboot());
}

const struct command system_commands[] = {
	{ "ps", "", "components: state, priority, memory, faults", ps_run },
	{ "mem", "", "memory and capability slots", mem_run },
	{ "caps", "NAME", "what a component holds", caps_run },
	{ "uptime", "", "time since boot", uptime_run },
	{ "crash", "[KIND]", "fault a throw-away component: null, code, stack, ...", crash_run },
	{ "poweroff", "", "switch the machine off", poweroff_run },
	{ "reboot", "", "start the machine again", reboot_run },
	{ NULL, NULL, NULL, NULL },
};
