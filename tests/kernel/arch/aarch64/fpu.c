/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Floating-point state (sheet section A9). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/thread.h"
#include "suite/vspace.h"

enum { HIGHER = TEST_PRIORITY + 10, ROUNDS = 50 };

/** Two words for q registers. */
struct simd_value {
	seL4_Word low, high;
};

static void simd_load(seL4_Word value)
{
	const struct simd_value wide = { value, ~value };

	__asm__ volatile("ldr q0, %0\n\tldr q8, %0\n\tldr q31, %0" : : "m"(wide) : "v0", "v8", "v31");
}

static int simd_holds(seL4_Word value)
{
	struct simd_value a, b, c;

	__asm__ volatile("str q0, %0\n\tstr q8, %1\n\tstr q31, %2" : "=m"(a), "=m"(b), "=m"(c));
	return a.low == value && b.low == value && c.low == value && a.high == ~value && b.high == ~value &&
	       c.high == ~value;
}

/** A thread that keeps a value in its registers and looks after each switch. */
struct keeper {
	seL4_Word value;
	volatile unsigned rounds, lost;
	seL4_CPtr notification, tcb;
};

static void keep_by_yield(void *arg)
{
	struct keeper *keeper = arg;

	for (;;) {
		simd_load(keeper->value);
		seL4_Yield();
		keeper->lost += !simd_holds(keeper->value);
		keeper->rounds++;
	}
}

static void test_survives_yield(void)
{
	struct keeper keepers[3];

	for (unsigned i = 0; i < 3; i++) {
		keepers[i] = (struct keeper){ .value = 0x1111 * (i + 1) };
		thread_start(TEST_PRIORITY, keep_by_yield, &keepers[i]);
	}
	for (unsigned i = 0; i < ROUNDS; i++) {
		simd_load(0xabc);
		seL4_Yield();
		CHECK(simd_holds(0xabc));
	}
	for (unsigned i = 0; i < 3; i++) {
		CHECK(keepers[i].rounds > 1);
		CHECK_EQ(keepers[i].lost, 0);
	}
}

static void keep_by_spinning(void *arg)
{
	struct keeper *keeper = arg;

	for (;;) {
		simd_load(keeper->value);
		for (volatile int i = 0; i < 10000; i++)
			;
		keeper->lost += !simd_holds(keeper->value);
		keeper->rounds++;
	}
}

static void test_survives_preemption(void)
{
	struct keeper keepers[2];

	for (unsigned i = 0; i < 2; i++) {
		keepers[i] = (struct keeper){ .value = 0x1111 * (i + 1) };
		thread_start(TEST_PRIORITY, keep_by_spinning, &keepers[i]);
	}
	spin_ms(60);
	for (unsigned i = 0; i < 2; i++) {
		CHECK(keepers[i].rounds > 1);
		CHECK_EQ(keepers[i].lost, 0);
	}
}

static void clobber_and_reply(void *arg)
{
	seL4_CPtr endpoint = (seL4_CPtr)arg;
	seL4_MessageInfo_t info = seL4_Recv(endpoint, (void *)0);

	for (;;) {
		simd_load(0x666);
		info = seL4_ReplyRecv(endpoint, info, (void *)0);
	}
}

static void test_survives_call(void)
{
	seL4_CPtr endpoint = make_endpoint();

	thread_start(HIGHER, clobber_and_reply, (void *)endpoint);
	for (unsigned i = 0; i < ROUNDS; i++) {
		seL4_Word info = 0, mr[4] = { 0 };

		simd_load(i);
		sel4_trap_exchange(seL4_SysCall, endpoint, &info, &mr[0], &mr[1], &mr[2], &mr[3]);
		CHECK(simd_holds(i));
	}
}

/** The state a new thread starts with. */
struct initial {
	volatile seL4_Word fpcr, fpsr;
	volatile int dirty;
};

static void look_at_initial(void *arg)
{
	struct initial *initial = arg;
	seL4_Word fpcr, fpsr;

	initial->dirty = simd_holds(0x777) != 0;
	__asm__ volatile("mrs %0, fpcr\n\tmrs %1, fpsr" : "=r"(fpcr), "=r"(fpsr));
	initial->fpcr = fpcr;
	initial->fpsr = fpsr;
}

static void test_initial_state(void)
{
	struct initial initial = { 1, 1, 1 };

	simd_load(0x777);
	thread_start(HIGHER, look_at_initial, &initial);
	CHECK_EQ(initial.dirty, 0);
	CHECK_EQ(initial.fpcr, 0);
	CHECK_EQ(initial.fpsr, 0);
}

