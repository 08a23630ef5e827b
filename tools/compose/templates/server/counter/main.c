/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The service: it is called, and has no loop of its own. */
#include <connections.h>
#include <stdio.h>

static uint64_t total;

static int start(void)
{
	if (component_startup()->restarts)
		printf("counter: started again\n");
	return 0;
}

/* @return 0, or a negative errno that the client gets */
static int add(uint32_t client, uint32_t amount, uint64_t *sum)
{
	if (amount == 13)
		__builtin_trap(); /* a mistake that nobody has found yet */
	total += amount;
	*sum = total;
	return 0;
}

const struct counter_server counter_server = { .add = add };
const struct component_events component_events = { .start = start, .call = connections_call };
