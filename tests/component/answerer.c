/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Answers calls in every way that there is. */
#include <errno.h>

#include <component/clock.h>
#include <component/component.h>
#include <component/panic.h>
#include <component/root.h>

#include "abi/kaal/timer.h"

#include "answers.h"

KAAL_COMPONENT(answerer) = {
	KAAL_IDENTITY("answerer"),
	.priority = 120,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	KAAL_NEEDS(KAAL_PROVIDES(ANSWERS), KAAL_USES(KAAL_TIMER, 0)),
};

enum { LATER_MAX = 16 };

/* calls that were put off; entry points carry no context */
static struct {
	int handle;
	uint64_t number;
} later[LATER_MAX];
static unsigned int later_count;

static int put_off(struct component_call *call)
{
	int result = component_reply_later(&later[later_count].handle);

	if (result == COMPONENT_REPLIES_LATER)
		later[later_count++].number = call->words[0];
	return result;
}

static void release(struct component_call *call)
{
	for (unsigned int i = 0; i < later_count; i++)
		component_reply(later[i].handle, 0, &later[i].number, 1);
	call->words[0] = later_count;
	call->words_count = 1;
	later_count = 0;
}

__attribute__((noinline)) static void abuse_noticed(uint64_t client)
{
	component_panic("client %lu went too far", (unsigned long)client);
}

static int answer_call(struct component_call *call)
{
	switch (call->operation) {
	case ANSWERS_NEXT:
		for (unsigned int i = 0; i < call->words_count; i++)
			call->words[i]++;
		return 0;
	case ANSWERS_LATER:
		return put_off(call);
	case ANSWERS_PENDING:
		call->words[0] = later_count;
		call->words_count = 1;
		return 0;
	case ANSWERS_RELEASE:
		release(call);
		return 0;
	case ANSWERS_ERROR:
		return -(int)call->words[0];
	case ANSWERS_SLOWLY:
		return clock_sleep_until(clock_now_ns() + call->words[0] * 1000000);
	case ANSWERS_ABUSE:
		abuse_noticed(call->client);
	}
	return -ENOSYS;
}

static void stop_in_order(void)
{
	static const char words[] = "# answerer stops in good order\n";

	root_log(words, sizeof words - 1);
}

const struct component_events component_events = {
	.call = answer_call,
	.stop = stop_in_order,
};
