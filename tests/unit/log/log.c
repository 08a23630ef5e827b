/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The log service with real rings, whatever its clients put into them. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>

#include <component/root.h>

#include "log_lines.h"
#include "server.h"
#include "tap.h"

enum {
	CLIENTS = 3,
	RING_BYTES = KAAL_RING_HEADER_BYTES + 64 * 128,
	SCREEN_RING_BYTES = KAAL_RING_HEADER_BYTES + 2048,
	SHOWN_BYTES = 65536,
};

static _Alignas(64) uint8_t memory[CLIENTS][RING_BYTES];
static _Alignas(64) uint8_t screen_memory[SCREEN_RING_BYTES];
static struct ring_producer talkers[CLIENTS]; /* the components' ends */
static struct ring_consumer viewer;           /* the serial driver's end */
static struct connection serial;
static struct log_client clients[CLIENTS];
static struct log_server server;
static uint64_t now_ns;
static unsigned int signals;
static char shown[SHOWN_BYTES];

/* --- the seam --- */

void connection_written(struct connection *connection)
{
	signals += ring_producer_notify(&connection->out);
}

void connection_consumed(struct connection *connection)
{
	signals += ring_consumer_notify(&connection->in);
}

int root_log(const char *text, size_t bytes)
{
	strncat(shown, text, bytes);
	return 0;
}

/* --- a log with three clients ----------------------------------------------- */

static void begin(bool with_serial)
{
	memset(memory, 0, sizeof memory);
	memset(screen_memory, 0, sizeof screen_memory);
	shown[0] = 0;
	now_ns = 5000000000;
	serial = (struct connection){ .grant = 0 };
	CHECK_EQ(ring_producer_attach(&serial.out, screen_memory, sizeof screen_memory, 1), 0);
	CHECK_EQ(ring_consumer_attach(&viewer, screen_memory, sizeof screen_memory, 1), 0);
	server_begin(&server, clients, with_serial ? &serial : NULL, false);
	for (unsigned int i = 0; i < CLIENTS; i++) {
		struct connection connection = { .grant = (int)i };
		char name[KAAL_NAME_BYTES];

		snprintf(name, sizeof name, "talker%u", i);
		CHECK_EQ(ring_consumer_attach(&connection.in, memory[i], RING_BYTES, 128), 0);
		CHECK_EQ(ring_producer_attach(&talkers[i], memory[i], RING_BYTES, 128), 0);
		server_add_client(&server, &connection, i + 1, name, now_ns);
	}
	server_take(&server, now_ns);
}

static void say(unsigned int talker, enum kaal_log_level level, const char *text)
{
	const struct kaal_log_line like = { .time_ns = now_ns, .level = (uint8_t)level };
	struct kaal_log_line lines[8];
	unsigned int count = log_lines_cut(text, strlen(text), &like, lines, 8);

	CHECK_EQ(ring_write(&talkers[talker], lines, count), count);
}

static void take(void)
{
	server_take(&server, now_ns);
}

/** Everything that has reached the serial line so far. */
static const char *view(void)
{
	size_t used = strlen(shown);
	int64_t count = ring_read(&viewer, shown + used, (uint32_t)(sizeof shown - used - 1));

	shown[used + (size_t)count] = 0;
	ring_consumer_notify(&viewer);
	return shown;
}

static unsigned int kept(uint64_t level, uint64_t component)
{
	unsigned int count = 0;
	const struct kaal_log_record *record;

	for (uint64_t from = 0; (record = journal_find(&server.journal, from, level, component)) != NULL;
	     from = record->number + 1)
		count++;
	return count;
}

static const char *text_of(uint64_t number)
{
	static char text[KAAL_LOG_RECORD_BYTES + 1];
	const struct kaal_log_record *record = journal_find(&server.journal, number, KAAL_LOG_TRACE, 0);

	CHECK(record && record->number == number);
	snprintf(text, sizeof text, "%.*s", record->bytes, record->text);
	return text;
}

/* --- lines ------------------------------------------------------------------ */

static void lines_are_shown_with_time_name_and_level(void)
{
	begin(true);
	say(1, KAAL_LOG_INFO, "hello");
	say(2, KAAL_LOG_ERROR, "no disk\n");
	take();
	CHECK_STR(view(), "[    5.000000] talker1: hello\n[    5.000000] talker2: error: no disk\n");
}

static void long_lines_are_joined_again(void)
{
	char text[301];

	begin(true);
	for (unsigned int i = 0; i < 200; i++)
		text[i] = (char)('a' + i % 26);
	text[200] = 0;
	say(0, KAAL_LOG_INFO, text);
	take();
	CHECK_STR(text_of(1), text);
	memset(text, 'x', 300);
	text[300] = 0;
	say(0, KAAL_LOG_INFO, text);
	take();
	CHECK_EQ(strlen(text_of(2)), KAAL_LOG_RECORD_BYTES);
	CHECK_EQ(strlen(text_of(3)), 300 - KAAL_LOG_RECORD_BYTES); /* nothing is lost */
}

