/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef TOOLS_BOOT_TERMINAL_H
#define TOOLS_BOOT_TERMINAL_H

#include <stdbool.h>

/** Is standard input a terminal that can be used so? */
bool terminal_is_one(void);

/**
 * Hand every key to the machine as it is typed, Ctrl-C included, if standard
 * input is a terminal.
 *
 * @return whether it is one; then terminal_restore() must be called
 */
bool terminal_make_raw(void);

/** Put the terminal back as it was; nothing if it was not changed. */
void terminal_restore(void);

#endif
