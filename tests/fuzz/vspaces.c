/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Invariants of address spaces: nothing deleted is still mapped or loaded. */
#include "survey.h"
#include "vspace.h"

static bool frame_is_alive(const struct survey *survey, u64 entry, u64 bytes)
{
	for (unsigned i = 0; i < survey->slot_count; i++) {
		struct cap cap = survey->slots[i]->cap;

		if (cap_type(cap) == CAP_FRAME && cap_paddr(cap) == entry_paddr(entry) &&
		    1ull << cap_frame_size_bits(cap) == bytes)
			return true;
	}
	return false;
}

static const char *table_broken(struct survey *survey, const u64 *table, unsigned level)
{
	for (unsigned i = 0; i < TABLE_ENTRIES; i++) {
		u64 entry = table[i];

		if (!(entry & ENTRY_PRESENT))
			continue;
		if (!entry_is_table(entry)) {
			if (!frame_is_alive(survey, entry, 1ull << level_bits(level)))
				return "a deleted frame is still mapped";
		} else if (!survey_find(survey, kernel_address(entry_paddr(entry)),
					CAP_PAGE_TABLE + level - 2)) {
			return "a deleted paging structure is still installed";
		}
	}
	return NULL;
}

static unsigned table_level(const struct survey_object *object)
{
	if (object->type == CAP_VSPACE)
		return ROOT_LEVEL;
	return object->type >= CAP_PAGE_TABLE && object->type <= CAP_PDPT ? object->type - CAP_PAGE_TABLE + 1
									  : 0;
}

static const char *pools_broken(struct survey *survey)
{
	for (unsigned i = 0; i < ARCH_ASID_POOLS; i++) {
		struct asid_pool *pool = kernel.asid_pools[i];

		if (!pool)
			continue;
		if (!survey_find(survey, pool, CAP_ASID_POOL))
			return "a deleted ASID pool is still in use";
		for (unsigned j = 0; j < ASID_POOL_ENTRIES; j++)
			if (pool->root[j] && !survey_find(survey, pool->root[j], CAP_VSPACE))
				return "a deleted VSpace still has its ASID";
	}
	return NULL;
}

const char *vspaces_broken(struct survey *survey)
{
	const char *broken = pools_broken(survey);

	if (!broken && kernel.arch.vspace && !survey_find(survey, kernel.arch.vspace, CAP_VSPACE))
		broken = "a deleted VSpace is still loaded";
	for (unsigned i = 0; i < survey->object_count && !broken; i++) {
		unsigned level = table_level(&survey->objects[i]);

		if (level)
			broken = table_broken(survey, survey->objects[i].at, level);
	}
	return broken;
}