static void set_fpcr(void *arg)
{
	__asm__ volatile("msr fpcr, %0" : : "r"(3ul << 22)); /* another rounding mode */
	seL4_Wait((seL4_CPtr)arg, (void *)0);
}

static void test_control_is_per_thread(void)
{
	seL4_Word fpcr;

	thread_start(HIGHER, set_fpcr, (void *)make_notification());
	__asm__ volatile("mrs %0, fpcr" : "=r"(fpcr));
	CHECK_EQ(fpcr, 0);
}

static void use_simd(void *arg)
{
	struct keeper *keeper = arg;

	simd_load(keeper->value);
	keeper->lost = !simd_holds(keeper->value);
	keeper->rounds++;
}

static void test_disabled(void)
{
	struct keeper keeper = { .value = 5 };
	seL4_CPtr handler = make_endpoint();
	struct thread *thread = thread_new(HIGHER, use_simd, &keeper);
	seL4_MessageInfo_t info;

	thread_set_fault_handler(thread, handler);
	CHECK_EQ(seL4_TCB_SetFlags(thread->tcb, 0, seL4_TCBFlag_fpuDisabled).flags, 1);
	thread_resume(thread);
	info = seL4_NBRecv(handler, (void *)0);
	CHECK_EQ(seL4_MessageInfo_get_label(info), seL4_Fault_UserException);
	CHECK_EQ(seL4_GetMR(seL4_UserException_Number) >> 26, 7); /* exception class: FP trap */
	CHECK_EQ(keeper.rounds, 0);
	/* enabled, it does the instruction again */
	CHECK_EQ(seL4_TCB_SetFlags(thread->tcb, seL4_TCBFlag_fpuDisabled, 0).flags, 0);
	seL4_Reply(seL4_MessageInfo_new(0, 0, 0, 0));
	CHECK_EQ(keeper.rounds, 1);
	CHECK_EQ(keeper.lost, 0);
}

static void wait_and_use_simd(void *arg)
{
	const struct keeper *keeper = arg;
	seL4_Word info = 0, mr[4] = { 0 };

	sel4_trap_exchange(seL4_SysRecv, keeper->notification, &info, &mr[0], &mr[1], &mr[2], &mr[3]);
	use_simd(arg);
}

/* Disabling it for one thread leaves this one's state alone. */
static void test_disabled_elsewhere(void)
{
	struct keeper keeper = { .value = 5, .notification = make_notification() };
	struct thread *thread = thread_new(HIGHER, wait_and_use_simd, &keeper);

	thread_set_fault_handler(thread, make_endpoint());
	seL4_TCB_SetFlags(thread->tcb, 0, seL4_TCBFlag_fpuDisabled);
	thread_resume(thread);
	simd_load(0x31);
	seL4_Signal(keeper.notification);
	CHECK(simd_holds(0x31));
	CHECK_EQ(keeper.rounds, 0);
}

/* A thread that switches its own FPU off has none from then on. */
static void disable_own_and_use(void *arg)
{
	struct keeper *keeper = arg;

	seL4_TCB_SetFlags(keeper->tcb, 0, seL4_TCBFlag_fpuDisabled);
	use_simd(arg);
}

static void test_disabled_by_itself(void)
{
	struct keeper keeper = { .value = 5 };
	seL4_CPtr handler = make_endpoint();
	struct thread *thread = thread_new(HIGHER, disable_own_and_use, &keeper);

	keeper.tcb = thread->tcb;
	thread_set_fault_handler(thread, handler);
	thread_resume(thread);
	CHECK_EQ(seL4_MessageInfo_get_label(seL4_NBRecv(handler, (void *)0)), seL4_Fault_UserException);
	CHECK_EQ(keeper.rounds, 0);
}

static void wait_and_signal(void *arg)
{
	const seL4_CPtr *notifications = arg;

	seL4_Wait(notifications[0], (void *)0);
	seL4_Signal(notifications[1]);
}

/* From this thread to one without FPU, from there to one that uses it: this one's state is kept. */
static void test_kept_past_disabled(void)
{
	seL4_CPtr notifications[2] = { make_notification(), make_notification() };
	struct keeper keeper = { .value = 5, .notification = notifications[1] };
	struct thread *between = thread_new(HIGHER, wait_and_signal, notifications);

	seL4_TCB_SetFlags(between->tcb, 0, seL4_TCBFlag_fpuDisabled);
	thread_resume(between);
	thread_start(HIGHER + 1, wait_and_use_simd, &keeper);
	simd_load(0x31);
	seL4_Signal(notifications[0]);
	CHECK(simd_holds(0x31));
	CHECK_EQ(keeper.rounds, 1);
}

