/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Programs with a descriptor and no code to speak of, for the resolver's tests. */
#ifndef TESTS_UNIT_COMPOSE_PROGRAM_FILE_H
#define TESTS_UNIT_COMPOSE_PROGRAM_FILE_H

#include "resolve/resolve.h"

/** A descriptor of this name without needs; a test may change it. */
struct kaal_component descriptor_of(const char *name);

/** Add a need. @return it, for what is not 0 */
struct kaal_need *descriptor_need(struct kaal_component *descriptor, enum kaal_need_kind kind,
				  const char *name);

/** An ELF file with code, this descriptor, a symbol `main` and a section of debug information. */
struct bytes program_make(struct arena *arena, const struct kaal_component *descriptor);

/** Write it to a new file that is removed when the test program ends. @return its path, in the arena */
const char *program_write(struct arena *arena, const struct kaal_component *descriptor);

#endif
