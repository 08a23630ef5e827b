/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/text.h>

#include "bench.h"

static void sort(seL4_Uint32 *values, unsigned count)
{
	for (unsigned i = 1; i < count; i++) {
		seL4_Uint32 value = values[i];
		unsigned at = i;

		for (; at > 0 && values[at - 1] > value; at--)
			values[at] = values[at - 1];
		values[at] = value;
	}
}

static void print(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void print(const char *format, ...)
{
	char line[128];
	struct text text = text_in(line, sizeof line);
	va_list args;

	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	console_puts(&bench.console, line);
}

void report_init(void)
{
	struct samples blank = { 0 };
	struct message message = { 0 };
	stamp before, after;

	do
		trap_blank(seL4_SysYield, &message, &before, &after);
	while (sample_add(&blank, after - before));
	sort(blank.ticks + WARM_UP, SAMPLES);
	bench.overhead = blank.ticks[WARM_UP + SAMPLES / 2];
	print("# overhead %u\n", bench.overhead);
}

void report_samples(const char *name, struct samples *samples, seL4_Uint32 overhead)
{
	seL4_Uint32 *ticks = samples->ticks + WARM_UP;

	if (samples->count != RUNS)
		fail(name);
	sort(ticks, SAMPLES);
	report_value(name, ticks[SAMPLES / 2] - overhead);
	if (ticks[0] != ticks[SAMPLES - 1])
		print("# %s varies from %u to %u\n", name, ticks[0] - overhead,
		      ticks[SAMPLES - 1] - overhead);
	samples->count = 0;
}

void report_value(const char *name, seL4_Word value)
{
	print("%s %lu\n", name, value);
}

void must(seL4_Error error, const char *what)
{
	if (error) {
		print("bench: %s failed with seL4 error %u\n", what, (unsigned)error);
		power_off();
	}
}

void fail(const char *what)
{
	print("bench: failed: %s\n", what);
	power_off();
}
