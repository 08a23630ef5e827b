/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Notifications, as far as sleeping needs them: the seam below which tests on the host stand in for the kernel. */
#ifndef COMPONENT_NOTIFY_H
#define COMPONENT_NOTIFY_H

#include <stdint.h>

/** Block until the notification is signalled. @return its word, which may be 0 */
uint64_t notify_wait(uint64_t slot);

/** Signal it, with the badge of this capability. */
void notify_signal(uint64_t slot);

/** Signals came that are the runtime's own affair: the end in good order, a heartbeat. */
void notify_runtime(uint64_t signals);

/** Have the timer signal at the latest then. @return the signal to sleep for; 0: there is no timer */
uint64_t notify_by(uint64_t deadline_ns);

#endif
