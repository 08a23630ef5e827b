/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Enter a server from Linux programs in every way that docs/design/linux-entry.md
 * speaks of, and measure what it takes. A root task that prints TAP and uses the
 * seL4 API alone.
 */
#include "spike.h"

extern const char program_begin[], program_null[], program_red_zone[], program_registers[],
	program_small_numbers[], program_other_ways[], program_probe[], program_signal[], program_wait[],
	program_fork[], program_clone[];

enum {
	ROUNDS = 256,
	LOOP_INSTRUCTIONS = 2,
};

static unsigned tests;

static const char *mode_name(enum mode mode)
{
	return mode == MODE_CALL ? "call" : "trap";
}

static void test_report(int ok, enum mode mode, const char *name, const struct outcome *outcome)
{
	say("%s %u - %s: %s\n", ok ? "ok" : "not ok", ++tests, mode_name(mode), name);
	say("# exit %lu, calls %u, traps %u, signals %u, page faults %u", outcome->code, outcome->calls,
	    outcome->traps, outcome->signals, process_faults());
	say(outcome->stopped_at ? ", stopped at 0x%lx\n" : "\n", outcome->stopped_at);
}

static struct outcome program_run(enum mode mode, const char *program)
{
	return server_run(
		(struct scenario){ .mode = mode, .entry = TEXT + (seL4_Word)(program - program_begin) });
}

/** A program that ends with 0 and enters by @mode alone, but for what no call can enter. */
static void program_test(enum mode mode, const char *name, const char *program, unsigned signals)
{
	struct outcome outcome = program_run(mode, program);
	int by_mode = mode == MODE_CALL ? outcome.calls > 0 : outcome.traps > 0 && outcome.calls == 0;

	test_report(outcome.code == 0 && by_mode && outcome.signals == signals, mode, name, &outcome);
}

/** Ticks are instructions under QEMU's -icount; what loads the number is included, the loop is not. */
static void null_measure(enum mode mode)
{
	struct outcome outcome = program_run(mode, program_null);
	const seL4_Word *ticks = process_memory(0, DATA, sizeof *ticks);

	test_report(outcome.code == 0 && outcome.nulls == ROUNDS + 8, mode, "a system call that does nothing",
		    &outcome);
	say("# cost %s %lu\n", mode_name(mode), *ticks / ROUNDS - LOOP_INSTRUCTIONS);
}

static int probe_run(seL4_Word vaddr, enum probe_when when)
{
	struct outcome outcome = server_run((struct scenario){
		.mode = MODE_CALL,
		.entry = TEXT + (seL4_Word)(program_probe - program_begin),
		.probe = vaddr,
		.probe_when = when,
	});
	int ok = outcome.code == 0 && outcome.signals == 1 && outcome.nulls == 1;

	if (!ok)
		say("# at 0x%lx: exit %lu, signals %u, system calls made %u\n", vaddr, outcome.code,
		    outcome.signals, outcome.nulls);
	return ok;
}

/** A signal before each instruction of the stub. */
static void stub_probes(void)
{
	unsigned wrong = 0, count = 0;
	long at;

	for (; (at = arch_probe_place(count)) >= 0; count++)
		wrong += !probe_run(STUB + (seL4_Word)at,
				    at < entry_done - entry_begin ? PROBE_WAY_IN : PROBE_WAY_OUT);
	say("%s %u - call: a signal before each of the stub's %u instructions\n", wrong ? "not ok" : "ok",
	    ++tests, count);
}

/** A signal before each instruction of the trampoline that the checked system call goes through. */
static void trampoline_probes(void)
{
	seL4_Word trampoline;
	unsigned wrong = 0, count = 0;
	long at;

	program_run(MODE_CALL, program_probe);
	trampoline = arch_trampoline_find(TEXT + (seL4_Word)(program_probe - program_begin), CALL_GETPPID);
	for (; (at = arch_trampoline_place(count)) >= 0; count++)
		wrong += !probe_run(trampoline + (seL4_Word)at, PROBE_FIRST);
	say("%s %u - call: a signal before each of the trampoline's %u instructions\n",
	    wrong ? "not ok" : "ok", ++tests, count);
}

static void mode_run(enum mode mode)
{
	null_measure(mode);
	program_test(mode, "the red zone keeps", program_red_zone, 0);
	program_test(mode, "registers keep, a stack is not needed", program_registers, 0);
	program_test(mode, "small negative numbers are no seL4 calls", program_small_numbers, 0);
	program_test(mode, "other ways to the system call", program_other_ways, 0);
	program_test(mode, "a signal amid a computation with vectors", program_signal, 1);
	program_test(mode, "a signal ends a call that waits", program_wait, 1);
	program_test(mode, "fork", program_fork, 0);
	program_test(mode, "clone", program_clone, 0);
}

void root_main(const seL4_BootInfo *info)
{
	objects_init(info, info->empty.start);
	say("TAP version 13\n");
	processes_init();
	server_init();
	mode_run(MODE_CALL);
	mode_run(MODE_TRAP);
	stub_probes();
	trampoline_probes();
	say("1..%u\n", tests);
	arch_power_off();
}
