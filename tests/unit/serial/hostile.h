/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A device whose registers say anything; only that it is there, it says truly. */
#ifndef TESTS_HOSTILE_H
#define TESTS_HOSTILE_H

#include <stdbool.h>

#include "uart.h"

/** @return the UART, started; NULL if it did not start */
struct uart *hostile_start(void);

/** Whether the driver's own state is one that it can be in. */
bool hostile_is_sane(void);

#endif
