/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Generated headers, client and server in one program. Between them stands what the kernel does in a system:
 * words of a message go over, up to as many as there are, and an error as their label.
 */
#include <connections.h>

#include "tap.h"

enum { THE_CLIENT = 7, STRANGER = 8 };

/* the messages on their way: tests look at them, and change them */
static struct component_call sent;
static void (*on_request)(struct component_call *call), (*on_answer)(struct component_call *call);
static uint32_t caller = THE_CLIENT;
static unsigned int calls_served;

int connection_open(struct connection *connection, const char *name, uint32_t entry_bytes)
{
	connection->endpoint = 1;
	connection->grant = (int)entry_bytes; /* for the test that asks */
	return strcmp(name, "lost") == 0 ? -ENOENT : 0;
}

int connection_accept(struct connection *connection, int index, uint32_t entry_bytes)
{
	return 0;
}

int component_client_find(uint32_t client, const char *interface)
{
	return client == THE_CLIENT || strcmp(interface, NUMBERS_INTERFACE) == 0 ? 1 : -EPERM;
}

int connection_exchange(const struct connection *connection, uint64_t operation, const uint64_t *words,
			unsigned int words_count, uint64_t *answer, unsigned int room)
{
	int result;

	sent = (struct component_call){ .client = caller,
					.words_count = words_count,
					.operation = operation };
	memcpy(sent.words, words, words_count * sizeof(*words));
	if (on_request)
		on_request(&sent);
	result = connections_call(&sent);
	if (result)
		return result;
	if (on_answer)
		on_answer(&sent);
	memcpy(answer, sent.words, (sent.words_count < room ? sent.words_count : room) * sizeof(*words));
	return (int)sent.words_count;
}

/* --- the servers ------------------------------------------------------------- */

static int serve_unsigned(uint32_t client, uint8_t a, uint16_t b, uint32_t c, uint64_t d, uint8_t *e,
			  uint16_t *f, uint32_t *g, uint64_t *h)
{
	calls_served++;
	*e = a;
	*f = b;
	*g = c;
	*h = d;
	return client == caller ? 0 : -EIO;
}

static int serve_signed(uint32_t client, int8_t a, int16_t b, int32_t c, int64_t d, int8_t *e, int16_t *f,
			int32_t *g, int64_t *h)
{
	calls_served++;
	*e = a;
	*f = b;
	*g = c;
	*h = d;
	return 0;
}

static int serve_yes_no(uint32_t client, bool question, bool *reply)
{
	calls_served++;
	*reply = !question;
	return 0;
}

static int serve_nothing(uint32_t client)
{
	calls_served++;
	return -EAGAIN;
}

const struct numbers_server numbers_server = {
	.unsigned_ones = serve_unsigned,
	.signed_ones = serve_signed,
	.yes_no = serve_yes_no,
	.nothing = serve_nothing,
};

static int serve_join(uint32_t client, const char *left, uint8_t times, const char *right,
		      char joined[WORDS_TEXT_BYTES], uint32_t *length)
{
	calls_served++;
	CHECK(strlen(left) <= WORDS_TEXT_MAX && strlen(right) <= WORDS_TEXT_MAX);
	if (times == 255) {
		memset(joined, 'x', WORDS_TEXT_BYTES); /* a server's own mistake: no end */
		return 0;
	}
	*length = (uint32_t)snprintf(joined, WORDS_TEXT_BYTES, "%s%s", left, right);
	return 0;
}

static int serve_later(uint32_t client, char text[WORDS_TEXT_BYTES])
{
	return COMPONENT_REPLIES_LATER;
}

const struct names_server names_server = { .join = serve_join, .later = serve_later };

static struct {
	int later, result;
	uint64_t words[COMPONENT_CALL_WORDS_MAX];
	unsigned int count;
} replied;

void component_reply(int later, int result, const uint64_t *words, unsigned int count)
{
	replied.later = later;
	replied.result = result;
	replied.count = count;
	memcpy(replied.words, words, count * sizeof(*words));
}

static void start(void)
{
	on_request = on_answer = NULL;
	caller = THE_CLIENT;
	calls_served = 0;
}

/* --- the tests --------------------------------------------------------------- */

static void numbers_go_and_come_back(void)
{
	uint8_t e;
	uint16_t f;
	uint32_t g;
	uint64_t h;

	start();
	CHECK_EQ(numbers_unsigned_ones(connections_numbers(), UINT8_MAX, UINT16_MAX, UINT32_MAX, UINT64_MAX,
				       &e, &f, &g, &h),
		 0);
	CHECK(e == UINT8_MAX && f == UINT16_MAX && g == UINT32_MAX && h == UINT64_MAX);
	CHECK_EQ(sent.words_count, 4);
	CHECK_EQ(numbers_unsigned_ones(connections_numbers(), 0, 1, 2, 3, &e, &f, &g, &h), 0);
	CHECK(e == 0 && f == 1 && g == 2 && h == 3);
}

