/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "server.h"

#include <errno.h>
#include <string.h>

void server_begin(struct log_server *server, struct log_client *clients, struct connection *serial,
		  bool colour)
{
	journal_begin(&server->journal);
	server->screen = (struct screen){ .serial = serial, .colour = colour };
	server->clients = clients;
	server->clients_count = 0;
	server->turn = 0;
}

void server_add_client(struct log_server *server, const struct connection *connection, uint32_t component,
		       const char *name, uint64_t now_ns)
{
	client_begin(&server->clients[server->clients_count++], connection, component, name, now_ns);
}

static void line_keep(void *context, const struct kaal_log_record *line)
{
	struct log_server *server = context;

	screen_show(&server->screen, journal_add(&server->journal, line));
}

void server_take(struct log_server *server, uint64_t now_ns)
{
	const struct log_sink sink = { line_keep, server };
	unsigned int quiet = 0; /* clients in a row that had nothing */

	screen_settle(&server->screen);
	while (quiet < server->clients_count) {
		struct log_client *client = &server->clients[server->turn];

		quiet = client_take(client, now_ns, &sink) ? 0 : quiet + 1;
		server->turn = (server->turn + 1) % server->clients_count;
	}
}

/* --- readers -------------------------------------------------------------- */

static void answer(struct component_call *call, const void *from, size_t bytes)
{
	memcpy(call->words, from, bytes);
	call->words_count = (uint32_t)(bytes / sizeof call->words[0]);
}

static int read_line(const struct log_server *server, struct component_call *call)
{
	const struct kaal_log_record *line =
		journal_find(&server->journal, call->words[0], call->words[1], call->words[2]);

	if (!line)
		return -ENOENT;
	answer(call, line, sizeof *line);
	return 0;
}

static uint64_t dropped_count(const struct log_server *server)
{
	uint64_t count = 0;

	for (unsigned int i = 0; i < server->clients_count; i++)
		count += server->clients[i].dropped_ever;
	return count;
}

static int read_status(const struct log_server *server, struct component_call *call)
{
	const struct kaal_log_status status = {
		.first = journal_first(&server->journal),
		.next = server->journal.next,
		.dropped = dropped_count(server),
		.hidden = server->screen.hidden,
	};

	answer(call, &status, sizeof status);
	return 0;
}

static int set_level(struct log_server *server, struct component_call *call)
{
	uint64_t component = call->words[0], level = call->words[1];
	int result = -ENOENT;

	if (level < KAAL_LOG_ERROR || level > KAAL_LOG_TRACE)
		return -EINVAL;
	for (unsigned int i = 0; i < server->clients_count; i++) {
		struct log_client *client = &server->clients[i];

		if (component && client->line.component != component)
			continue;
		client->level = (uint8_t)level;
		result = 0;
	}
	call->words_count = 0;
	return result;
}

int server_read(struct log_server *server, struct component_call *call)
{
	switch (call->operation) {
	case KAAL_LOG_READ:
		return call->words_count < 3 ? -EINVAL : read_line(server, call);
	case KAAL_LOG_STATUS:
		return read_status(server, call);
	case KAAL_LOG_LEVEL:
		return call->words_count < 2 ? -EINVAL : set_level(server, call);
	}
	return -ENOSYS;
}
