/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The other end of a connection that is wired on request. */
#include "needs.h"

KAAL_COMPONENT(echoer) = {
	KAAL_IDENTITY("echoer"),           .priority = 110, .stack_bytes = 16384, .heap_bytes = 65536,
	KAAL_NEEDS(KAAL_PROVIDES("echo")),
};

static int answer(struct component_call *call)
{
	call->words[0]++;
	return 0;
}

const struct component_events component_events = { .call = answer };
