/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The real-time clock of PCs: Motorola MC146818A, behind an index and a data port. */
#ifndef CMOS_REGS_H
#define CMOS_REGS_H

#include <dddk/register.h>

static const struct reg8_wo INDEX = { 0 };
static const struct reg8_rw DATA = { 1 };

enum {
	CMOS_SECONDS = 0x00,
	CMOS_MINUTES = 0x02,
	CMOS_HOURS = 0x04,
	CMOS_DAY = 0x07,
	CMOS_MONTH = 0x08,
	CMOS_YEAR = 0x09,
	CMOS_STATUS_A = 0x0a,
	CMOS_STATUS_B = 0x0b,
	CMOS_CENTURY = 0x32, /* where PCs keep it; 0 or nonsense where they do not */

	A_UPDATING = 1 << 7, /* the time is about to change */
	B_24_HOURS = 1 << 1,
	B_BINARY = 1 << 2, /* else two decimal digits a byte */
	HOURS_PM = 1 << 7,
};

#endif
