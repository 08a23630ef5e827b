/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The kernel's tick: the local APIC's timer, measured against channel 2 of the PIT (8254), which counts at a known rate. */
#include "apic.h"
#include "arch/arch.h"
#include "boot_arch.h"
#include "cpu.h"

enum {
	PIT_HZ = 1193182,
	PIT_CHANNEL2 = 0x42,
	PIT_COMMAND = 0x43,
	PIT_CHANNEL2_ONE_SHOT = 0xb0, /* channel 2, low then high byte, mode 0 */

	SPEAKER = 0x61, /* gates channel 2 and shows its output */
	SPEAKER_GATE = 1 << 0,
	SPEAKER_SOUND = 1 << 1,
	SPEAKER_OUTPUT = 1 << 5,

	MEASURE_US = 2500,
	MEASUREMENTS = 4,
	MEASURE_PATIENCE = 10000000, /* reads of the output, some 10 s */
};

/** How far the clocks came in MEASURE_US. */
struct measurement {
	u64 tsc;
	u32 ticks; /* of the APIC's timer */
};

/** Let channel 2 run for MEASURE_US. */
static void pit_wait(void)
{
	unsigned count = (u64)PIT_HZ * MEASURE_US / 1000000;

	port_out8(SPEAKER, (u8)((port_in8(SPEAKER) & ~SPEAKER_SOUND) | SPEAKER_GATE));
	port_out8(PIT_COMMAND, PIT_CHANNEL2_ONE_SHOT);
	port_out8(PIT_CHANNEL2, (u8)count);
	port_out8(PIT_CHANNEL2, (u8)(count >> 8));
	for (int i = 0; i < MEASURE_PATIENCE; i++)
		if (port_in8(SPEAKER) & SPEAKER_OUTPUT)
			return;
	boot_fail("the timer that clocks are measured with (PIT channel 2) does not count");
}

static struct measurement measure_once(void)
{
	struct measurement begin = { tsc_read(), lapic_read(LAPIC_TIMER_CURRENT) };

	pit_wait();
	return (struct measurement){
		.tsc = tsc_read() - begin.tsc,
		.ticks = begin.ticks - lapic_read(LAPIC_TIMER_CURRENT),
	};
}

/** The shortest of a few: whatever holds this processor up, a busy host above all, only lengthens one. */
static struct measurement measure(void)
{
	struct measurement best = measure_once();

	for (int i = 1; i < MEASUREMENTS; i++) {
		struct measurement next = measure_once();

		if (next.tsc < best.tsc)
			best = next;
	}
	return best;
}

u32 timer_start(void)
{
	struct measurement measured;

	lapic_write(LAPIC_TIMER_DIVIDE, LAPIC_DIVIDE_BY_1);
	lapic_write(LAPIC_TIMER_INITIAL, ~0u);
	measured = measure();
	lapic_write(LAPIC_LVT_TIMER, VECTOR_TIMER | LAPIC_PERIODIC);
	lapic_write(LAPIC_TIMER_INITIAL, (u32)((u64)measured.ticks * KERNEL_TICK_MS * 1000 / MEASURE_US));
	return (u32)(measured.tsc / MEASURE_US);
}
