/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "client.h"

#include <stdio.h>

static const uint64_t NS_PER_S = 1000000000;

void client_begin(struct log_client *client, const struct connection *connection, uint32_t component,
		  const char *name, uint64_t now_ns)
{
	*client = (struct log_client){
		.connection = *connection,
		.level = KAAL_LOG_TRACE,
		.tokens = CLIENT_BURST_LINES,
		.refilled_ns = now_ns,
		.line = { .component = component },
	};
	snprintf(client->line.name, sizeof client->line.name, "%s", name);
}

/* --- how much it may say -------------------------------------------------- */

static void tokens_refill(struct log_client *client, uint64_t now_ns)
{
	uint64_t passed_ns = now_ns - client->refilled_ns;
	uint64_t more = passed_ns / (NS_PER_S / CLIENT_LINES_PER_S);

	if (more >= CLIENT_BURST_LINES - client->tokens) {
		client->tokens = CLIENT_BURST_LINES;
		client->refilled_ns = now_ns;
		return;
	}
	client->tokens += (uint32_t)more;
	client->refilled_ns += more * (NS_PER_S / CLIENT_LINES_PER_S);
}

/** Tell how many lines are missing, in the place where they are. */
static void dropped_tell(struct log_client *client, const struct log_sink *sink)
{
	struct kaal_log_record note = client->line;

	note.level = KAAL_LOG_WARNING;
	note.bytes = (uint16_t)snprintf(note.text, sizeof note.text, "(%llu lines dropped: too many at once)",
					(unsigned long long)client->dropped);
	client->dropped = 0;
	sink->line(sink->context, &note);
}

static void line_end(struct log_client *client, const struct log_sink *sink)
{
	client->joining = false;
	if (client->line.level > client->level)
		return;
	if (!client->tokens) {
		client->dropped++;
		client->dropped_ever++;
		return;
	}
	client->tokens--;
	if (client->dropped)
		dropped_tell(client, sink);
	sink->line(sink->context, &client->line);
}

/* --- what it says --------------------------------------------------------- */

static char printable(char c)
{
	return (unsigned char)c >= ' ' && c != 0x7f ? c : (char)(c == '\t' ? ' ' : '?');
}

static uint8_t level_of(const struct kaal_log_line *entry)
{
	return entry->level >= KAAL_LOG_ERROR && entry->level <= KAAL_LOG_TRACE ? entry->level
										: KAAL_LOG_INFO;
}

static void line_start(struct log_client *client, const struct kaal_log_line *entry, uint64_t now_ns)
{
	struct kaal_log_record *line = &client->line;

	line->time_ns = entry->time_ns < now_ns ? entry->time_ns : now_ns; /* nobody knows the future */
	line->level = level_of(entry);
	line->thread = entry->thread;
	line->bytes = 0;
	client->joining = true;
}

/** A line that is longer than a record becomes several. @param entry  a copy of our own */
static void entry_take(struct log_client *client, const struct kaal_log_line *entry, uint64_t now_ns,
		       const struct log_sink *sink)
{
	struct kaal_log_record *line = &client->line;
	size_t bytes = entry->bytes < KAAL_LOG_TEXT_BYTES ? entry->bytes : KAAL_LOG_TEXT_BYTES;

	if (!client->joining)
		line_start(client, entry, now_ns);
	for (size_t i = 0; i < bytes; i++) {
		if (line->bytes == KAAL_LOG_RECORD_BYTES) {
			line_end(client, sink);
			line_start(client, entry, now_ns);
		}
		line->text[line->bytes++] = printable(entry->text[i]);
	}
	if (!entry->continues)
		line_end(client, sink);
}

/** What a client leaves behind that ended in the middle of a line, or broke its ring. */
static void client_reset(struct log_client *client)
{
	if (!ring_peer_restarted(&client->connection.in.view))
		return;
	client->joining = false;
	if (client->broken)
		ring_consumer_reset(&client->connection.in);
	client->broken = false;
}

bool client_take(struct log_client *client, uint64_t now_ns, const struct log_sink *sink)
{
	struct kaal_log_line entries[CLIENT_TURN_ENTRIES];
	struct ring_consumer *in = &client->connection.in;
	int64_t count;

	client_reset(client);
	if (client->broken)
		return false;
	count = ring_read(in, entries, CLIENT_TURN_ENTRIES);
	client->broken = count < 0;
	if (count < 0)
		return false;
	if (!count)
		return !ring_consumer_sleep(in);
	tokens_refill(client, now_ns);
	for (int64_t i = 0; i < count; i++)
		entry_take(client, &entries[i], now_ns, sink);
	connection_consumed(&client->connection);
	return true;
}
