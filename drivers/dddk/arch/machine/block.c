/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <errno.h>

#include "machine_class.h"

static int block_connect(struct dddk *dddk, int index, const struct kaal_grant *grant)
{
	const struct block_client_memory memory = {
		(void *)grant->vaddr,  (void *)grant->back_vaddr, grant->bytes,
		{ grant->data_paddr }, grant->data_bytes,
	};

	if (grant->bytes != grant->back_bytes)
		return -EINVAL;
	return block_class_add_client(dddk, (unsigned)index, &memory);
}

static int block_call(struct dddk *dddk, struct component_call *call)
{
	const struct block_disk *disk = &dddk->block.disk;

	if (call->operation != KAAL_BLOCK_INFO)
		return -ENOSYS;
	call->words[0] = disk->sectors;
	call->words[1] = disk->sector_bytes;
	call->words[2] = disk->flags;
	call->words[3] = disk->request_sectors;
	call->words_count = 4;
	return dddk->block.dead ? -ENODEV : 0;
}

const struct machine_class machine_block = { .connect = block_connect, .call = block_call };
