/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef ROOT_SERVICE_H
#define ROOT_SERVICE_H

#include "root.h"

/** Answer components' calls (abi/kaal/root.h) and handle their faults, for ever. */
_Noreturn void service_run(struct root *root);

#endif
