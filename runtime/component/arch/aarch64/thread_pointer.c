/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "thread_pointer.h"

int thread_pointer_set(void *block)
{
	__asm__ volatile("msr tpidr_el0, %0" : : "r"(block) : "memory");
	return 0;
}
