/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef TOOLS_COMPOSE_CHECK_ADVICE_H
#define TOOLS_COMPOSE_CHECK_ADVICE_H

#include "resolve/resolve.h"

/** Warn of what works, but hardly as it was meant: priorities, cycles, providers that nobody starts. */
void advice_give(const struct resolved *resolved);

#endif
