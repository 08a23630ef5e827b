/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the supervisor sees of components with libc and threads. */
#include <errno.h>
#include <string.h>

#include <component/clock.h>
#include <component/component.h>
#include <component/root.h>

#include "abi/kaal/timer.h"

#include "tap.h"

KAAL_COMPONENT(life) = {
	KAAL_IDENTITY("life"),
	.priority = 100,
	.stack_bytes = 65536,
	.heap_bytes = 262144,
	KAAL_NEEDS(KAAL_USES(KAAL_TIMER, 0), KAAL_MANAGE),
};

static struct kaal_root_info info_of(const char *name)
{
	struct kaal_root_info info;

	for (unsigned int i = 0; root_info(i, &info) == 0; i++)
		if (strcmp(info.name, name) == 0)
			return info;
	CHECK(!"there is a component of that name");
	return info;
}

static void await_state(const char *name, uint64_t state)
{
	for (int ms = 0; ms < 20000 && info_of(name).state != state; ms++)
		clock_sleep_until(clock_now_ns() + 1000000);
	CHECK_EQ(info_of(name).state, state);
}

static void one_that_computes_for_ever_is_given_up(void)
{
	await_state("looper", KAAL_STATE_GIVEN_UP);
	CHECK_EQ(info_of("looper").restarts, 2);
}

static void one_that_waits_shows_life(void)
{
	CHECK_EQ(info_of("steady").state, KAAL_STATE_RUNNING); /* for as long as that took */
	CHECK_EQ(info_of("steady").restarts, 0);
	CHECK_EQ(info_of("steady").threads, 3);
}

static void it_ends_in_good_order(void)
{
	CHECK_EQ(root_stop("steady"), 0);
	await_state("steady", KAAL_STATE_EXITED);
}

TAP_MAIN(TAP(one_that_computes_for_ever_is_given_up), TAP(one_that_waits_shows_life),
	 TAP(it_ends_in_good_order))
