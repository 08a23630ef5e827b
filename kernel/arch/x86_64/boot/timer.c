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
	PIT_CHANNEL2_COUNT_DOWN = 0xb0, /* channel 2, low then high byte, mode 0 */
	PIT_CHANNEL2_LATCH = 0x80,

	SPEAKER = 0x61, /* gates channel 2 and shows its output, set once the count is through */
	SPEAKER_GATE = 1 << 0,
	SPEAKER_SOUND = 1 << 1,
	SPEAKER_OUTPUT = 1 << 5,

	MEASURE_MS = 10,
	MEASURE_PIT = PIT_HZ / 1000 * MEASURE_MS,
	MEASURE_ATTEMPTS = 10,
	SAMPLE_ATTEMPTS = 8,
	SAMPLE_PATIENCE = 1000000, /* samples until MEASURE_PIT must have passed */
};

/** The three clocks at one moment. PIT and local APIC count down. */
struct clocks {
	u64 tsc;
	u32 lapic;
	u16 pit;
};

static u16 pit_read(void)
{
	u8 low;

	port_out8(PIT_COMMAND, PIT_CHANNEL2_LATCH);
	low = port_in8(PIT_CHANNEL2);
	return (u16)(port_in8(PIT_CHANNEL2) << 8 | low);
}

static void pit_start(void)
{
	port_out8(SPEAKER, (u8)((port_in8(SPEAKER) & ~SPEAKER_SOUND) | SPEAKER_GATE));
	port_out8(PIT_COMMAND, PIT_CHANNEL2_COUNT_DOWN);
	port_out8(PIT_CHANNEL2, 0xff);
	port_out8(PIT_CHANNEL2, 0xff);
}

/** Read all clocks a few times and take the quickest reading: a hypervisor may run something else in between. */
static struct clocks clocks_sample(void)
{
	struct clocks best = { 0, 0, 0 };
	u64 best_tsc = ~0ull;

	for (int i = 0; i < SAMPLE_ATTEMPTS; i++) {
		u64 tsc = tsc_read();
		struct clocks clocks = { tsc, lapic_read(LAPIC_TIMER_CURRENT), pit_read() };

		tsc = tsc_read() - tsc;
		if (tsc < best_tsc) {
			best_tsc = tsc;
			best = clocks;
		}
	}
	return best;
}

/** How far the clocks go in MEASURE_MS or a little more. @return false if that took too long to be measured */
static bool clocks_measure(struct clocks *passed)
{
	struct clocks start, end;

	pit_start();
	start = clocks_sample();
	for (int i = 0; i < SAMPLE_PATIENCE; i++) {
		end = clocks_sample();
		if (port_in8(SPEAKER) & SPEAKER_OUTPUT)
			return false;
		if ((u16)(start.pit - end.pit) >= MEASURE_PIT)
			break;
	}
	*passed = (struct clocks){ end.tsc - start.tsc, start.lapic - end.lapic, (u16)(start.pit - end.pit) };
	return passed->pit >= MEASURE_PIT;
}

u32 timer_start(void)
{
	struct clocks passed;
	int attempt = 0;

	lapic_write(LAPIC_TIMER_DIVIDE, LAPIC_DIVIDE_BY_1);
	lapic_write(LAPIC_TIMER_INITIAL, ~0u);
	while (!clocks_measure(&passed))
		if (++attempt == MEASURE_ATTEMPTS)
			boot_fail("the timer that clocks are measured with (PIT channel 2) does not count");

	lapic_write(LAPIC_LVT_TIMER, VECTOR_TIMER | LAPIC_PERIODIC);
	lapic_write(LAPIC_TIMER_INITIAL,
		    (u32)((u64)passed.lapic * PIT_HZ * KERNEL_TICK_MS / passed.pit / 1000));
	return (u32)(passed.tsc * PIT_HZ / passed.pit / 1000000);
}
