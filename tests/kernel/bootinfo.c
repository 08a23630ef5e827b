/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "groups.h"
#include "suite/check.h"
#include "suite/env.h"

static void test_header(void)
{
	const seL4_BootInfo *info = env_bootinfo();

	CHECK_EQ(info->nodeID, 0);
	CHECK_EQ(info->numNodes, 1);
	CHECK_EQ(info->numIOPTLevels, ~0ul);
	CHECK_EQ(info->initThreadDomain, 0);
	CHECK_EQ(sel4_region_count(info->sharedFrames), 0);
	CHECK_EQ(sel4_region_count(info->ioSpaceCaps), 0);
	CHECK(info->initThreadCNodeSizeBits >= 12);
	CHECK_EQ((seL4_Word)info % 4096, 0);
	CHECK_EQ((seL4_Word)info, (seL4_Word)info->ipcBuffer + 4096);
}

static const struct test tests[] = {
	{ "the plain fields", test_header },
};

const struct test_group bootinfo_tests = TEST_GROUP("bootinfo", tests);
