/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/cpu.h"

int cpu_has_huge_pages(void)
{
	return 1; /* the 4 KiB granule always has blocks of 1 GiB */
}
