/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* I/O ports as objects: ranges are issued once, and freed when their last capability goes. */
#ifndef X86_IOPORT_H
#define X86_IOPORT_H

#include "api/invocation.h"

struct result ioport_control_invoke(const struct invocation *inv);
struct result ioport_invoke(const struct invocation *inv);

/** The last capability of the range goes away. */
void ioport_finalise(struct cap cap);

#endif
