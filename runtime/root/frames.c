/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Filling frames before a component sees them, through the root task's copy window. */
#include <core/string.h>

#include "loader.h"

int frames_write(struct root *root, seL4_CPtr first, size_t count, uint64_t offset, const void *bytes,
		 size_t bytes_count)
{
	int error = vspace_map(&root->vspace, first, count, WINDOW_COPY, ELF_READ | ELF_WRITE);

	if (!error)
		memcpy((char *)WINDOW_COPY + offset, bytes, bytes_count);
	vspace_unmap(first, count);
	return error;
}
