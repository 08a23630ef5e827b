/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Object types of Untyped_Retype: the common ones, then the architecture's. */
#ifndef ABI_SEL4_OBJECTS_H
#define ABI_SEL4_OBJECTS_H

typedef enum {
	seL4_UntypedObject = 0,
	seL4_TCBObject,
	seL4_EndpointObject,
	seL4_NotificationObject,
	seL4_CapTableObject,
	seL4_NonArchObjectTypeCount,
} seL4_ObjectType;

#include "sel4_arch/objects.h"

#endif
