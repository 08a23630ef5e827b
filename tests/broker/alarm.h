/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A clock that interrupts, of each architecture's machines: not a PCI device. */
#ifndef TESTS_ALARM_H
#define TESTS_ALARM_H

#include <stdbool.h>

#include "abi/kaal/broker.h"

/** Let it interrupt soon. */
void alarm_begin(const struct kaal_broker_region *region);

/** Has it interrupted? It is quiet afterwards. */
bool alarm_end(const struct kaal_broker_region *region);

#endif
