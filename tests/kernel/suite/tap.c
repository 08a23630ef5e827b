/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/tap.h"

#include <console/console.h>
#include <stdarg.h>

#include "suite/env.h"

/* The suite's only output channel and its counts. */
static struct console console;
static struct {
	unsigned run, failed, skipped;
} counts;

static void put_number(seL4_Word value, unsigned base)
{
	char digits[20];
	unsigned n = 0;

	do {
		digits[n++] = "0123456789abcdef"[value % base];
		value /= base;
	} while (value);
	while (n)
		console_putchar(&console, digits[--n]);
}

static void put_conversion(char kind, va_list *args)
{
	if (kind == 's') {
		console_puts(&console, va_arg(*args, const char *));
	} else if (kind == 'u') {
		put_number(va_arg(*args, unsigned), 10);
	} else if (kind == 'x') {
		console_puts(&console, "0x");
		put_number(va_arg(*args, seL4_Word), 16);
	}
}

static void put_formatted(const char *fmt, va_list *args)
{
	for (; *fmt; fmt++) {
		if (*fmt == '%' && fmt[1])
			put_conversion(*++fmt, args);
		else
			console_putchar(&console, *fmt);
	}
}

static void put(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	put_formatted(fmt, &args);
	va_end(args);
}

void tap_open(void)
{
	seL4_CPtr first = env_keep_slot(), next = first;

	console_open_root(&console, env_bootinfo(), &next);
	while (first + 1 < next)
		first = env_keep_slot();
	put("TAP version 13\n");
}

void tap_note(const char *fmt, ...)
{
	va_list args;

	put("# ");
	va_start(args, fmt);
	put_formatted(fmt, &args);
	va_end(args);
	put("\n");
}

static void put_failure(const struct failure *failure)
{
	put("#   %s:%u: %s", failure->file, (unsigned)failure->line, failure->what);
	if (failure->got_is)
		put(": %s %x, %s %x", failure->got_is, failure->got, failure->want_is, failure->want);
	put("\n");
}

void tap_result(const char *group, const char *name, const char *detail, const struct verdict *result)
{
	int ok = result->num_failures == 0;

	counts.run++;
	counts.failed += !ok;
	put("%s %u - %s: %s", ok ? "ok" : "not ok", counts.run, group, name);
	if (detail)
		put(": %s", detail);
	if (ok && result->skipped) {
		counts.skipped++;
		put(" # SKIP %s", result->skipped);
	}
	put("\n");
	for (unsigned i = 0; i < result->num_failures && i < MAX_FAILURES; i++)
		put_failure(&result->failures[i]);
}

unsigned tap_close(void)
{
	put("1..%u\n", counts.run);
	put("# abi-suite: %u passed, %u failed, %u skipped\n", counts.run - counts.failed - counts.skipped,
	    counts.failed, counts.skipped);
	return counts.failed;
}
