/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* One run of a machine: bytes carried both ways, lines typed, limits watched. */
#ifndef TOOLS_BOOT_SESSION_H
#define TOOLS_BOOT_SESSION_H

#include "machine.h"

#include <stdbool.h>

/**
 * Carry bytes both ways until the machine has ended.
 *
 * @param on_terminal  standard input is a terminal, in raw mode; it is restored
 * @param result       set on failure
 * @return 0 or 1, as boot_system()
 */
int session_run(const struct boot_config *config, struct machine *machine, bool on_terminal,
		struct boot_result *result);

#endif
