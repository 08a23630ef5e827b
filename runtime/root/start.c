/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* From the boot information to a root task that can make objects. */
#include <sel4/bootinfo.h>

#include "arch.h"
#include "root.h"

/* Much is made of it, and nothing given back: large blocks need few records and slots. */
enum { ROOT_BLOCK_BITS = 17 };

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

uint64_t root_now_ms(const struct root *root)
{
	return root->tsc_khz ? (arch_cycles() - root->boot_tsc) / root->tsc_khz : 0;
}

int root_prepare(struct root *root, const seL4_BootInfo *info)
{
	root->info = info;
	root->boot_tsc = arch_cycles();
	root->tsc_khz = arch_cycles_khz(info);
	slots_init(&root->slots, info->empty.start, info->empty.end);
	memory_init(&root->memory, &root->slots);
	add_untypeds(root);
	pool_init(&root->pool, &root->memory, OWNER_ROOT);
	root->pool.block_bits = ROOT_BLOCK_BITS;
	root->vspace = (struct vspace){ seL4_CapInitThreadVSpace, &root->pool };
	root->console.open = arch_console_open(root) == 0;
	say(root, "Booting...");
	return pool_object(&root->pool, seL4_EndpointObject, 0, seL4_EndpointBits, &root->endpoint);
}
