/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* How many domains this kernel has, and its schedule's first state. */
#ifndef SUITE_DOMAINS_H
#define SUITE_DOMAINS_H

#include <sel4/sel4.h>

/** Domains of this kernel, at least 1; read from the range error of a bad number. */
seL4_Word num_domains(void);

/** Entries of the domain schedule, with the end marker that always stays. */
seL4_Word schedule_length(void);

/** Make the schedule what it was at boot: domain 0 for ever. */
void domains_reset(void);

#endif
