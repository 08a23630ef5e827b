/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A component that faults on purpose, to show that nobody else minds. */
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include <component/clock.h>
#include <component/root.h>

#include "abi/sel4/faults.h"

#include "ask.h"
#include "commands.h"

static const uint64_t NS_PER_MS = 1000000;

enum { CRASH_WAIT_MS = 2000 };

static bool has_ended(const struct kaal_root_info *info)
{
	return info->state != KAAL_STATE_RUNNING && info->state != KAAL_STATE_STARTING;
}

/** Wait until component @id is no longer running. @return 0, -ETIMEDOUT or what went wrong */
static int component_await(uint64_t id, struct kaal_root_info *info)
{
	for (int ms = 0; ms < CRASH_WAIT_MS; ms++) {
		int error = component_by_id(id, info);

		if (error || has_ended(info))
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
	output_settle(); /* the root task writes its report past it */

	int error = root_start(command, &id);

	if (!error)
		error = component_await(id, &info);
	if (error)
		return error_print("crash", error);
	crash_report(&info);
	return STATUS_OK;
}

const struct command crash_commands[] = {
	{ "crash", "[KIND]", "fault a throw-away component: null, code, stack, ...", crash_run },
	{ NULL, NULL, NULL, NULL },
};