static void signs_are_kept(void)
{
	int8_t e;
	int16_t f;
	int32_t g;
	int64_t h;

	start();
	CHECK_EQ(numbers_signed_ones(connections_numbers(), INT8_MIN, INT16_MIN, INT32_MIN, INT64_MIN, &e, &f,
				     &g, &h),
		 0);
	CHECK(e == INT8_MIN && f == INT16_MIN && g == INT32_MIN && h == INT64_MIN);
	CHECK_EQ(numbers_signed_ones(connections_numbers(), INT8_MAX, -1, INT32_MAX, -2, &e, &f, &g, &h), 0);
	CHECK(e == INT8_MAX && f == -1 && g == INT32_MAX && h == -2);
}

static void errors_come_back(void)
{
	start();
	CHECK(numbers_nothing(connections_numbers()) == -EAGAIN);
	CHECK(numbers_missing(connections_numbers()) == -ENOSYS);
	CHECK(numbers_nothing(connections_lost()) == -ENOENT);
	CHECK_EQ(calls_served, 1);
}

static void texts_go_and_come_back(void)
{
	static const size_t lengths[] = { 0, 1, 7, 8, 9, 15, 16, 254, 255 };
	char text[WORDS_TEXT_BYTES], joined[WORDS_TEXT_BYTES];
	uint32_t length;

	start();
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		memset(text, 'a', lengths[i]);
		text[lengths[i]] = '\0';
		CHECK_EQ(names_join(connections_names(), text, 1, "", joined, &length), 0);
		CHECK_STR(joined, text);
		CHECK_EQ(length, lengths[i]);
		CHECK_EQ(sent.words_count, 1 + (lengths[i] + 7) / 8 + 1);
	}
	CHECK_EQ(names_join(connections_names(), "über", 1, "morgen", joined, &length), 0);
	CHECK_STR(joined, "übermorgen");
}

static void texts_that_are_too_long_do_not_leave(void)
{
	char text[WORDS_TEXT_BYTES + 1], joined[WORDS_TEXT_BYTES];
	uint32_t length;

	start();
	memset(text, 'a', WORDS_TEXT_BYTES);
	text[WORDS_TEXT_BYTES] = '\0';
	CHECK(names_join(connections_names(), text, 1, "", joined, &length) == -E2BIG);
	CHECK_EQ(calls_served, 0);
	CHECK(names_join(connections_names(), "", 255, "", joined, &length) == -E2BIG); /* the server's */
}

static uint64_t damage_value;
static unsigned int damage_at;

static void damage_word(struct component_call *call)
{
	call->words[damage_at] = damage_value;
}

static void damage_count(struct component_call *call)
{
	call->words_count = (uint32_t)damage_value;
}

static void damage_operation(struct component_call *call)
{
	call->operation = damage_value;
}

static int call_unsigned(void)
{
	uint8_t e;
	uint16_t f;
	uint32_t g;
	uint64_t h;

	return numbers_unsigned_ones(connections_numbers(), 1, 2, 3, 4, &e, &f, &g, &h);
}

static int call_join(void)
{
	char joined[WORDS_TEXT_BYTES];
	uint32_t length;

	return names_join(connections_names(), "ab", 1, "cd", joined, &length);
}

static void requests_out_of_range_reach_no_server(void)
{
	start();
	on_request = damage_word;
	for (damage_at = 0; damage_at < 3; damage_at++) {
		damage_value = UINT64_C(1) << (8 << damage_at);
		CHECK(call_unsigned() == -EINVAL);
	}
	damage_at = 0;
	damage_value = 256; /* length of a text */
	CHECK(call_join() == -EINVAL);
	damage_value = UINT64_MAX;
	CHECK(call_join() == -EINVAL);
	damage_value = 200; /* more than there is */
	CHECK(call_join() == -EINVAL);
	damage_value = 3; /* a NUL within it */
	CHECK(call_join() == -EINVAL);
	CHECK_EQ(calls_served, 0);
}

static void requests_of_another_length_reach_no_server(void)
{
	start();
	on_request = damage_count;
	for (damage_value = 0; damage_value <= COMPONENT_CALL_WORDS_MAX; damage_value++) {
		CHECK(damage_value == 4 || call_unsigned() == -EINVAL);
		CHECK(damage_value == 5 || call_join() == -EINVAL);
	}
	CHECK_EQ(calls_served, 0);
}

static void only_operations_that_exist_are_served(void)
{
	start();
	on_request = damage_operation;
	for (damage_value = NUMBERS_UNSIGNED_ONES - 1; damage_value <= NUMBERS_UNSIGNED_ONES + 5;
	     damage_value += 6)
		CHECK(call_unsigned() == -ENOSYS);
	damage_value = 0;
	CHECK(call_unsigned() == -ENOSYS);
	damage_value = UINT64_MAX;
	CHECK(call_unsigned() == -ENOSYS);
	CHECK_EQ(calls_served, 0);
}