static void several_lines_of_one_text_are_several(void)
{
	begin(true);
	say(0, KAAL_LOG_INFO, "one\ntwo\n\nfour");
	take();
	CHECK_STR(text_of(1), "one");
	CHECK_STR(text_of(2), "two");
	CHECK_STR(text_of(3), "");
	CHECK_STR(text_of(4), "four");
}

static void without_a_serial_line_the_root_console_is_used(void)
{
	begin(false);
	say(0, KAAL_LOG_WARNING, "hm");
	take();
	CHECK_STR(shown, "[    5.000000] talker0: warning: hm\n");
}

static void colours_are_given_if_asked_for(void)
{
	char text[SCREEN_LINE_BYTES];
	struct kaal_log_record line = { .level = KAAL_LOG_ERROR, .bytes = 2, .name = "a", .text = "no" };

	CHECK_EQ(text[screen_format(text, &line, true)], 0);
	CHECK_STR(text, "[    0.000000] a: \033[31merror: no\033[0m\n");
	line.level = KAAL_LOG_INFO;
	line.thread = 2;
	screen_format(text, &line, true);
	CHECK_STR(text, "[    0.000000] a/2: no\n");
}

/* --- hostile clients ---------------------------------------------------------- */

static void what_entries_claim_is_checked(void)
{
	struct kaal_log_line bad = {
		.time_ns = UINT64_MAX, .level = 200, .bytes = 255, .text = "\033[2Jx\x7f\t"
	};

	begin(true);
	CHECK_EQ(ring_write(&talkers[0], &bad, 1), 1);
	take();

	const struct kaal_log_record *record = journal_find(&server.journal, 1, KAAL_LOG_TRACE, 0);

	CHECK(record);
	CHECK_EQ(record->time_ns, now_ns);
	CHECK_EQ(record->level, KAAL_LOG_INFO);
	CHECK_EQ(record->bytes, KAAL_LOG_TEXT_BYTES);
	CHECK(memcmp(record->text, "?[2Jx? ?", 8) == 0);
}

static void lines_that_never_end_are_ended(void)
{
	struct kaal_log_line endless = { .level = KAAL_LOG_INFO, .bytes = 108, .continues = 1 };

	begin(true);
	memset(endless.text, 'z', sizeof endless.text);
	for (unsigned int i = 0; i < 60; i++)
		CHECK_EQ(ring_write(&talkers[0], &endless, 1), 1);
	take();
	CHECK_EQ(kept(KAAL_LOG_TRACE, 0), 60 * 108 / KAAL_LOG_RECORD_BYTES);
}

static void a_broken_ring_stops_its_client_alone(void)
{
	begin(true);
	((struct kaal_ring *)memory[0])->head = 1000000;
	say(1, KAAL_LOG_INFO, "fine");
	take();
	CHECK_EQ(kept(KAAL_LOG_TRACE, 2), 1);
	CHECK_EQ(kept(KAAL_LOG_TRACE, 1), 0);

	/* it is started again */
	CHECK_EQ(ring_producer_attach(&talkers[0], memory[0], RING_BYTES, 128), 0);
	take();
	say(0, KAAL_LOG_INFO, "back");
	take();
	CHECK_EQ(kept(KAAL_LOG_TRACE, 1), 1);
}

static void half_a_line_of_one_that_ended_is_forgotten(void)
{
	struct kaal_log_line half = { .level = KAAL_LOG_INFO, .bytes = 4, .continues = 1, .text = "half" };

	begin(true);
	CHECK_EQ(ring_write(&talkers[0], &half, 1), 1);
	take();
	CHECK_EQ(ring_producer_attach(&talkers[0], memory[0], RING_BYTES, 128), 0);
	say(0, KAAL_LOG_INFO, "new");
	take();
	CHECK_STR(text_of(1), "new");
}

/* --- floods ------------------------------------------------------------------- */

static void flood(unsigned int talker, unsigned int lines)
{
	for (unsigned int i = 0; i < lines; i++) {
		say(talker, KAAL_LOG_INFO, "noise");
		if (i % 32 == 31)
			take();
	}
	take();
}

static void a_flood_is_dropped_and_counted(void)
{
	begin(false);
	flood(0, 1000);
	CHECK_EQ(kept(KAAL_LOG_TRACE, 1), CLIENT_BURST_LINES);
	say(1, KAAL_LOG_INFO, "others are heard");
	take();
	CHECK_EQ(kept(KAAL_LOG_TRACE, 2), 1);

	now_ns += 1000000000;
	say(0, KAAL_LOG_INFO, "quiet now");
	take();
	CHECK_STR(text_of(server.journal.next - 2), "(800 lines dropped: too many at once)");
	CHECK_STR(text_of(server.journal.next - 1), "quiet now");
}

