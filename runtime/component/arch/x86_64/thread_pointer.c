/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "thread_pointer.h"

#include <component/root.h>
#include <sel4/sel4.h>

#include "self.h"

/* Only the kernel can set the FS base on every processor. */
int __set_thread_area(void *block)
{
	int error = root_tls_base((uintptr_t)block);

	if (error)
		return error;
	seL4_SetIPCBuffer((seL4_IPCBuffer *)component_self.startup->ipc_buffer);
	return 0;
}
