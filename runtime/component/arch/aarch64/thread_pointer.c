/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "thread_pointer.h"

#include <sel4/sel4.h>

#include "self.h"

int __set_thread_area(void *block)
{
	__asm__ volatile("msr tpidr_el0, %0" : : "r"(block) : "memory");
	seL4_SetIPCBuffer((seL4_IPCBuffer *)component_self.startup->ipc_buffer);
	return 0;
}