static void clients_take_turns(void)
{
	begin(true);
	for (unsigned int i = 0; i < 40; i++)
		say(0, KAAL_LOG_INFO, "much");
	say(1, KAAL_LOG_INFO, "little");
	take();

	uint64_t number = journal_find(&server.journal, 1, KAAL_LOG_TRACE, 2)->number;

	CHECK(number <= 1 + CLIENT_TURN_ENTRIES);
}

static void a_slow_screen_loses_no_lines(void)
{
	begin(true);
	flood(0, 150);
	CHECK_EQ(kept(KAAL_LOG_TRACE, 0), 150);
	CHECK(server.screen.hidden > 0);
	view();
	take();
	CHECK(strstr(view(), "lines not shown here; 'log' has them)\n"));
	CHECK_EQ(server.screen.unshown, 0);
}

static void the_oldest_lines_make_way(void)
{
	begin(false);
	for (unsigned int i = 0; i < JOURNAL_LINES / 100 + 2; i++) {
		flood(0, 100);
		now_ns += 10000000000;
	}
	CHECK_EQ(kept(KAAL_LOG_TRACE, 0), JOURNAL_LINES);
	CHECK_EQ(journal_first(&server.journal) + JOURNAL_LINES, server.journal.next);
}

/* --- readers ------------------------------------------------------------------ */

static int ask(struct component_call *call, uint64_t operation, uint64_t a, uint64_t b, uint64_t c)
{
	*call = (struct component_call){ .operation = operation, .words_count = 3, .words = { a, b, c } };
	return server_read(&server, call);
}

static void readers_get_lines_by_number_level_and_component(void)
{
	struct component_call call;
	struct kaal_log_record record;

	begin(true);
	say(0, KAAL_LOG_DEBUG, "detail");
	say(1, KAAL_LOG_ERROR, "trouble");
	take();
	CHECK_EQ(ask(&call, KAAL_LOG_READ, 0, KAAL_LOG_INFO, 0), 0);
	memcpy(&record, call.words, sizeof record);
	CHECK_EQ(call.words_count * sizeof(uint64_t), sizeof record);
	CHECK_EQ(record.number, 2);
	CHECK_STR(record.name, "talker1");
	CHECK_EQ(ask(&call, KAAL_LOG_READ, 0, KAAL_LOG_TRACE, 1), 0);
	CHECK_EQ(call.words[0], 1);
	CHECK_EQ(ask(&call, KAAL_LOG_READ, 3, KAAL_LOG_TRACE, 0), -ENOENT);
	CHECK_EQ(ask(&call, KAAL_LOG_STATUS, 0, 0, 0), 0);
	CHECK_EQ(call.words[0], 1);
	CHECK_EQ(call.words[1], 3);
}

static void levels_can_be_changed(void)
{
	struct component_call call;

	begin(true);
	CHECK_EQ(ask(&call, KAAL_LOG_LEVEL, 1, KAAL_LOG_ERROR, 0), 0);
	say(0, KAAL_LOG_INFO, "unwanted");
	say(1, KAAL_LOG_INFO, "wanted");
	take();
	CHECK_EQ(kept(KAAL_LOG_TRACE, 0), 1);
	CHECK_EQ(ask(&call, KAAL_LOG_LEVEL, 0, KAAL_LOG_TRACE, 0), 0);
	say(0, KAAL_LOG_TRACE, "all");
	take();
	CHECK_EQ(kept(KAAL_LOG_TRACE, 0), 2);
}

static void readers_are_refused_nonsense(void)
{
	struct component_call call = { .operation = KAAL_LOG_READ, .words_count = 1 };

	begin(true);
	CHECK_EQ(server_read(&server, &call), -EINVAL);
	CHECK_EQ(ask(&call, 0, 0, 0, 0), -ENOSYS);
	CHECK_EQ(ask(&call, KAAL_LOG_LEVEL, 1, 0, 0), -EINVAL);
	CHECK_EQ(ask(&call, KAAL_LOG_LEVEL, 1, 99, 0), -EINVAL);
	CHECK_EQ(ask(&call, KAAL_LOG_LEVEL, 77, KAAL_LOG_INFO, 0), -ENOENT);
	CHECK_EQ(ask(&call, KAAL_LOG_READ, UINT64_MAX, UINT64_MAX, UINT64_MAX), -ENOENT);
}

TAP_MAIN(TAP(lines_are_shown_with_time_name_and_level), TAP(long_lines_are_joined_again),
	 TAP(several_lines_of_one_text_are_several), TAP(without_a_serial_line_the_root_console_is_used),
	 TAP(colours_are_given_if_asked_for), TAP(what_entries_claim_is_checked),
	 TAP(lines_that_never_end_are_ended), TAP(a_broken_ring_stops_its_client_alone),
	 TAP(half_a_line_of_one_that_ended_is_forgotten), TAP(a_flood_is_dropped_and_counted),
	 TAP(clients_take_turns), TAP(a_slow_screen_loses_no_lines), TAP(the_oldest_lines_make_way),
	 TAP(readers_get_lines_by_number_level_and_component), TAP(levels_can_be_changed),
	 TAP(readers_are_refused_nonsense))
