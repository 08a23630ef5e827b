/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What an architecture contributes: every folder arch/<name>/ defines these. */
#ifndef STRESS_ARCH_H
#define STRESS_ARCH_H

#include <sel4/sel4.h>

/** An instruction worth trying on the kernel. */
struct instruction {
	unsigned char length; /* bytes, 1..7 */
	unsigned char bytes[7];
};

extern const struct instruction arch_instructions[];
extern const unsigned arch_instructions_count;

/** Addresses at the edges of what users and kernel have. */
extern const seL4_Word arch_edge_addresses[];
extern const unsigned arch_edge_addresses_count;

/** Types of the objects that address spaces are made of, root and 1 GiB frame excluded. */
extern const seL4_Word arch_memory_types[];
extern const unsigned arch_memory_types_count;

/** Make capabilities for pieces of the machine that nothing else uses. @return how many, at most 4 */
unsigned arch_machine_caps(seL4_CPtr caps[4]);

#endif
