/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "timekeeper.h"

#include <core/errno.h>

#include <sel4/root.h>

#include "abi/kaal/timer.h"
#include "kernel_calls.h"
#include "own_thread.h"
#include "root.h"

enum {
	STACK_BYTES = 4096,
	NS_PER_MS = 1000000,
	PATIENCE_MS = 1000, /* with which an answer of the timer is waited for */
};

static _Alignas(16) char keeper_stack[STACK_BYTES];
static _Alignas(64) char keeper_tls[SEL4_ROOT_TLS_BYTES];

/* Ask the timer for the deadline that is wanted now. Whether it could is seen when the time has come. */
static void ask_timer(const struct timekeeper *keeper)
{
	seL4_Word deadline_ns = keeper->wanted_ns;

	seL4_CallWithMRs(keeper->timer, seL4_MessageInfo_new(KAAL_TIMER_ALARM, 0, 0, 1), &deadline_ns, NULL,
			 NULL, NULL);
}

/* The thread: it only ever waits, and may do so for ever. */
static void keeper_run(struct root *root)
{
	struct timekeeper *keeper = &root->timekeeper;

	for (;;) {
		uint64_t orders = keeper->orders_given;

		if (orders == keeper->orders_done) {
			seL4_Wait(keeper->orders, NULL);
			continue;
		}
		ask_timer(keeper);
		keeper->orders_done = orders;
	}
}

static uint32_t find_connection(const struct plan *plan)
{
	for (uint32_t i = 0; i < plan->header->connections_count; i++)
		if (plan->connections[i].client == KAAL_PLAN_NONE)
			return i;
	return KAAL_PLAN_NONE;
}

/* The broker's shared interrupts arrive there too, so it is made in any case. */
static int make_arrivals(struct root *root)
{
	seL4_CPtr *arrivals = &root->timekeeper.arrivals;
	int error = pool_object(&root->pool, seL4_NotificationObject, 0, seL4_NotificationBits, arrivals);

	return error ? error : -kernel_errno(seL4_TCB_BindNotification(seL4_CapInitThreadTCB, *arrivals));
}

static int make_objects(struct root *root)
{
	struct timekeeper *keeper = &root->timekeeper;
	int error =
		pool_object(&root->pool, seL4_NotificationObject, 0, seL4_NotificationBits, &keeper->orders);

	return error ? error : slots_take(&root->slots, OWNER_ROOT, 1, &keeper->timer);
}

int timekeeper_start(struct root *root)
{
	struct timekeeper *keeper = &root->timekeeper;
	struct own_thread thread = {
		.run = keeper_run,
		.stack = keeper_stack,
		.stack_bytes = sizeof keeper_stack,
		.tls = keeper_tls,
		.ipc_vaddr = WINDOW_TIME_IPC,
		.fault_endpoint = root->watch_endpoint,
	};
	int error = make_arrivals(root);

	keeper->connection = find_connection(&root->plan);
	if (error || keeper->connection == KAAL_PLAN_NONE)
		return error;
	error = make_objects(root);
	if (!error)
		error = own_thread_start(root, &thread);
	keeper->tcb = thread.tcb;
	return error;
}

int timekeeper_connect(struct root *root, const struct component *timer)
{
	struct timekeeper *keeper = &root->timekeeper;

	kernel_delete(keeper->timer);
	return kernel_mint(place_own(keeper->timer), timer->ends.endpoint,
			   seL4_RightWrite | seL4_RightGrantReply, KAAL_CALL_BADGE);
}

static const struct component *timer_of(const struct root *root)
{
	return &root->components[root->plan.connections[root->timekeeper.connection].provider];
}

bool timekeeper_works(struct root *root)
{
	const struct timekeeper *keeper = &root->timekeeper;

	if (keeper->connection == KAAL_PLAN_NONE || !root->tsc_khz ||
	    timer_of(root)->state != KAAL_STATE_RUNNING)
		return false;
	return keeper->orders_given == keeper->orders_done ||
	       root_now_ms(root) - keeper->given_ms < PATIENCE_MS;
}

void timekeeper_ask(struct root *root, uint64_t deadline_ms)
{
	struct timekeeper *keeper = &root->timekeeper;

	if (keeper->connection == KAAL_PLAN_NONE || deadline_ms == keeper->asked_ms)
		return;
	keeper->asked_ms = deadline_ms;
	keeper->wanted_ns = deadline_ms * NS_PER_MS;
	if (keeper->orders_given == keeper->orders_done)
		keeper->given_ms = root_now_ms(root);
	keeper->orders_given++;
	seL4_Signal(keeper->orders);
}

void timekeeper_ask_again(struct root *root)
{
	root->timekeeper.asked_ms = 0;
	root->due_ms = 0;
}
