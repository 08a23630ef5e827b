/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "commands/parse.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct parser {
	struct call *call;
	char **next;
	bool wants_help, failed;
};

static const struct option *option_by_name(const struct command *command, const char *name, size_t len)
{
	for (const struct option *option = command->options; option->name; option++)
		if (strlen(option->name) == len && memcmp(option->name, name, len) == 0)
			return option;
	return NULL;
}

static const struct option *option_by_letter(const struct command *command, char letter)
{
	for (const struct option *option = command->options; option->name; option++)
		if (option->letter && option->letter == letter)
			return option;
	return NULL;
}

static void option_unknown(struct parser *parser, const char *word, size_t len)
{
	struct call *call = parser->call;
	const char *names[32];
	size_t count = 0;
	const char *name = arena_copy(&call->arena, word, len);

	for (const struct option *option = call->command->options; option->name && count < 32; option++)
		names[count++] = arena_print(&call->arena, "--%s", option->name);
	diagnostic_report(&call->diagnostics, MESSAGE_OPTION_UNKNOWN, SOURCE_NOWHERE, call->command->name,
			  name);
	diagnostic_suggest(&call->diagnostics, name, names, count);
	parser->failed = true;
}

static void option_add(struct parser *parser, const struct option *option, const char *value)
{
	struct call *call = parser->call;

	call->given = arena_grow(&call->arena, call->given, call->given_count, sizeof(*call->given));
	call->given[call->given_count++] = (struct call_option){ option, value };
}

/* @param value  what stands behind "=", or NULL; then it may be the next word */
static void option_take(struct parser *parser, const struct option *option, const char *shown,
			const char *value)
{
	struct diagnostics *diagnostics = &parser->call->diagnostics;

	if (!option->argument && value) {
		diagnostic_report(diagnostics, MESSAGE_OPTION_VALUE_UNWANTED, SOURCE_NOWHERE, shown);
		parser->failed = true;
		return;
	}
	if (option->argument && !value) {
		value = *parser->next;
		if (!value || (value[0] == '-' && value[1] == '-')) {
			diagnostic_report(diagnostics, MESSAGE_OPTION_VALUE_MISSING, SOURCE_NOWHERE, shown,
					  option->summary);
			parser->failed = true;
			return;
		}
		parser->next++;
	}
	option_add(parser, option, value);
}

static void take_long(struct parser *parser, const char *word)
{
	size_t len = strcspn(word + 2, "=");
	const struct option *option = option_by_name(parser->call->command, word + 2, len);
	const char *value = word[2 + len] ? word + 2 + len + 1 : NULL;

	if (option)
		option_take(parser, option, arena_copy(&parser->call->arena, word, len + 2), value);
	else if (strcmp(word, "--help") == 0)
		parser->wants_help = true;
	else
		option_unknown(parser, word, len + 2);
}

static void take_short(struct parser *parser, const char *word)
{
	const struct option *option = option_by_letter(parser->call->command, word[1]);

	if (option && (option->argument || !word[2]))
		option_take(parser, option, arena_copy(&parser->call->arena, word, 2),
			    word[2] ? word + 2 : NULL);
	else if (strcmp(word, "-h") == 0)
		parser->wants_help = true;
	else
		option_unknown(parser, word, strlen(word));
}

static void take_operand(struct parser *parser, const char *word)
{
	struct call *call = parser->call;

	call->operands =
		arena_grow(&call->arena, call->operands, call->operands_count, sizeof(*call->operands));
	call->operands[call->operands_count++] = word;
}

static void check_operands(struct parser *parser)
{
	struct call *call = parser->call;
	const struct command *command = call->command;

	if (call->operands_count < command->operands_min)
		diagnostic_report(&call->diagnostics, MESSAGE_OPERAND_MISSING, SOURCE_NOWHERE, command->name,
				  command->operands);
	else if (call->operands_count > command->operands_max)
		diagnostic_report(&call->diagnostics, MESSAGE_OPERAND_UNWANTED, SOURCE_NOWHERE, command->name,
				  call->operands[command->operands_max]);
	else
		return;
	parser->failed = true;
}

enum parsed call_parse(struct call *call, char **words)
{
	struct parser parser = { .call = call, .next = words };

	while (*parser.next) {
		const char *word = *parser.next++;

		if (strcmp(word, "--") == 0) {
			call->rest = (const char **)parser.next;
			break;
		}
		if (word[0] == '-' && word[1] == '-')
			take_long(&parser, word);
		else if (word[0] == '-' && word[1])
			take_short(&parser, word);
		else
			take_operand(&parser, word);
	}
	if (parser.wants_help)
		return PARSED_HELP;
	if (!parser.failed)
		check_operands(&parser);
	return parser.failed ? PARSED_WRONG : PARSED;
}

bool call_has(const struct call *call, const char *name)
{
	assert(option_by_name(call->command, name, strlen(name)));
	for (size_t i = 0; i < call->given_count; i++)
		if (strcmp(call->given[i].option->name, name) == 0)
			return true;
	return false;
}

const char *call_value(const struct call *call, const char *name)
{
	const char *value = NULL;

	assert(option_by_name(call->command, name, strlen(name)));
	for (size_t i = 0; i < call->given_count; i++)
		if (strcmp(call->given[i].option->name, name) == 0)
			value = call->given[i].value;
	return value;
}

const char *call_value_at(const struct call *call, const char *name, size_t index)
{
	assert(option_by_name(call->command, name, strlen(name)));
	for (size_t i = 0; i < call->given_count; i++)
		if (strcmp(call->given[i].option->name, name) == 0 && index-- == 0)
			return call->given[i].value;
	return NULL;
}
