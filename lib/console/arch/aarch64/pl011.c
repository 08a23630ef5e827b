/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The console of Arm machines: the first PL011 (Arm DDI 0183, chapter 3) that the
 * device tree names. Firmware has set up its line.
 */
#include <console/console.h>
#include <fdt/devices.h>

#include "device.h"

enum {
	DATA = 0x00 / 4,
	FLAGS = 0x18 / 4,
	CONTROL = 0x30 / 4,
	INTERRUPT_MASK = 0x38 / 4,

	FLAG_RECEIVE_EMPTY = 1 << 4,
	FLAG_TRANSMIT_FULL = 1 << 5,
	CONTROL_ON = 0x301, /* receiver, transmitter, UART */

	PAGE = 1 << seL4_PageBits,
};

/* Device memory takes the place of this page of the image: its page tables are there already. */
static _Alignas(PAGE) char device_page[PAGE];

extern const char _start[]; /* in the first page of the image */

static int find_device(const seL4_BootInfo *info, seL4_Word *paddr)
{
	const seL4_BootInfoHeader *chunk = sel4_bootinfo_find(info, SEL4_BOOTINFO_HEADER_FDT);
	uint64_t bytes;
	int node;

	if (!chunk || !devices_check(chunk + 1, chunk->len - sizeof *chunk))
		return 0;
	node = devices_find(chunk + 1, "arm,pl011", 0);
	return node >= 0 && devices_registers(chunk + 1, node, 0, paddr, &bytes) == 0;
}

/** The device untyped that covers @paddr. @return its index, or the number of untypeds */
static seL4_Word find_untyped(const seL4_BootInfo *info, seL4_Word paddr)
{
	seL4_Word i, count = sel4_region_count(info->untyped);

	for (i = 0; i < count; i++) {
		const seL4_UntypedDesc *desc = &info->untypedList[i];

		if (desc->isDevice && paddr >= desc->paddr && paddr - desc->paddr < 1ul << desc->sizeBits)
			break;
	}
	return i;
}

/** Make a frame of the page at @paddr: what lies before it in the untyped becomes smaller untypeds. */
static seL4_Error make_frame(const seL4_BootInfo *info, seL4_Word paddr, seL4_CPtr *next_slot)
{
	seL4_Word index = find_untyped(info, paddr), at;
	seL4_CPtr untyped = info->untyped.start + index;
	seL4_Error error;

	if (index == sel4_region_count(info->untyped))
		return seL4_FailedLookup;
	for (at = info->untypedList[index].paddr; at < paddr;) {
		unsigned bits = 63 - (unsigned)__builtin_clzl(paddr - at);

		if (at && (unsigned)__builtin_ctzl(at) < bits)
			bits = (unsigned)__builtin_ctzl(at);
		error = seL4_Untyped_Retype(untyped, seL4_UntypedObject, bits, seL4_CapInitThreadCNode, 0, 0,
					    (*next_slot)++, 1);
		if (error)
			return error;
		at += 1ul << bits;
	}
	return seL4_Untyped_Retype(untyped, seL4_ARM_SmallPageObject, 0, seL4_CapInitThreadCNode, 0, 0,
				   (*next_slot)++, 1);
}

void console_attach(struct console *console, volatile seL4_Uint32 *registers, seL4_CPtr frame)
{
	console->registers = registers;
	console->frame = frame;
	console->registers[INTERRUPT_MASK] = 0;
	console->registers[CONTROL] = CONTROL_ON;
}

seL4_Error console_open_root(struct console *console, const seL4_BootInfo *info, seL4_CPtr *next_slot)
{
	seL4_Word image = (seL4_Word)_start & ~(seL4_Word)(PAGE - 1), paddr = 0;
	seL4_CPtr page = info->userImageFrames.start + ((seL4_Word)device_page - image) / PAGE, frame;
	seL4_Error error;

	if (!find_device(info, &paddr))
		return seL4_FailedLookup;
	error = make_frame(info, paddr & ~(seL4_Word)(PAGE - 1), next_slot);
	if (error)
		return error;
	frame = *next_slot - 1;
	error = seL4_ARM_Page_Unmap(page);
	if (!error)
		error = seL4_ARM_Page_Map(frame, seL4_CapInitThreadVSpace, (seL4_Word)device_page,
					  seL4_ReadWrite, seL4_ARM_ExecuteNever);
	if (error)
		return error;
	console_attach(console, (void *)(device_page + paddr % PAGE), frame);
	return seL4_NoError;
}

void console_device_write(const struct console *console, const char *bytes, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++) {
		while (console->registers[FLAGS] & FLAG_TRANSMIT_FULL)
			;
		console->registers[DATA] = (seL4_Uint8)bytes[i];
	}
}

int console_getchar(const struct console *console)
{
	if (console->registers[FLAGS] & FLAG_RECEIVE_EMPTY)
		return -1;
	return (int)(console->registers[DATA] & 0xff);
}
