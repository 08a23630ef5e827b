/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SHELL_AUDIT_H
#define SHELL_AUDIT_H

/** Compare what every running component holds with what the plan gives it, slot by slot. @return 0: they are the same */
int audit_run(int count, char **words);

#endif
