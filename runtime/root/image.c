/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The kernel maps the whole image readable and writable. Here code becomes
 * read-only, everything else execute-never, and the page below the stack goes.
 */
#include "arch.h"
#include "root.h"

/* Laid out by the linker script, on page boundaries each. */
extern char sel4_root_text[], sel4_root_rodata[], sel4_root_data[], sel4_root_stack[], sel4_root_stack_top[];

/* Filled in after linking; what the compiler sees here is not what is read. */
__attribute__((section(KAAL_IMAGE_SECTION), used)) static const volatile struct kaal_image image = {
	.magic = KAAL_IMAGE_MAGIC,
};

const void *image_bundle(size_t *bytes)
{
	*bytes = image.bundle_bytes;
	return (const void *)image.bundle_vaddr;
}

static void protect(struct root *root, const char *start, const char *end, access_rights rights)
{
	const seL4_SlotRegion *frames = &root->info->userImageFrames;
	unsigned missing_bits;

	for (const char *page = start; page < end; page += 1 << seL4_PageBits) {
		seL4_CPtr frame = frames->start + ((uint64_t)(page - sel4_root_text) >> seL4_PageBits);

		if (frame < frames->end)
			arch_frame_map(root->vspace.root, frame, (uint64_t)page, rights, &missing_bits);
	}
}

static void unmap(struct root *root, const char *page)
{
	arch_frame_unmap(root->info->userImageFrames.start +
			 ((uint64_t)(page - sel4_root_text) >> seL4_PageBits));
}

void image_protect(struct root *root)
{
	protect(root, sel4_root_text, sel4_root_rodata, ELF_READ | ELF_EXECUTE);
	protect(root, sel4_root_rodata, sel4_root_data, ELF_READ);
	protect(root, sel4_root_data, sel4_root_stack_top, ELF_READ | ELF_WRITE);
	protect(root, (const char *)image.bundle_vaddr,
		(const char *)image.bundle_vaddr + page_round_up(image.bundle_bytes), ELF_READ);
	unmap(root, sel4_root_stack);
}
