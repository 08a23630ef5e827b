/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Questions to the root task that several commands have. */
#ifndef SHELL_ASK_H
#define SHELL_ASK_H

#include <component/root.h>

/** @return a word for people */
const char *state_name(uint64_t state);

/** Find the component of this name. @return 0, -ENOENT, ... */
int component_by_name(const char *name, struct kaal_root_info *found);

/** @return 0, -ENOENT, ... */
int component_by_id(uint64_t id, struct kaal_root_info *found);

/**
 * The component that a command's only argument names; says what is wrong otherwise.
 * @return 0 or a status as in commands.h
 */
int component_argument(int count, char **words, struct kaal_root_info *found);

/** Say what went wrong. @return STATUS_FAILED */
int error_print(const char *what, int error);

/** Let what was printed reach the serial driver before the root task writes past it. */
void output_settle(void);

#endif
