/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Whole pages out of one region: what libc's mmap is answered from. Any threads may use it at once, without locks. */
#ifndef COMPONENT_PAGE_HEAP_H
#define COMPONENT_PAGE_HEAP_H

#include <stddef.h>
#include <stdint.h>

enum { PAGE_HEAP_PAGE_BYTES = 4096 };

/** One byte a page says what it is; the bytes stand in the region's first pages. */
struct page_heap {
	uint8_t *base;
	size_t pages;
	uint8_t *states;
};

/**
 * @param base   page-aligned, zeroed, borrowed for as long as the heap is used
 * @param bytes  0 is a heap without pages
 */
void page_heap_init(struct page_heap *heap, void *base, size_t bytes);

/**
 * Take zeroed pages.
 *
 * @param bytes  1.., rounded up to pages
 * @return page-aligned address, or NULL: no run of free pages is long enough
 * @time O(pages of the heap)
 */
void *page_heap_take(struct page_heap *heap, size_t bytes);

/**
 * Give pages back; some of a run taken, or several runs, may go at once.
 * @return 0 or -EINVAL: not pages of this heap (nothing is given back then)
 */
int page_heap_give(struct page_heap *heap, void *address, size_t bytes);

/** Whether all of [address, address + bytes) are pages that may be handed out. */
int page_heap_covers(const struct page_heap *heap, const void *address, size_t bytes);

#endif
