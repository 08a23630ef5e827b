/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "commands/table.h"
#include "toml/toml.h"

static const struct option options[] = { OPTION_END };

static int parse_run(struct call *call)
{
	const struct source *source = NULL;
	int error = source_read(&call->arena, call->operands[0], &source);

	if (error) {
		diagnostic_report(&call->diagnostics, MESSAGE_FILE_UNREADABLE, SOURCE_NOWHERE,
				  call->operands[0], strerror(-error));
		return STATUS_FAILED;
	}
	const struct toml_table *root = toml_parse(source, &call->arena, &call->diagnostics);
	if (!root)
		return STATUS_FAILED;
	toml_dump(root, stdout);
	return STATUS_OK;
}

const struct command command_parse = {
	.name = "parse",
	.operands = "FILE",
	.operands_min = 1,
	.operands_max = 1,
	.summary = "Print any TOML file as JSON",
	.description = "Each value says its type, as the toml-test suite wants it.",
	.options = options,
	.operand_values = "<file>",
	.is_plumbing = true,
	.run = parse_run,
};
