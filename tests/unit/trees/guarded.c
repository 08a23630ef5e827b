/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <assert.h>
#include <sys/mman.h>
#include <unistd.h>

#include "guarded.h"

void *guarded(size_t bytes)
{
	static char *end;
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	if (!end) {
		char *area = mmap(NULL, GUARDED_BYTES_MAX + page, PROT_READ | PROT_WRITE,
				  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		assert(area != MAP_FAILED);
		end = area + GUARDED_BYTES_MAX;
		assert(mprotect(end, page, PROT_NONE) == 0);
	}
	assert(bytes <= GUARDED_BYTES_MAX);
	return end - bytes;
}
