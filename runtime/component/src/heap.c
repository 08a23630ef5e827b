/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "heap.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "page_heap.h"

/** One per component, for libc's system calls carry no context. */
static struct page_heap heap;

void heap_open(void *base, size_t bytes)
{
	page_heap_init(&heap, base, bytes);
}

void *heap_take(size_t bytes)
{
	return page_heap_take(&heap, bytes);
}

long heap_mmap(size_t bytes, long protection, long flags)
{
	if (flags & MAP_FIXED || bytes == 0)
		return -EINVAL;
	if (!(flags & MAP_ANONYMOUS) || flags & MAP_SHARED)
		return -ENODEV;
	if (protection & PROT_EXEC)
		return -EACCES;

	void *pages = page_heap_take(&heap, bytes);

	return pages ? (long)pages : -ENOMEM;
}

long heap_munmap(void *address, size_t bytes)
{
	return page_heap_give(&heap, address, bytes);
}

long heap_madvise(void *address, size_t bytes, long advice)
{
	if (!page_heap_covers(&heap, address, bytes))
		return -ENOMEM;
	if (advice == MADV_DONTNEED)
		memset(address, 0, bytes);
	return 0; /* the rest is advice: the pages are the component's own either way */
}

long heap_mprotect(void *address, size_t bytes, long protection)
{
	if (!page_heap_covers(&heap, address, bytes))
		return -ENOMEM;
	return protection == (PROT_READ | PROT_WRITE) ? 0 : -EACCES;
}
