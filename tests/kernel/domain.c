/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Scheduling domains (sheet sections 9, 10.3). */
#include "suite/domains.h"

#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"

enum { HIGHER = TEST_PRIORITY + 10, TICKS = 10 };

static void need_domains(seL4_Word domains, seL4_Word entries)
{
	if (num_domains() < domains || schedule_length() < entries + 1)
		test_skip("too few domains or schedule entries");
}

static void configure(seL4_Word index, seL4_Uint8 domain, seL4_Uint64 ticks)
{
	REQUIRE(seL4_DomainSet_ScheduleConfigure(seL4_CapDomain, index, domain, ticks) == seL4_NoError);
}

static void spin(void *arg)
{
	volatile seL4_Word *counter = arg;

	for (;;)
		++*counter;
}

static struct thread *spin_in_domain(volatile seL4_Word *counter, seL4_Uint8 domain)
{
	struct thread *thread = thread_new(HIGHER, spin, (void *)counter);

	REQUIRE(seL4_DomainSet_Set(seL4_CapDomain, domain, thread->tcb) == seL4_NoError);
	thread_resume(thread);
	return thread;
}

/* However high its priority, a thread of another domain gets no time here. */
static void test_other_domain_waits(void)
{
	volatile seL4_Word counter = 0;

	need_domains(2, 1);
	spin_in_domain(&counter, 1);
	spin_ms(30);
	CHECK_EQ(counter, 0);
}

static void test_schedule(void)
{
	volatile seL4_Word counter = 0;

	need_domains(2, 2);
	spin_in_domain(&counter, 1);
	configure(1, 1, TICKS);
	configure(0, 0, TICKS);
	CHECK_EQ(seL4_DomainSet_ScheduleSetStart(seL4_CapDomain, 0), seL4_NoError);
	spin_ms(80);
	CHECK(counter > 0);
}

/* Each domain has its ticks of 2 ms. */
static void test_durations(void)
{
	volatile seL4_Word counter = 0;
	seL4_Word absence;

	need_domains(2, 2);
	spin_in_domain(&counter, 1);
	configure(1, 1, 2ul * TICKS);
	configure(0, 0, TICKS);
	CHECK_EQ(seL4_DomainSet_ScheduleSetStart(seL4_CapDomain, 0), seL4_NoError);
	absence = median_absence(&counter);
	CHECK(absence > 38 * cycles_per_ms());
	CHECK(absence < 43 * cycles_per_ms());
}

/* Setting the start to an entry switches there at once. */
static void test_set_start_switches(void)
{
	volatile seL4_Word counter = 0;

	need_domains(2, 2);
	spin_in_domain(&counter, 1);
	configure(1, 1, TICKS);
	configure(2, 0, TICKS);
	CHECK_EQ(seL4_DomainSet_ScheduleSetStart(seL4_CapDomain, 1), seL4_NoError);
	CHECK(counter > 0);
}

/* The schedule starts again at its end marker, from the start entry. */
static void test_schedule_wraps(void)
{
	volatile seL4_Word counters[2] = { 0, 0 };
	seL4_Word before;

	need_domains(3, 3);
	spin_in_domain(&counters[0], 1);
	spin_in_domain(&counters[1], 2);
	configure(1, 1, TICKS);
	configure(2, 0, TICKS);
	configure(3, 2, TICKS);
	CHECK_EQ(seL4_DomainSet_ScheduleSetStart(seL4_CapDomain, 2), seL4_NoError);
	spin_ms(100);
	/* from 2 on: entry 1, before the start, is never reached */
	CHECK_EQ(counters[0], 0);
	before = counters[1];
	CHECK(before > 0);
	spin_ms(100);
	CHECK(counters[1] > before);
}

static void test_set_moves_back(void)
{
	volatile seL4_Word counter = 0;
	struct thread *thread;

	need_domains(2, 1);
	thread = spin_in_domain(&counter, 1);
	spin_ms(10);
	CHECK_EQ(counter, 0);
	thread_set_priority(thread, TEST_PRIORITY);
	CHECK_EQ(seL4_DomainSet_Set(seL4_CapDomain, 0, thread->tcb), seL4_NoError);
	seL4_Yield();
	seL4_Yield();
	CHECK(counter > 0);
}

/** A receiver in another domain. */
struct receiver {
	seL4_CPtr endpoint;
	volatile int received;
};

static void receive(void *arg)
{
	struct receiver *receiver = arg;

	seL4_Recv(receiver->endpoint, (void *)0);
	receiver->received = 1;
}

/* A message wakes a thread of another domain, which runs in its domain's time. */
static void test_ipc_across_domains(void)
{
	struct receiver receiver = { make_endpoint(), 0 };
	struct thread *thread;

	need_domains(2, 2);
	thread = thread_start(HIGHER, receive, &receiver);
	REQUIRE(seL4_DomainSet_Set(seL4_CapDomain, 1, thread->tcb) == seL4_NoError);
	seL4_Send(receiver.endpoint, seL4_MessageInfo_new(0, 0, 0, 0));
	CHECK_EQ(receiver.received, 0);
	configure(1, 1, TICKS);
	configure(2, 0, TICKS);
	CHECK_EQ(seL4_DomainSet_ScheduleSetStart(seL4_CapDomain, 1), seL4_NoError);
	CHECK_EQ(receiver.received, 1);
}

/** A thread of domain 1 that makes another thread. */
struct maker {
	volatile seL4_Word counter;
	struct thread *made;
};

static void make_thread(void *arg)
{
	struct maker *maker = arg;

	maker->made = thread_new(HIGHER, spin, (void *)&maker->counter);
}

/* A new thread belongs to the domain that runs. */
static void test_new_thread(void)
{
	struct maker maker = { 0, (void *)0 };
	struct thread *thread;

	need_domains(2, 2);
	thread = thread_new(HIGHER, make_thread, &maker);
	REQUIRE(seL4_DomainSet_Set(seL4_CapDomain, 1, thread->tcb) == seL4_NoError);
	thread_resume(thread);
	configure(1, 1, TICKS);
	configure(2, 0, 100ul * TICKS);
	CHECK_EQ(seL4_DomainSet_ScheduleSetStart(seL4_CapDomain, 1), seL4_NoError);
	REQUIRE(maker.made);
	thread_resume(maker.made);
	CHECK_EQ(maker.counter, 0);
	thread_set_priority(maker.made, TEST_PRIORITY);
	CHECK_EQ(seL4_DomainSet_Set(seL4_CapDomain, 0, maker.made->tcb), seL4_NoError);
	seL4_Yield();
	CHECK(maker.counter > 0);
}

static void test_cap_copy(void)
{
	seL4_CPtr copy = copy_of(seL4_CapDomain, seL4_NoRights);

	CHECK_EQ(seL4_DomainSet_Set(copy, 0, make_tcb()), seL4_NoError);
}

static const struct test tests[] = {
	{ "threads of another domain wait", test_other_domain_waits },
	{ "the schedule switches domains", test_schedule },
	{ "each entry has its ticks", test_durations },
	{ "setting the start switches at once", test_set_start_switches },
	{ "the schedule wraps at its end marker", test_schedule_wraps },
	{ "a thread moves back", test_set_moves_back },
	{ "a message to another domain does not switch", test_ipc_across_domains },
	{ "a new thread belongs to the running domain", test_new_thread },
	{ "a copy of the domain capability", test_cap_copy },
};

const struct test_group domain_tests = TEST_GROUP("domains", tests);
