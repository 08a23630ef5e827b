/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Configuration space in the root task's own address space, a large page (two buses) at a time. */
#include "arch_objects.h"
#include "ecam.h"
#include "internal.h"
#include "kernel_calls.h"
#include "window.h"

enum { WORD_BITS = 64 };

static uint64_t chunk_of(uint64_t paddr)
{
	return paddr & ~(LARGE_PAGE_BYTES - 1);
}

static int map_chunk(struct root *root, uint64_t paddr, uint64_t vaddr)
{
	struct block *block = memory_take_at(&root->memory, paddr, seL4_LargePageBits);
	seL4_CPtr slot;
	int error;

	if (!block)
		return -EBUSY;
	error = slots_take(&root->slots, OWNER_ROOT, 1, &slot);
	if (!error)
		error = kernel_retype(block->slot, ARCH_LARGE_FRAME_OBJECT, 0, slot, 1);
	return error ? error
		     : vspace_map_sized(&root->vspace, slot, 1, seL4_LargePageBits, vaddr,
					ELF_READ | ELF_WRITE | ACCESS_DEVICE);
}

static volatile uint8_t *map_bus(void *context, uint8_t bus)
{
	struct ecam_map *map = context;
	uint64_t paddr = map->paddr + (uint64_t)bus * PCI_ECAM_BUS_BYTES;
	uint64_t first = chunk_of(map->paddr + (uint64_t)map->first_bus * PCI_ECAM_BUS_BYTES);
	uint64_t index = (chunk_of(paddr) - first) / LARGE_PAGE_BYTES;
	uint64_t *word = &map->mapped[index / WORD_BITS];

	if (!(*word & 1ull << index % WORD_BITS)) {
		if (map_chunk(map->root, chunk_of(paddr), WINDOW_ECAM + (chunk_of(paddr) - first)))
			return NULL;
		*word |= 1ull << index % WORD_BITS;
	}
	return (volatile uint8_t *)(uintptr_t)(WINDOW_ECAM + (paddr - first));
}

void ecam_open(struct root *root, uint64_t paddr, uint8_t first_bus, uint8_t last_bus, struct pci_config *out)
{
	struct ecam_map *map = &root->broker.ecam_map;

	*map = (struct ecam_map){
		.ecam = { map_bus, map }, .root = root, .paddr = paddr, .first_bus = first_bus
	};
	pci_ecam_open(&map->ecam, first_bus, last_bus, out);
}
