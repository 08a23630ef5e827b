/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/driver.h"

#include "suite/domains.h"
#include "suite/env.h"
#include "suite/tap.h"
#include "suite/thread.h"
#include "suite/watchdog.h"

enum { TEST_TIMEOUT_S = 10 };

/* The driver's own objects. */
static struct {
	seL4_CPtr endpoint;
	seL4_CPtr done; /* badged BADGE_DONE */
	seL4_CPtr fault_handlers[MAX_THREADS];
	volatile unsigned ticks; /* of the watchdog; tests read it */
} driver;

/* The test that its thread is to run. */
struct job {
	void (*run)(const void *arg);
	const void *arg;
};

static seL4_CPtr keep_badged(seL4_CPtr cap, seL4_Word badge)
{
	seL4_CPtr slot = env_keep_slot();

	seL4_CNode_Mint(seL4_CapInitThreadCNode, slot, ROOT_DEPTH, seL4_CapInitThreadCNode, cap, ROOT_DEPTH,
			seL4_AllRights, badge);
	return slot;
}

void driver_init(const seL4_BootInfo *info)
{
	seL4_CPtr notification;

	env_init(info);
	tap_open();
	driver.endpoint = env_keep_object(seL4_EndpointObject, 0);
	driver.done = keep_badged(driver.endpoint, BADGE_DONE);
	for (unsigned i = 0; i < MAX_THREADS; i++)
		driver.fault_handlers[i] = keep_badged(driver.endpoint, BADGE_FAULT + i);
	notification = env_keep_object(seL4_NotificationObject, 0);
	seL4_TCB_BindNotification(seL4_CapInitThreadTCB, notification);
	watchdog_init(keep_badged(notification, BADGE_WATCHDOG));
}

seL4_CPtr driver_fault_handler(unsigned index)
{
	return driver.fault_handlers[index];
}

_Noreturn void test_end(void)
{
	for (;;)
		seL4_Send(driver.done, seL4_MessageInfo_new(0, 0, 0, 0));
}

static void run_job(void *arg)
{
	const struct job *job = arg;

	job->run(job->arg);
	test_end();
}

static const char *fault_name(seL4_Word label)
{
	static const char *const names[] = {
		[seL4_Fault_CapFault] = "a thread had a capability fault",
		[seL4_Fault_UnknownSyscall] = "a thread made an unknown system call",
		[seL4_Fault_UserException] = "a thread had an exception",
		[seL4_Fault_VMFault] = "a thread had a page fault",
	};

	if (label >= sizeof names / sizeof names[0] || !names[label])
		return "a thread sent the driver an unexpected message";
	return names[label];
}

static void record_fault(seL4_MessageInfo_t info)
{
	seL4_Word label = seL4_MessageInfo_get_label(info);
	int ip = label == seL4_Fault_UnknownSyscall ? (int)seL4_UnknownSyscall_FaultIP : 0;
	int detail = label == seL4_Fault_UserException ? (int)seL4_UserException_Number : 1;

	check_failed((struct failure){ .file = "fault",
				       .line = (int)label,
				       .what = fault_name(label),
				       .got_is = "at",
				       .got = seL4_GetMR(ip),
				       .want_is = "detail",
				       .want = seL4_GetMR(detail) });
}

/* Wait for the test's end, whatever it is. */
static void supervise(void)
{
	unsigned ticks = 0;

	for (;;) {
		seL4_Word badge;
		seL4_MessageInfo_t info = seL4_Recv(driver.endpoint, &badge);

		if (badge == BADGE_DONE)
			return;
		if (badge == BADGE_WATCHDOG) {
			watchdog_ack();
			driver.ticks++;
			if (++ticks < TEST_TIMEOUT_S * WATCHDOG_HZ)
				continue;
			check_true("watchdog", TEST_TIMEOUT_S, "the test ends within seconds", 0);
			return;
		}
		record_fault(info);
		return;
	}
}

unsigned driver_ticks(void)
{
	return driver.ticks;
}

void driver_begin(void)
{
	verdict = (struct verdict){ .num_failures = 0 };
}

void driver_try(void (*run)(const void *arg), const void *arg)
{
	struct job job = { run, arg };

	thread_start(TEST_PRIORITY, run_job, &job);
	supervise();
	domains_reset();
	threads_reset();
	env_reset();
}

void driver_report(const char *group, const char *name, const char *detail)
{
	tap_result(group, name, detail, &verdict);
}

void driver_run(const char *group, const char *name, const char *detail, void (*run)(const void *arg),
		const void *arg)
{
	driver_begin();
	driver_try(run, arg);
	driver_report(group, name, detail);
}

static void run_plain(const void *arg)
{
	const struct test *test = arg;

	test->run();
}

void driver_run_group(const struct test_group *group)
{
	for (unsigned i = 0; i < group->count; i++)
		driver_run(group->name, group->tests[i].name, (void *)0, run_plain, &group->tests[i]);
}
