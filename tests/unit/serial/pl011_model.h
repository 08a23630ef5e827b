/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A PL011 as its manual (Arm DDI 0183G, chapters 2.8 and 3) describes it.
 */
#ifndef TESTS_PL011_MODEL_H
#define TESTS_PL011_MODEL_H

#include "line.h"

struct pl011_model {
	bool absent;
	uint32_t lcr_h, cr, ifls, imsc;
	uint32_t ris;         /* interrupts before the mask */
	uint32_t byte_errors; /* bits 11..8 of the bytes that are read */
};

/** The device that the registers lead to. */
extern struct pl011_model pl011_model;

/** The line has been quiet for as long as 32 bits take. */
void pl011_model_time_out(void);

#endif
