/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Memory that ends where a page that nobody may touch begins: reading too far is a fault, in libraries too. */
#ifndef TREES_GUARDED_H
#define TREES_GUARDED_H

#include <stddef.h>

enum { GUARDED_BYTES_MAX = 16384 };

/** The last @bytes before that page. One area only: what is given out next is the same memory. */
void *guarded(size_t bytes);

#endif
