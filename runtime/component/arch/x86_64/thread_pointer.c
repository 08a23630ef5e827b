/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "thread_pointer.h"

#include <stdint.h>

#include <component/root.h>

/* Only the kernel can set the FS base on every processor. */
int thread_pointer_set(void *block)
{
	return root_tls_base((uintptr_t)block);
}
