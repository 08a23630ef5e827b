/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From the boot information to a root task that can make objects. */
#include <core/errno.h>

#include <sel4/bootinfo.h>

#include "arch.h"
#include "root.h"

enum { KHZ_PER_MHZ = 1000 };

static uint64_t read_tsc_khz(const seL4_BootInfo *info)
{
	const seL4_BootInfoHeader *header = sel4_bootinfo_find(info, SEL4_BOOTINFO_HEADER_X86_TSC_FREQ);

	if (!header || header->len < sizeof *header + sizeof(uint32_t))
		return 0;
	return *(const uint32_t *)(header + 1) * (uint64_t)KHZ_PER_MHZ;
}

static void add_untypeds(struct root *root)
{
	const seL4_BootInfo *info = root->info;
	seL4_Word count = sel4_region_count(info->untyped);

	for (seL4_Word i = 0; i < count && i < CONFIG_MAX_NUM_BOOTINFO_UNTYPED_CAPS; i++) {
		const seL4_UntypedDesc *untyped = &info->untypedList[i];

		memory_add(&root->memory, info->untyped.start + i, untyped->paddr, untyped->sizeBits,
			   untyped->isDevice);
	}
}

int root_prepare(struct root *root, const seL4_BootInfo *info)
{
	root->info = info;
	root->boot_tsc = arch_cycles();
	root->tsc_khz = read_tsc_khz(info);
	slots_init(&root->slots, info->empty.start, info->empty.end);
	console_start(root);
	say(root, "Booting...");

	memory_init(&root->memory, &root->slots);
	add_untypeds(root);
	pool_init(&root->pool, &root->memory, OWNER_ROOT);
	root->vspace = (struct vspace){ seL4_CapInitThreadVSpace, &root->pool };
	return pool_object(&root->pool, seL4_EndpointObject, 0, seL4_EndpointBits, &root->endpoint);
}
