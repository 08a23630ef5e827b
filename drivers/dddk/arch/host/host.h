/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef DDDK_HOST_H
#define DDDK_HOST_H

#include <model/device.h>

#include "../../kit/dddk.h"

/** End the test: the driver does what no correct driver does. */
_Noreturn void host_fail(const char *what, uint64_t detail);

/** Interrupts raised and alarms due since the last call, as signals; the count of accesses begins anew. */
uint64_t host_signals_take(void);

/** The kit of the driver under test. */
struct dddk *driver_kit(void);

#endif
