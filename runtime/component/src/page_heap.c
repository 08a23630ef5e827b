/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A run of pages is claimed page by page, each by compare-and-swap. Whoever meets a page that
 * another thread has just claimed gives back what he has and looks on behind it; so nobody waits.
 */
#include "page_heap.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

enum {
	PAGE_FRESH = 0, /* free, never handed out: still zero */
	PAGE_TAKEN,
	PAGE_USED,  /* free, holds what its last owner left */
	PAGE_DIRTY, /* taken, not cleared yet */
};

static size_t pages_for(size_t bytes)
{
	return bytes / PAGE_HEAP_PAGE_BYTES + (bytes % PAGE_HEAP_PAGE_BYTES != 0);
}

static uint8_t *page_address(const struct page_heap *heap, size_t page)
{
	return heap->base + page * PAGE_HEAP_PAGE_BYTES;
}

void page_heap_init(struct page_heap *heap, void *base, size_t bytes)
{
	size_t pages = bytes / PAGE_HEAP_PAGE_BYTES;

	*heap = (struct page_heap){ .base = base, .pages = pages, .states = base };
	if (pages)
		memset(heap->states, PAGE_TAKEN, pages_for(pages));
}

static uint8_t state_of(const struct page_heap *heap, size_t page)
{
	return __atomic_load_n(&heap->states[page], __ATOMIC_ACQUIRE);
}

static int is_free(uint8_t state)
{
	return state == PAGE_FRESH || state == PAGE_USED;
}

/** Claim a page. @return 0 if it is not free */
static int page_claim(struct page_heap *heap, size_t page)
{
	uint8_t state = state_of(heap, page);

	return is_free(state) && __atomic_compare_exchange_n(&heap->states[page], &state,
							     state == PAGE_USED ? PAGE_DIRTY : PAGE_TAKEN, 0,
							     __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

static void pages_free(struct page_heap *heap, size_t first, size_t end)
{
	for (size_t page = first; page < end; page++)
		__atomic_store_n(&heap->states[page], PAGE_USED, __ATOMIC_RELEASE);
}

/** @return first page at or after @from of a free run of @count pages, or heap->pages */
static size_t run_find(const struct page_heap *heap, size_t from, size_t count)
{
	size_t length = 0;

	for (size_t page = from; page < heap->pages; page++) {
		length = is_free(state_of(heap, page)) ? length + 1 : 0;
		if (length == count)
			return page + 1 - count;
	}
	return heap->pages;
}

/** Claim a run. @return first page, or heap->pages */
static size_t run_claim(struct page_heap *heap, size_t count)
{
	size_t first = run_find(heap, 0, count);
	size_t page = first;

	while (first != heap->pages && page < first + count) {
		if (page_claim(heap, page)) {
			page++;
			continue;
		}
		pages_free(heap, first, page);
		first = page = run_find(heap, page + 1, count);
	}
	return first;
}

static void run_clear(struct page_heap *heap, size_t first, size_t count)
{
	for (size_t page = first; page < first + count; page++)
		if (state_of(heap, page) == PAGE_DIRTY)
			memset(page_address(heap, page), 0, PAGE_HEAP_PAGE_BYTES);
}

void *page_heap_take(struct page_heap *heap, size_t bytes)
{
	size_t count = pages_for(bytes);
	size_t first = count ? run_claim(heap, count) : heap->pages;

	if (first == heap->pages)
		return NULL;
	run_clear(heap, first, count);
	return page_address(heap, first);
}

int page_heap_covers(const struct page_heap *heap, const void *address, size_t bytes)
{
	uintptr_t lowest = (uintptr_t)page_address(heap, pages_for(heap->pages));
	uintptr_t end = (uintptr_t)page_address(heap, heap->pages);
	uintptr_t at = (uintptr_t)address;

	return at >= lowest && at < end && bytes && bytes <= end - at;
}

int page_heap_give(struct page_heap *heap, void *address, size_t bytes)
{
	if ((uintptr_t)address % PAGE_HEAP_PAGE_BYTES || !page_heap_covers(heap, address, bytes))
		return -EINVAL;

	size_t first = (size_t)((uint8_t *)address - heap->base) / PAGE_HEAP_PAGE_BYTES;

	pages_free(heap, first, first + pages_for(bytes));
	return 0;
}
