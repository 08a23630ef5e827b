/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Boot messages. */
#include "arch/arch.h"
#include "boot/boot.h"

static void put(const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			arch_console_put('\r');
		arch_console_put(*text);
	}
}

void boot_say(const char *text)
{
	put("KaaL: ");
	put(text);
	put("\n");
}

void boot_fail(const char *why)
{
	put("KaaL: cannot start: ");
	put(why);
	put("\n");
	arch_power_off();
}
