/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Everything that must stop a component and nothing else. */
#include <stdint.h>

#include "bare.h"
#include "instructions.h"
#include "probe.h"

static void read_null(void)
{
	*bare_at(16);
}

static void write_code(void)
{
	*(volatile instruction *)(uintptr_t)&write_code = RETURN_INSTRUCTION;
}

static void write_constant(void)
{
	static const int constant = 1;

	*(volatile int *)(uintptr_t)&constant = 2;
}

static void write_startup(void)
{
	((volatile struct kaal_startup *)(uintptr_t)bare)->id = 7;
}

static void run(volatile instruction *code)
{
	*code = RETURN_INSTRUCTION;
	((void (*)(void))(uintptr_t)code)();
	bare_say("could execute data");
}

static void run_data(void)
{
	static instruction code[16];

	run(code);
}

static void run_stack(void)
{
	instruction code[16];

	run(code);
}

static void run_heap(void)
{
	run((instruction *)bare->heap_base);
}

__attribute__((noinline)) static int descend(volatile char *above, unsigned left)
{
	volatile char frame[512];

	frame[0] = *above;
	return left ? descend(frame, left - 1) + frame[0] : 0;
}

static void overflow_stack(void)
{
	volatile char bottom = 0;

	descend(&bottom, 1000);
}

static void leave_heap(void)
{
	volatile char *heap = (volatile char *)bare->heap_base;

	for (uint64_t i = 0; i < bare->heap_bytes; i += 4096)
		heap[i] = (char)(heap[i] + 1);
	heap[bare->heap_bytes] = 1;
}

static void fill_heap(void)
{
	volatile char *heap = (volatile char *)bare->heap_base;

	for (uint64_t i = 0; i < bare->heap_bytes; i += 4096) {
		if (heap[i])
			bare_say("heap is not zero at 0x%lx", i);
		heap[i] = 1;
	}
	bare_exit(0);
}

static void kernel_call(void)
{
	sel4_trap_plain(0x7777);
}

static void wrong_capability(void)
{
	sel4_trap_notify(seL4_SysSend, 0x1234567, 0);
}

static void wrong_receive(void)
{
	struct bare_message message;

	bare_receive(&message); /* it provides nothing */
}

static void exits(void)
{
	bare_exit(3);
}

const struct deed crimes[] = {
	{ "read-null", read_null },
	{ "write-code", write_code },
	{ "write-constant", write_constant },
	{ "write-startup", write_startup },
	{ "run-data", run_data },
	{ "run-stack", run_stack },
	{ "run-heap", run_heap },
	{ "overflow-stack", overflow_stack },
	{ "leave-heap", leave_heap },
	{ "fill-heap", fill_heap },
	{ "kernel-call", kernel_call },
	{ "wrong-capability", wrong_capability },
	{ "wrong-receive", wrong_receive },
	{ "exits", exits },
	{ 0 },
};
