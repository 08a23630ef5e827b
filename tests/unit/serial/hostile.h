/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A device whose registers say anything; only that it is there, it says truly. */
#ifndef TESTS_HOSTILE_H
#define TESTS_HOSTILE_H

#include "host.h"

extern struct device_model hostile_device;

/** Whether all that the driver has written is something that it can mean. */
bool hostile_is_sane(void);

#endif
