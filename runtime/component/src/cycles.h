/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef COMPONENT_CYCLES_H
#define COMPONENT_CYCLES_H

#include <stdint.h>

/** The architecture's cycle counter; its rate is kaal_startup.tsc_khz. */
uint64_t cycles_now(void);

/** The same without order against what stands around it: for where a few cycles do not matter. */
uint64_t cycles_roughly(void);

#endif
