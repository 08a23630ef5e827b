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

/** This component serves from now on: those who wait for it are started. */
int root_ready(void);

/**
 * The component finds itself broken: have words and return addresses reported, and end as after a fault.
 *
 * @param bytes  of @text, what exceeds 512 is cut
 * @param count  of @addresses, 0..32
 */
_Noreturn void root_panic(const char *text, size_t bytes, const uint64_t *addresses, unsigned int count);

/** A thread to be made (abi/kaal/thread.h). */
struct root_thread {
	uint64_t entry, stack_end, argument, thread_pointer;
	uint64_t priority; /* 0: the component's */
};

/** @param number  out. @return 0, -EDQUOT: the component may have no more, -ENOMEM, -ENOSPC, -EPERM: priority */
int root_thread_make(const struct root_thread *thread, uint64_t *number);

/** End a thread; the caller's own: does not return. Usable without thread-locals. @return 0 or -ESRCH */
int root_thread_exit(uint64_t number);

/** @param number  0: the first. @return 0, -ESRCH, -EPERM: above the component's */
int root_thread_priority(uint64_t number, uint64_t priority);

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

/** Have a component end, and not be restarted. @return 0, -ENOENT, -EALREADY: it does not run */
int root_stop(const char *name);

/** Stop a component and start it again. @param id  out: its number. @return 0, -ENOENT, or as root_start */
int root_restart(const char *name, uint64_t *id);

/** As root_cap, but what the plan wants the component to hold. */
int root_planned(uint64_t id, unsigned int index, struct kaal_root_cap *cap);

/** @return 1: a capability is in this slot of the component's, 0: none, -ENOENT: past the last slot */
int root_holds(uint64_t id, uint64_t slot);

/** What a component waits for. */
int root_wait(uint64_t id, struct kaal_root_wait *wait);

/** Returns only on error. */
int root_poweroff(void);

/** Returns only on error. */
int root_reboot(void);

#endif
