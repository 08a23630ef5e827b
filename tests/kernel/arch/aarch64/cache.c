/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Cache maintenance in address spaces that are not the caller's (sheet section A5). */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"
#include "suite/vspace.h"

/* Nothing is mapped at TEST_VADDR in the caller's own. */
static void test_other_vspace(void)
{
	seL4_CPtr vspace = vspace_new(), frame;

	map_path(vspace, TEST_VADDR);
	frame = map_new(ARCH_SMALL_PAGE, vspace, TEST_VADDR);
	for (seL4_Word i = 0; i < 4; i++) {
		CHECK_EQ(sel4_invoke4(frame, ARMPageClean_Data + i, 0, 2, 0, PAGE_BYTES, 0, 0), seL4_NoError);
		CHECK_EQ(sel4_invoke4(vspace, ARMVSpaceClean_Data + i, 0, 2, TEST_VADDR,
				      TEST_VADDR + PAGE_BYTES, 0, 0),
			 seL4_NoError);
	}
}

static const struct test tests[] = {
	{ "maintenance in another VSpace", test_other_vspace },
};

const struct test_group cache_tests = TEST_GROUP("cache", tests);
