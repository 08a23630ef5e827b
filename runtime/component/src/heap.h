/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* libc's memory calls, answered from the component's heap. Results as Linux gives them. */
#ifndef COMPONENT_HEAP_H
#define COMPONENT_HEAP_H

#include <stddef.h>

/** The region is mapped and zeroed; @bytes may be 0. */
void heap_open(void *base, size_t bytes);

/** Zeroed pages for the runtime itself. @return NULL: none left */
void *heap_take(size_t bytes);

/** Private anonymous memory only; else -ENODEV. Always readable and writable, never executable. */
long heap_mmap(size_t bytes, long protection, long flags);
long heap_munmap(void *address, size_t bytes);
long heap_madvise(void *address, size_t bytes, long advice);

/** Heap pages stay readable and writable: any other protection is -EACCES. */
long heap_mprotect(void *address, size_t bytes, long protection);

#endif
