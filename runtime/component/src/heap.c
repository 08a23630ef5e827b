/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "heap.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>

#include <component/broker.h>
#include <component/component.h>

#include "page_heap.h"

/*
 * The heap is what was mapped before the component started, and behind it areas that the
 * broker gave on demand, where the plan allows that. They are kept until the component ends.
 * One heap per component, for libc's system calls carry no context.
 */
enum {
	AREAS_MAX = 24,
	AREA_BYTES_MIN = 1 << 20, /* and half as much again as there is already: few areas reach any quota */
};

static struct page_heap areas[1 + AREAS_MAX]; /* the first: what was there at the start */
static unsigned int areas_ready;              /* how many hold pages; grows by one at a time */
static pthread_mutex_t growing = PTHREAD_MUTEX_INITIALIZER;
static size_t bytes_in_all;

void heap_open(void *base, size_t bytes)
{
	page_heap_init(&areas[0], base, bytes);
	areas_ready = 1;
	bytes_in_all = bytes;
}

static unsigned int areas_count(void)
{
	return __atomic_load_n(&areas_ready, __ATOMIC_ACQUIRE);
}

void *heap_take(size_t bytes)
{
	void *pages = NULL;

	for (unsigned int i = 0; !pages && i < areas_count(); i++)
		pages = page_heap_take(&areas[i], bytes);
	return pages;
}

/** The table of an area takes pages of it too. */
static size_t area_bytes_for(size_t bytes)
{
	return bytes + bytes / PAGE_HEAP_PAGE_BYTES + 2 * (size_t)PAGE_HEAP_PAGE_BYTES;
}

/** Ask the broker for another area that has room for @bytes. @return whether it gave one */
static bool area_add(size_t bytes)
{
	size_t least = area_bytes_for(bytes);
	size_t generous = bytes_in_all / 2 > AREA_BYTES_MIN ? bytes_in_all / 2 : AREA_BYTES_MIN;
	size_t size = generous > least ? generous : least;
	uint64_t handle, vaddr;
	int error = broker_request_memory(size, &handle, &vaddr);

	if (error && size > least) {
		size = least; /* the quota may just do */
		error = broker_request_memory(size, &handle, &vaddr);
	}
	if (error)
		return false;
	page_heap_init(&areas[areas_ready], (void *)vaddr, size);
	bytes_in_all += size;
	__atomic_store_n(&areas_ready, areas_ready + 1, __ATOMIC_RELEASE);
	return true;
}

/** Take pages that the areas at hand have no room for. */
static void *grow_and_take(size_t bytes)
{
	void *pages;

	pthread_mutex_lock(&growing);
	pages = heap_take(bytes); /* another thread may have been here first */
	if (!pages && areas_ready <= AREAS_MAX && area_add(bytes))
		pages = heap_take(bytes);
	pthread_mutex_unlock(&growing);
	return pages;
}

static bool may_grow(size_t bytes)
{
	const struct kaal_startup *startup = component_startup();

	for (uint32_t i = 0; i < startup->grants_count; i++)
		if (startup->grants[i].kind == KAAL_NEED_MEMORY)
			return bytes <= startup->grants[i].a;
	return false;
}

long heap_mmap(size_t bytes, long protection, long flags)
{
	void *pages;

	if (flags & MAP_FIXED || bytes == 0)
		return -EINVAL;
	if (!(flags & MAP_ANONYMOUS) || flags & MAP_SHARED)
		return -ENODEV;
	if (protection & PROT_EXEC)
		return -EACCES;
	pages = heap_take(bytes);
	if (!pages && may_grow(bytes))
		pages = grow_and_take(bytes);
	return pages ? (long)pages : -ENOMEM;
}

/** @return the area that all of these bytes lie in, or NULL */
static struct page_heap *area_of(const void *address, size_t bytes)
{
	for (unsigned int i = 0; i < areas_count(); i++)
		if (page_heap_covers(&areas[i], address, bytes))
			return &areas[i];
	return NULL;
}

long heap_munmap(void *address, size_t bytes)
{
	struct page_heap *area = area_of(address, bytes);

	return area ? page_heap_give(area, address, bytes) : -EINVAL;
}

long heap_madvise(void *address, size_t bytes, long advice)
{
	if (!area_of(address, bytes))
		return -ENOMEM;
	if (advice == MADV_DONTNEED)
		memset(address, 0, bytes);
	return 0; /* the rest is advice: the pages are the component's own either way */
}

long heap_mprotect(void *address, size_t bytes, long protection)
{
	if (!area_of(address, bytes))
		return -ENOMEM;
	return protection == (PROT_READ | PROT_WRITE) ? 0 : -EACCES;
}
