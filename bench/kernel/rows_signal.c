/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Notifications.
 *
 *   signal_high  from the stamp before Signal to the higher-priority waiter's after its Wait
 *   signal_low   from before Signal to after it, a lower-priority thread being woken
 *   signal_wake  as signal_high, in a game of producer and consumer: the woken thread
 *                signals a second notification, which the producer then takes
 */
#include "bench.h"

static struct {
	seL4_CPtr produce, consume;
	stamp begin, end, unused;
	struct samples samples;
} signals;

static void signal_produce(stamp *end)
{
	struct message message = { .cap = signals.produce };

	trap_stamped(seL4_SysSend, &message, &signals.begin, end);
}

static void wait_produce(stamp *end)
{
	struct message message = { .cap = signals.produce };

	trap_stamped(seL4_SysRecv, &message, &signals.unused, end);
}

static void low_signals(void)
{
	do
		signal_produce(&signals.unused);
	while (sample_add(&signals.samples, signals.end - signals.begin));
	threads_finish();
}

static void high_waits(void)
{
	for (;;)
		wait_produce(&signals.end);
}

static void high_signals(void)
{
	do {
		signal_produce(&signals.end);
		seL4_Wait(signals.consume, (void *)0);
	} while (sample_add(&signals.samples, signals.end - signals.begin));
	threads_finish();
}

static void low_waits(void)
{
	for (;;)
		wait_produce(&signals.unused);
}

/** Runs when the waiter waits again, and lets the signaller go on. */
static void lowest_resumes(void)
{
	for (;;)
		seL4_Signal(signals.consume);
}

static void producer(void)
{
	do {
		signal_produce(&signals.unused);
		seL4_Wait(signals.consume, (void *)0);
	} while (sample_add(&signals.samples, signals.end - signals.begin));
	threads_finish();
}

static void consumer(void)
{
	for (;;) {
		wait_produce(&signals.end);
		seL4_Signal(signals.consume);
	}
}

void rows_signal(void)
{
	seL4_CPtr vspace = bench.root_vspace;

	signals.produce = object_make(seL4_NotificationObject, 0);
	signals.consume = object_make(seL4_NotificationObject, 0);

	thread_start(0, (struct thread){ high_waits, vspace, 0, PRIORITY_HIGH });
	thread_start(1, (struct thread){ low_signals, vspace, 0, PRIORITY });
	threads_run();
	report_samples("signal_high", &signals.samples, bench.overhead);

	thread_start(0, (struct thread){ low_waits, vspace, 0, PRIORITY });
	thread_start(1, (struct thread){ high_signals, vspace, 0, PRIORITY_HIGH });
	thread_start(2, (struct thread){ lowest_resumes, vspace, 0, PRIORITY_LOW });
	threads_run();
	report_samples("signal_low", &signals.samples, bench.overhead);

	thread_start(0, (struct thread){ consumer, vspace, 0, PRIORITY_HIGH });
	thread_start(1, (struct thread){ producer, vspace, 0, PRIORITY });
	threads_run();
	report_samples("signal_wake", &signals.samples, bench.overhead);
}