/** Whoever is connected to one interface of a component holds the endpoint of all. */
static void strangers_are_turned_away(void)
{
	start();
	caller = STRANGER;
	CHECK_EQ(call_unsigned(), 0);
	CHECK(call_join() == -EPERM);
}

static void answers_of_another_form_are_noticed(void)
{
	start();
	on_answer = damage_word;
	damage_at = 0;
	damage_value = 256;
	CHECK(call_unsigned() == -EPROTO);
	CHECK(call_join() == -EPROTO);
	on_answer = damage_count;
	for (damage_value = 0; damage_value <= COMPONENT_CALL_WORDS_MAX; damage_value++) {
		CHECK(damage_value == 4 || call_unsigned() == -EPROTO);
		CHECK(damage_value == 3 || call_join() == -EPROTO);
	}
}

static void booleans_are_zero_or_one(void)
{
	bool reply;

	start();
	CHECK_EQ(numbers_yes_no(connections_numbers(), false, &reply), 0);
	CHECK(reply);
	on_request = damage_word;
	damage_at = 0;
	damage_value = 2;
	CHECK(numbers_yes_no(connections_numbers(), false, &reply) == -EINVAL);
}

static void answers_can_come_later(void)
{
	char text[WORDS_TEXT_BYTES];
	struct component_call call = { .client = THE_CLIENT, .operation = NAMES_LATER };
	struct words_in answer = { .words = replied.words };

	start();
	CHECK_EQ(connections_call(&call), COMPONENT_REPLIES_LATER);
	names_later_answer(3, "at last");
	CHECK_EQ(replied.later, 3);
	CHECK_EQ(replied.result, 0);
	answer.count = replied.count;
	words_take_text(&answer, text);
	CHECK(words_are_right(&answer));
	CHECK_STR(text, "at last");
}

/** An interface without operations has no server, but both sides know its rings' entries. */
static void rings_need_no_operations(void)
{
	CHECK_EQ(RAW_LINES_ENTRY_BYTES, 16);
	CHECK_EQ(connections_raw_lines()->error, 0);
	CHECK_EQ(connections_raw_lines()->connection.grant, 16);
	CHECK_EQ(NUMBERS_ENTRY_BYTES, 0);
}

static void labels_of_two_interfaces_differ(void)
{
	CHECK(NUMBERS_UNSIGNED_ONES >> 8 != NAMES_JOIN >> 8);
	CHECK_EQ(NUMBERS_SIGNED_ONES, NUMBERS_UNSIGNED_ONES + 1);
	CHECK(NAMES_LATER <= UINT32_MAX);
}

static uint64_t random_state = 1;

static uint64_t random_next(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

/** Mostly small numbers, as lengths and flags are. */
static uint64_t random_word(void)
{
	uint64_t word = random_next();

	return word % 4 == 0 ? word : word >> 8 & (word % 4 == 1 ? 3 : 0x1ff);
}

/** Any message at all: the sanitizers look on, and servers get nothing but what they declared. */
static void random_requests_do_no_harm(void)
{
	start();
	for (unsigned int i = 0; i < 200000; i++) {
		uint64_t base = i % 2 ? NUMBERS_UNSIGNED_ONES : NAMES_JOIN;
		struct component_call call = { .client = THE_CLIENT, .operation = base + random_next() % 6 };
		int result;

		call.words_count = (uint32_t)(random_next() % 8);
		for (unsigned int j = 0; j < COMPONENT_CALL_WORDS_MAX; j++)
			call.words[j] = random_word();
		result = connections_call(&call);
		CHECK(result == 0 || result == -EINVAL || result == -ENOSYS || result == -EAGAIN ||
		      result == -E2BIG || result == COMPONENT_REPLIES_LATER);
		CHECK(result != 0 || call.words_count <= COMPONENT_CALL_WORDS_MAX);
	}
	CHECK(calls_served > 1000);
}

TAP_MAIN(TAP(numbers_go_and_come_back), TAP(signs_are_kept), TAP(errors_come_back),
	 TAP(texts_go_and_come_back), TAP(texts_that_are_too_long_do_not_leave),
	 TAP(requests_out_of_range_reach_no_server), TAP(requests_of_another_length_reach_no_server),
	 TAP(only_operations_that_exist_are_served), TAP(strangers_are_turned_away),
	 TAP(answers_of_another_form_are_noticed), TAP(booleans_are_zero_or_one), TAP(answers_can_come_later),
	 TAP(random_requests_do_no_harm), TAP(rings_need_no_operations), TAP(labels_of_two_interfaces_differ))