static void clear_control(void *arg)
{
	seL4_Wait((seL4_CPtr)arg, (void *)0);
	simd_load(0x55);
	__asm__ volatile("msr fpcr, xzr\n\tmsr fpsr, xzr");
}

static void test_control_survives(void)
{
	const seL4_Word rounding = 3ul << 22, invalid = 1;
	seL4_CPtr notification = make_notification();
	seL4_Word fpcr, fpsr;

	thread_start(HIGHER, clear_control, (void *)notification);
	__asm__ volatile("msr fpcr, %0\n\tmsr fpsr, %1" : : "r"(rounding), "r"(invalid));
	seL4_Signal(notification);
	__asm__ volatile("mrs %0, fpcr\n\tmrs %1, fpsr" : "=r"(fpcr), "=r"(fpsr));
	__asm__ volatile("msr fpcr, xzr");
	CHECK_EQ(fpcr, rounding);
	CHECK_EQ(fpsr, invalid);
}

static void fill_registers(void)
{
	simd_load(0x99);
	for (;;)
		;
}

/** A thread whose TCB is all that @untyped holds, not started yet. */
static seL4_CPtr make_thread_in(seL4_CPtr untyped)
{
	static _Alignas(16) char stack[4096];
	seL4_UserContext regs = { .pc = (seL4_Word)fill_registers,
				  .sp = (seL4_Word)(stack + sizeof stack),
				  .spsr = ARCH_FLAGS_DEFAULT };
	seL4_CPtr tcb = slot_new();

	REQUIRE(seL4_Untyped_Retype(untyped, seL4_TCBObject, 0, seL4_CapInitThreadCNode, 0, 0, tcb, 1) ==
		seL4_NoError);
	REQUIRE(seL4_TCB_SetSpace(tcb, 0, seL4_CapInitThreadCNode, 0, seL4_CapInitThreadVSpace, 0) ==
		seL4_NoError);
	REQUIRE(seL4_TCB_SetPriority(tcb, seL4_CapInitThreadTCB, TEST_PRIORITY) == seL4_NoError);
	REQUIRE(seL4_TCB_WriteRegisters(tcb, 0, 0, SEL4_USER_CONTEXT_WORDS, &regs) == seL4_NoError);
	return tcb;
}

/* Without FPU let @tcb run, delete it, and make a frame of its memory. @return 1 when all went well */
__attribute__((target("general-regs-only"))) static int replace_thread(seL4_CPtr tcb, seL4_CPtr untyped,
								       seL4_CPtr frame)
{
	int good;

	seL4_TCB_SetFlags(thread_self()->tcb, 0, seL4_TCBFlag_fpuDisabled);
	seL4_TCB_Resume(tcb);
	seL4_Yield();
	good = slot_delete(tcb) == seL4_NoError &&
	       seL4_Untyped_Retype(untyped, ARCH_SMALL_PAGE, 0, seL4_CapInitThreadCNode, 0, 0, frame, 1) ==
		       seL4_NoError;
	seL4_TCB_SetFlags(thread_self()->tcb, seL4_TCBFlag_fpuDisabled, 0);
	return good;
}

/* What a deleted thread leaves in the registers is not written to where its TCB was. */
static void test_deleted_with_state(void)
{
	seL4_CPtr untyped = make_untyped(seL4_PageBits), frame = slot_new();
	const volatile seL4_Word *word = (const volatile seL4_Word *)TEST_VADDR;

	map_path(seL4_CapInitThreadVSpace, TEST_VADDR);
	REQUIRE(replace_thread(make_thread_in(untyped), untyped, frame));
	simd_load(0x31);
	map_frame(frame, seL4_CapInitThreadVSpace, TEST_VADDR, seL4_CanRead);
	for (unsigned i = 0; i < PAGE_BYTES / sizeof *word; i++)
		CHECK_EQ(word[i], 0);
}

static const struct test tests[] = {
	{ "SIMD registers survive Yield", test_survives_yield },
	{ "SIMD registers survive preemption", test_survives_preemption },
	{ "SIMD registers survive Call", test_survives_call },
	{ "a new thread's state", test_initial_state },
	{ "control registers are per thread", test_control_is_per_thread },
	{ "a thread without FPU gets an exception", test_disabled },
	{ "and harms no other", test_disabled_elsewhere },
	{ "a thread disables its own FPU", test_disabled_by_itself },
	{ "state is kept past a thread without FPU", test_kept_past_disabled },
	{ "control registers survive", test_control_survives },
	{ "a deleted thread's state goes nowhere", test_deleted_with_state },
};

const struct test_group fpu_tests = TEST_GROUP("fpu", tests);
