/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>

#include "commands/table.h"
#include "commands/usage.h"
#include "source/json.h"

static const struct option options[] = { OPTION_JSON, OPTION_END };

static void print_json(const struct message *message)
{
	printf("{\"id\": ");
	json_print_text(stdout, message->id);
	printf(", \"name\": ");
	json_print_text(stdout, message->name);
	printf(", \"severity\": ");
	json_print_text(stdout, severity_name(message->severity));
	printf(", \"text\": ");
	json_print_text(stdout, message->text);
	printf(", \"explanation\": ");
	json_print_text(stdout, message->explanation);
	printf("}");
}

static void print_text(const struct message *message)
{
	printf("%s %s: %s: %s\n\n", message->id, message->name, severity_name(message->severity),
	       message->text);
	usage_print_text(stdout, message->explanation);
	if (message->help)
		printf("\nWhat to do: %s\n", message->help);
}

static int list_all(bool json)
{
	const char *between = "[";

	for (int i = 0; i < MESSAGES_COUNT; i++) {
		const struct message *message = message_of((enum message_id)i);
		if (json) {
			printf("%s", between);
			print_json(message);
			between = ",\n ";
		} else {
			printf("%-6s %-26s %s\n", message->id, message->name, message->text);
		}
	}
	if (json)
		printf("]\n");
	return STATUS_OK;
}

static int explain_run(struct call *call)
{
	bool json = call_has(call, "json");

	if (call->operands_count == 0)
		return list_all(json);
	const struct message *message = message_find(call->operands[0]);
	if (!message) {
		diagnostic_report(&call->diagnostics, MESSAGE_MESSAGE_UNKNOWN, SOURCE_NOWHERE,
				  call->operands[0]);
		return STATUS_FAILED;
	}
	if (json)
		print_json(message);
	else
		print_text(message);
	if (json)
		printf("\n");
	return STATUS_OK;
}

const struct command command_explain = {
	.name = "explain",
	.operands = "[ID]",
	.operands_max = 1,
	.summary = "What a message means, and what to do",
	.description =
		"Every message ends in its id in brackets. Without an id, all are listed; a message's name "
		"will do too.",
	.options = options,
	.run = explain_run,
};
