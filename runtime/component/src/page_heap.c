/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "page_heap.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

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
	size_t own = pages_for(pages);

	*heap = (struct page_heap){
		.base = base,
		.pages = pages,
		.fresh = own,
		.taken = base,
	};
	if (pages)
		memset(heap->taken, 1, own);
}

/** @return first page of a free run of @count pages, or heap->pages */
static size_t run_find(const struct page_heap *heap, size_t count)
{
	size_t length = 0;

	for (size_t page = 0; page < heap->pages; page++) {
		length = heap->taken[page] ? 0 : length + 1;
		if (length == count)
			return page + 1 - count;
	}
	return heap->pages;
}

void *page_heap_take(struct page_heap *heap, size_t bytes)
{
	size_t count = pages_for(bytes);
	size_t first = count ? run_find(heap, count) : heap->pages;

	if (first == heap->pages)
		return NULL;

	size_t end = first + count;
	size_t used_before = end < heap->fresh ? end : heap->fresh;

	if (first < used_before)
		memset(page_address(heap, first), 0, (used_before - first) * PAGE_HEAP_PAGE_BYTES);
	if (heap->fresh < end)
		heap->fresh = end;
	memset(heap->taken + first, 1, count);
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

	memset(heap->taken + first, 0, pages_for(bytes));
	return 0;
}
