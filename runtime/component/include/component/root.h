/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The root task's services (abi/kaal/root.h) as functions. Each returns 0 or a negative errno. */
#ifndef COMPONENT_ROOT_H
#define COMPONENT_ROOT_H

#include <stddef.h>
#include <stdint.h>

#include "abi/kaal/root.h"

/** Write text to the root console, whatever its length. */
int root_log(const char *text, size_t bytes);

/** End this component. */
_Noreturn void root_exit(int status);

/** Report a Linux system call that the runtime does not answer. */
void root_unknown_syscall(long number);

/** Make @address the thread pointer. Usable before there is one. */
int root_tls_base(uint64_t address);

/** Become the owner of the console. -EPERM without its ports. */
int root_console_handover(void);

/* the rest: -EPERM without KAAL_MANAGE */

/** @param index  0.. @return -ENOENT past the last component */
int root_info(unsigned int index, struct kaal_root_info *info);

int root_mem(struct kaal_root_mem *mem);

/** @param index  0.. @return -ENOENT past the component's last capability */
int root_cap(uint64_t id, unsigned int index, struct kaal_root_cap *cap);

/**
 * Load and start an on-demand component.
 *
 * @param command  its name, and after a space its arguments
 * @param id       out: its number
 * @return 0, -ENOENT, -EBUSY: it runs already, -ENAMETOOLONG, -ENOMEM
 */
int root_start(const char *command, uint64_t *id);

/** Returns only on error. */
int root_poweroff(void);

/** Returns only on error. */
int root_reboot(void);

#endif
