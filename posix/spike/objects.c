/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/text.h>

#include <console/console.h>

#include "spike.h"

extern const char _start[]; /* in the first page of the image */

/* The program's one source of objects, and its voice. */
static struct {
	const seL4_BootInfo *info;
	seL4_CPtr next_slot;
	seL4_CPtr untyped;
	struct console console;
} objects;

static seL4_CPtr untyped_largest(const seL4_BootInfo *info)
{
	seL4_Word best = 0, bits = 0;

	for (seL4_Word i = 0; i < sel4_region_count(info->untyped); i++) {
		const seL4_UntypedDesc *desc = &info->untypedList[i];

		if (!desc->isDevice && desc->sizeBits > bits) {
			bits = desc->sizeBits;
			best = info->untyped.start + i;
		}
	}
	return best;
}

/** A server without FPU state leaves that of its callers in the registers. The libraries that print use them. */
static void fpu_allow(int allowed)
{
	seL4_TCB_SetFlags(seL4_CapInitThreadTCB, allowed ? seL4_TCBFlag_fpuDisabled : 0,
			  allowed ? 0 : seL4_TCBFlag_fpuDisabled);
}

void objects_init(const seL4_BootInfo *info, seL4_CPtr first_slot)
{
	objects.info = info;
	objects.next_slot = first_slot;
	if (console_open_root(&objects.console, info, &objects.next_slot))
		for (;;)
			seL4_TCB_Suspend(seL4_CapInitThreadTCB); /* nobody could be told */
	objects.untyped = untyped_largest(info);
	fpu_allow(0);
}

seL4_CPtr slot_take(void)
{
	if (objects.next_slot == objects.info->empty.end)
		fail("the CSpace is full");
	return objects.next_slot++;
}

seL4_CPtr object_make(seL4_Word type, seL4_Word size_bits)
{
	seL4_CPtr slot = slot_take();

	must(seL4_Untyped_Retype(objects.untyped, type, size_bits, CSPACE, 0, 0, slot, 1), "Untyped_Retype");
	return slot;
}

seL4_CPtr image_frame(const void *address)
{
	seL4_Word base = (seL4_Word)_start & ~(seL4_Word)(PAGE_BYTES - 1);

	return objects.info->userImageFrames.start + ((seL4_Word)address - base) / PAGE_BYTES;
}

void say(const char *format, ...)
{
	char line[160];
	struct text text = text_in(line, sizeof line);
	va_list args;

	fpu_allow(1);
	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	console_puts(&objects.console, line);
	fpu_allow(0);
}

void must(seL4_Error error, const char *what)
{
	if (error) {
		say("Bail out! %s failed with seL4 error %u\n", what, (unsigned)error);
		arch_power_off();
	}
}

void fail(const char *what)
{
	say("Bail out! %s\n", what);
	arch_power_off();
}
