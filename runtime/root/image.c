/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The root task's own image. The kernel maps all of it readable and writable. Here code
 * becomes read-only, everything else execute-never, and the page below the stack goes.
 */
#include <core/errno.h>
#include <core/text.h>

#include "arch.h"
#include "root.h"

/* Laid out by the linker script, on page boundaries each. */
extern char sel4_root_text[], sel4_root_rodata[], sel4_root_data[], sel4_root_stack[], sel4_root_stack_top[];

/* Filled in after linking; what the compiler sees here is not what is read. */
__attribute__((section(KAAL_IMAGE_SECTION), used)) static const volatile struct kaal_image image = {
	.magic = KAAL_IMAGE_MAGIC,
};

/* The end of what the kernel has loaded. */
static uint64_t image_end(const struct root *root)
{
	const seL4_SlotRegion *frames = &root->info->userImageFrames;

	return (uint64_t)sel4_root_text + ((frames->end - frames->start) << seL4_PageBits);
}

int image_bundle(const struct root *root, struct image_bytes *out, char why[BUNDLE_WHY_BYTES])
{
	uint64_t start = image.bundle_vaddr, count = image.bundle_bytes, end = image_end(root);

	if (!start || !count) {
		text_print(why, BUNDLE_WHY_BYTES, "there is no bundle in the image");
		return -EINVAL;
	}
	if (start < (uint64_t)sel4_root_stack_top || start > end || count > end - start ||
	    start % KAAL_BUNDLE_ALIGN) {
		text_print(why, BUNDLE_WHY_BYTES, "it is not where the image says");
		return -EINVAL;
	}
	*out = (struct image_bytes){ (const void *)start, count };
	return 0;
}

static void protect(struct root *root, uint64_t start, uint64_t end, access_rights rights)
{
	const seL4_SlotRegion *frames = &root->info->userImageFrames;
	unsigned missing_bits;

	for (uint64_t page = start; page < end; page += 1 << seL4_PageBits) {
		seL4_CPtr frame = frames->start + ((page - (uint64_t)sel4_root_text) >> seL4_PageBits);

		if (frame < frames->end)
			arch_frame_map(root->vspace.root, frame, page, rights, &missing_bits);
	}
}

static void unmap(struct root *root, const char *page)
{
	arch_frame_unmap(root->info->userImageFrames.start +
			 ((uint64_t)(page - sel4_root_text) >> seL4_PageBits));
}

void image_protect(struct root *root)
{
	uint64_t text = (uint64_t)sel4_root_text, rodata = (uint64_t)sel4_root_rodata;
	uint64_t data = (uint64_t)sel4_root_data, end = (uint64_t)sel4_root_stack_top;

	protect(root, text, rodata, ELF_READ | ELF_EXECUTE);
	protect(root, rodata, data, ELF_READ);
	protect(root, data, end, ELF_READ | ELF_WRITE);
	protect(root, end, image_end(root), ELF_READ); /* the bundle */
	unmap(root, sel4_root_stack);
}
