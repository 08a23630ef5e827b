/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>

#include "commands/table.h"
#include "commands/usage.h"

static const struct option options[] = { OPTION_END };

static int completion_run(struct call *call)
{
	usage_print_completion(stdout);
	return STATUS_OK;
}

const struct command command_completion = {
	.name = "completion",
	.operands = "",
	.summary = "Print a completion script for bash",
	.description = "`make install` puts it where bash looks. From a build folder:\n\n"
		       "  source <(build/x86_64/bin/sel4-compose completion)",
	.options = options,
	.is_plumbing = true,
	.run = completion_run,
};
