/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "diagnostic/messages.h"

#include <string.h>
#include <strings.h>

#define ERROR   SEVERITY_ERROR
#define WARNING SEVERITY_WARNING
#define NOTE    SEVERITY_NOTE

static const struct message messages[MESSAGES_COUNT] = {
#define MESSAGE(symbol, id, name, severity, text, why, help, explanation) \
	[MESSAGE_##symbol] = { id, name, severity, text, why, help, explanation },
#include "diagnostic/messages/all.h"
#undef MESSAGE
};

const struct message *message_of(enum message_id id)
{
	return &messages[id];
}

const struct message *message_find(const char *id_or_name)
{
	for (size_t i = 0; i < MESSAGES_COUNT; i++)
		if (strcasecmp(messages[i].id, id_or_name) == 0 || strcmp(messages[i].name, id_or_name) == 0)
			return &messages[i];
	return NULL;
}

const char *severity_name(enum severity severity)
{
	static const char *const names[] = { "note", "warning", "error" };

	return names[severity];
}
