/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>

#include "commands/table.h"
#include "source/json.h"
#include "version.h"

static const struct option options[] = { OPTION_JSON, OPTION_END };

static void print_json(struct call *call)
{
	printf("{\"version\": ");
	json_print_text(stdout, kaal_version);
	printf(", \"program\": ");
	json_print_text(stdout, call->home.program);
	printf(", \"architectures\": [");
	const char *between = "";
	for (const char *const *arch = home_archs; *arch; arch++) {
		if (!home_has_arch(&call->home, &call->arena, *arch))
			continue;
		printf("%s\"%s\"", between, *arch);
		between = ", ";
	}
	printf("]}\n");
}

static int version_run(struct call *call)
{
	if (call_has(call, "json"))
		print_json(call);
	else
		printf("sel4-compose %s\n", kaal_version);
	return STATUS_OK;
}

const struct command command_version = {
	.name = "version",
	.operands = "",
	.summary = "Which version this is",
	.description = "With --json also where it is, and for which architectures it can build.",
	.options = options,
	.run = version_run,
};
