/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The root task: what it finds, and images that cannot be started. ABI sheet 11. */
#include <elf.h>

#include "abi/sel4/bootinfo.h"
#include "boot/boot.h"
#include "boot/image.h"
#include "kernel_test.h"

enum {
	PAGE = 4096,
	RAM = 1 << 23,
	IMAGE_AT = RAM - 0x10000, /* offset of the file in RAM */
	SEGMENT = 0x1000,         /* offset of the segment's bytes in the file */
	ROOT_RADIX = 16,
};

#define VADDR 0x400000ull

static struct boot_machine machine;

static Elf64_Ehdr *header(void)
{
	return kernel_address(HOST_RAM_START + IMAGE_AT);
}

static Elf64_Phdr *segments(void)
{
	return (Elf64_Phdr *)(header() + 1);
}

/** A machine and a good image: one segment of 0x1800 bytes in the file and 0x2800 in memory. */
static void make_machine(void)
{
	u64 image = HOST_RAM_START + IMAGE_AT;

	world_after = NULL;
	host_reset(RAM);
	memset(&machine, 0, sizeof(machine));
	region_list_add(&machine.ram, (struct region){ HOST_RAM_START, image });
	region_list_add(&machine.reserved, (struct region){ HOST_RAM_START, HOST_RAM_START + RAM });
	machine.image = (struct region){ image, HOST_RAM_START + RAM };
	machine.device_top = 1ull << 32;

	*header() = (Elf64_Ehdr){
		.e_ident = { 0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT },
		.e_type = ET_EXEC,
		.e_machine = EM_X86_64,
		.e_version = EV_CURRENT,
		.e_entry = VADDR + 0x10,
		.e_phoff = sizeof(Elf64_Ehdr),
		.e_ehsize = sizeof(Elf64_Ehdr),
		.e_phentsize = sizeof(Elf64_Phdr),
		.e_phnum = 1,
	};
	segments()[0] = (Elf64_Phdr){
		.p_type = PT_LOAD,
		.p_flags = PF_R | PF_X,
		.p_offset = SEGMENT,
		.p_vaddr = VADDR,
		.p_filesz = 0x1800,
		.p_memsz = 0x2800,
		.p_align = PAGE,
	};
	memset((u8 *)header() + SEGMENT, 0xcc, 0x1800);
}

static struct cap *root_slots(void)
{
	return cap_object(kernel.current->slots[TCB_CSPACE].cap);
}

static struct cap root_cap(u64 index)
{
	return ((struct slot *)root_slots())[index].cap;
}

static seL4_BootInfo *boot(void)
{
	const char *broken;

	CHECK(setjmp(host.powered_off) == 0);
	boot_root_task(&machine);
	broken = invariants_broken((struct slot *)root_slots(), 1 << ROOT_RADIX, kernel.current);
	if (broken)
		tap_fail(__FILE__, __LINE__, broken);
	return kernel_address(cap_paddr(root_cap(seL4_CapBootInfoFrame)));
}

/** The console's text if booting ends the machine, else "". */
static const char *boot_message(void)
{
	if (setjmp(host.powered_off) == 0) {
		boot_root_task(&machine);
		return "";
	}
	return host.console;
}

static void fixed_slots(void)
{
	static const unsigned types[] = {
		CAP_NULL,      CAP_THREAD, CAP_CNODE, CAP_VSPACE, CAP_IRQ_CONTROL, CAP_ASID_CONTROL,
		CAP_ASID_POOL, CAP_NULL,   CAP_NULL,  CAP_FRAME,  CAP_FRAME,       CAP_DOMAIN,
		CAP_NULL,      CAP_NULL,   CAP_NULL,  CAP_NULL,
	};

	make_machine();
	boot();
	for (unsigned i = 0; i < seL4_NumInitialCaps; i++)
		CHECK_EQ(cap_type(root_cap(i)), types[i]);
	CHECK_EQ(cap_cnode_radix(root_cap(seL4_CapInitThreadCNode)), ROOT_RADIX);
	CHECK_EQ(cap_cnode_guard_bits(root_cap(seL4_CapInitThreadCNode)), 64 - ROOT_RADIX);
	CHECK(cap_object(root_cap(seL4_CapInitThreadTCB)) == kernel.current);
}

static void the_thread(void)
{
	const struct tcb *tcb;
	const seL4_BootInfo *info;

	make_machine();
	info = boot();
	tcb = kernel.current;
	CHECK_EQ(tcb->priority, 255);
	CHECK_EQ(tcb->mcp, 255);
	CHECK_EQ(tcb->domain, 0);
	CHECK_EQ(tcb->state, THREAD_RUNNING);
	CHECK_EQ(tcb->fault_handler, 0);
	CHECK_EQ(tcb->ticks, KERNEL_SLICE_TICKS);
	CHECK_EQ(tcb->context.reg[REG_NEXT_IP], VADDR + 0x10);
	CHECK_EQ(tcb->context.reg[REG_CAP], VADDR + 4ull * PAGE);
	CHECK_EQ(tcb->context.reg[REG_RSP], 0);
	CHECK_EQ(tcb->context.reg[REG_RFLAGS], 0x202);
	CHECK_EQ(tcb->ipc_buffer, (u64)info->ipcBuffer);
	CHECK(tcb_ipc_buffer(kernel.current, true) != NULL);
	CHECK(kernel.arch.vspace == cap_object(root_cap(seL4_CapInitThreadVSpace)));
}

static void boot_information(void)
{
	const seL4_BootInfo *info;
	u64 next = seL4_NumInitialCaps;

	make_machine();
	info = boot();
	CHECK_EQ(info->nodeID, 0);
	CHECK_EQ(info->numNodes, 1);
	CHECK_EQ(info->numIOPTLevels, ~0ull);
	CHECK_EQ((u64)info->ipcBuffer, VADDR + 3ull * PAGE);
	CHECK_EQ(info->initThreadCNodeSizeBits, ROOT_RADIX);
	CHECK_EQ(info->initThreadDomain, 0);
	CHECK_EQ(info->sharedFrames.end, 0);
	CHECK_EQ(info->ioSpaceCaps.end, 0);
	/* in the order of the slots */
	CHECK_EQ(info->userImagePaging.start, next);
	CHECK_EQ(info->userImagePaging.end - next, 3);
	next = info->userImagePaging.end;
	CHECK_EQ(cap_type(root_cap(next - 3)), CAP_PDPT);
	CHECK_EQ(cap_type(root_cap(next - 2)), CAP_PAGE_DIRECTORY);
	CHECK_EQ(cap_type(root_cap(next - 1)), CAP_PAGE_TABLE);
	CHECK_EQ(info->extraBIPages.start, next);
	CHECK_EQ(info->extraBIPages.end, ++next);
	CHECK_EQ(info->userImageFrames.start, next);
	CHECK_EQ(info->userImageFrames.end, next += 3);
	CHECK_EQ(info->untyped.start, next);
	CHECK_EQ(info->empty.start, info->untyped.end);
	CHECK_EQ(info->empty.end, 1u << ROOT_RADIX);
	for (u64 slot = info->empty.start; slot < info->empty.end; slot++)
		CHECK_EQ(cap_type(root_cap(slot)), CAP_NULL);
}

static void extra_boot_information(void)
{
	const seL4_BootInfo *info;
	const seL4_BootInfoHeader *chunk;

	make_machine();
	info = boot();
	chunk = kernel_address(cap_paddr(root_cap(info->extraBIPages.start)));
	CHECK_EQ(info->extraLen, sizeof(*chunk) + 4);
	CHECK_EQ(chunk->id, SEL4_BOOTINFO_HEADER_X86_TSC_FREQ);
	CHECK_EQ(chunk->len, info->extraLen);
}

static void the_image_is_loaded(void)
{
	const seL4_BootInfo *info;
	u64 paddr;

	make_machine();
	info = boot();
	paddr = cap_paddr(root_cap(info->userImageFrames.start));
	for (u64 i = 0; i < 3; i++) {
		struct cap frame = root_cap(info->userImageFrames.start + i);

		CHECK_EQ(cap_paddr(frame), paddr + i * PAGE);
		CHECK_EQ(mapping_vaddr(frame.w1), VADDR + i * PAGE);
	}
	for (u64 i = 0; i < 3ull * PAGE; i++)
		CHECK_EQ(((u8 *)kernel_address(paddr))[i], i < 0x1800 ? 0xcc : 0);
}

static void overlapping_segments_load_in_order(void)
{
	make_machine();
	header()->e_phnum = 2;
	segments()[1] = (Elf64_Phdr){
		.p_type = PT_NOTE, /* the type does not matter */
		.p_offset = SEGMENT + 0x1800,
		.p_vaddr = VADDR + 0x2000,
		.p_filesz = 1,
		.p_memsz = 0x5000,
	};
	((u8 *)header())[SEGMENT + 0x1800] = 0x77;
	CHECK_EQ(boot()->userImageFrames.end - boot()->userImageFrames.start, 7);
}

/** Untypeds are naturally aligned, and those of RAM together with what was used make up all of it. */
static void untypeds(void)
{
	const seL4_BootInfo *info;
	u64 ram_bytes = 0, device_bytes = 0;
	bool ram_seen = false;

	make_machine();
	info = boot();
	for (u64 i = 0; i < info->untyped.end - info->untyped.start; i++) {
		const seL4_UntypedDesc *desc = &info->untypedList[i];
		struct cap cap = root_cap(info->untyped.start + i);

		CHECK_EQ(cap_type(cap), CAP_UNTYPED);
		CHECK_EQ(cap_paddr(cap), desc->paddr);
		CHECK_EQ(cap_untyped_size_bits(cap), desc->sizeBits);
		CHECK_EQ(cap_untyped_device(cap), desc->isDevice);
		CHECK_EQ(desc->paddr & ((1ull << desc->sizeBits) - 1), 0);
		CHECK_EQ(cap_untyped_used(cap), 0);
		CHECK(!(desc->isDevice && ram_seen)); /* device memory first */
		ram_seen |= !desc->isDevice;
		*(desc->isDevice ? &device_bytes : &ram_bytes) += 1ull << desc->sizeBits;
	}
	CHECK_EQ(device_bytes, (1ull << 32) - RAM);
	/* image 3 pages, IPC buffer, boot information, extra, CNode, VSpace, pool, 3 tables, TCB */
	CHECK_EQ(ram_bytes, RAM - 11 * PAGE - (1u << ROOT_RADIX) * 32 - 2048);
}

static void recycled_memory_comes_first(void)
{
	const seL4_BootInfo *info;
	u64 first = 0;

	make_machine();
	region_list_remove(&machine.ram, (struct region){ HOST_RAM_START, HOST_RAM_START + 0x5000 });
	machine.recycled = (struct region){ HOST_RAM_START + 0x1000, HOST_RAM_START + 0x5000 };
	info = boot();
	while (info->untypedList[first].isDevice)
		first++;
	CHECK_EQ(info->untypedList[first].paddr, HOST_RAM_START + 0x1000);
	CHECK_EQ(info->untypedList[first].sizeBits, 12);
	CHECK_EQ(info->untypedList[first + 1].sizeBits, 13);
}

static void too_many_untypeds_are_dropped(void)
{
	const seL4_BootInfo *info;

	make_machine();
	for (u64 i = 0; i < 120; i++) /* each gap gives at least two pieces */
		region_list_add(&machine.reserved,
				(struct region){ 0x1000000 + i * 0x20000, 0x1000000 + i * 0x20000 + 0x3000 });
	info = boot();
	CHECK_EQ(info->untyped.end - info->untyped.start, CONFIG_MAX_NUM_BOOTINFO_UNTYPED_CAPS);
}

/* images that cannot be started: each has one message */

static void no_image(void)
{
	make_machine();
	machine.image.end = machine.image.start;
	CHECK(strstr(boot_message(), "cannot start: no root task image"));
}

static void not_elf(void)
{
	make_machine();
	header()->e_ident[1] = 'F';
	CHECK(strstr(boot_message(), "not an ELF file"));
	make_machine();
	machine.image.end = machine.image.start + 63;
	CHECK(strstr(boot_message(), "not an ELF file"));
}

static void not_64_bit(void)
{
	make_machine();
	header()->e_ident[EI_CLASS] = ELFCLASS32;
	CHECK(strstr(boot_message(), "not a 64-bit ELF file"));
}

static void for_another_architecture(void)
{
	make_machine();
	header()->e_machine = EM_AARCH64;
	CHECK(strstr(boot_message(), "another architecture"));
}

static void headers_missing(void)
{
	static const u64 offsets[] = { ~0ull, 0x100000, 0xffc8, 65 };

	for (unsigned i = 0; i < 4; i++) {
		make_machine();
		header()->e_phoff = offsets[i];
		header()->e_phnum = 3;
		CHECK(strstr(boot_message(), "program headers are missing"));
	}
	make_machine();
	header()->e_phentsize = 32;
	CHECK(strstr(boot_message(), "program headers are missing"));
}

static const char *with_segment(Elf64_Phdr segment)
{
	make_machine();
	segments()[0] = segment;
	return boot_message();
}

static void bad_segments(void)
{
	const u64 top = HOST_USER_TOP;

	CHECK(strstr(with_segment((Elf64_Phdr){ .p_vaddr = VADDR, .p_filesz = 0x101, .p_memsz = 0x100 }),
		     "file size exceeds its memory size"));
	CHECK(strstr(with_segment((Elf64_Phdr){
			     .p_vaddr = VADDR, .p_offset = 0xff00, .p_filesz = 0x101, .p_memsz = 0x101 }),
		     "bytes are missing"));
	CHECK(strstr(with_segment((Elf64_Phdr){
			     .p_vaddr = VADDR, .p_offset = ~0ull, .p_filesz = 1, .p_memsz = 0x101 }),
		     "bytes are missing"));
	CHECK(strstr(with_segment((Elf64_Phdr){ .p_vaddr = top + 1, .p_memsz = 0x100 }),
		     "outside the user address"));
	CHECK(strstr(with_segment((Elf64_Phdr){ .p_vaddr = VADDR, .p_memsz = ~0ull }),
		     "outside the user address"));
	CHECK(strstr(with_segment((Elf64_Phdr){ .p_vaddr = VADDR + 8, .p_memsz = 0x100 }), "page boundary"));
	CHECK(strstr(with_segment((Elf64_Phdr){ .p_vaddr = VADDR }), "nothing to load"));
	CHECK(strstr(with_segment((Elf64_Phdr){ .p_vaddr = VADDR + PAGE, .p_memsz = 0x100 }), "entry point"));
	CHECK(strstr(with_segment((Elf64_Phdr){ .p_vaddr = VADDR, .p_memsz = 0x10 }), "entry point"));
}

static void no_room_for_boot_information(void)
{
	make_machine();
	segments()[0] = (Elf64_Phdr){ .p_vaddr = (HOST_USER_TOP & ~4095ull) - PAGE, .p_memsz = PAGE };
	header()->e_entry = segments()[0].p_vaddr;
	CHECK(strstr(boot_message(), "no room for its boot information"));
}

static void too_large(void)
{
	make_machine();
	segments()[0].p_memsz = RAM;
	CHECK(strstr(boot_message(), "not enough memory"));
	make_machine();
	segments()[0].p_memsz = 1ull << 40;
	CHECK(strstr(boot_message(), "too large"));
	make_machine();
	segments()[0].p_memsz = (1ull << ROOT_RADIX << 12) - PAGE; /* slots enough for it alone */
	CHECK(strstr(boot_message(), "cannot start"));
}

static void too_little_memory(void)
{
	for (u64 bytes = 0; bytes < 0x280000; bytes += 0x1f000) {
		const char *message;

		make_machine();
		machine.ram = (struct region_list){ .count = 0 };
		region_list_add(&machine.ram, (struct region){ HOST_RAM_START, HOST_RAM_START + bytes });
		message = boot_message();
		CHECK(message[0] == 0 || strstr(message, "not enough memory"));
		CHECK(bytes > 0x200000 || message[0]);
	}
}

/** The file may say anything: no byte of its headers may lead the kernel astray. */
static void damaged_headers(void)
{
	u64 bytes = sizeof(Elf64_Ehdr) + sizeof(Elf64_Phdr);

	for (u64 at = 0; at < bytes; at++) {
		for (unsigned value = 0; value < 256; value += 51) {
			const char *message;

			make_machine();
			((u8 *)header())[at] = (u8)value;
			message = boot_message();
			CHECK(message[0] == 0 || strstr(message, "KaaL: cannot start: "));
		}
	}
}

static void regions(void)
{
	struct region_list list = { .count = 0 };

	region_list_add(&list, (struct region){ 10, 20 });
	region_list_add(&list, (struct region){ 30, 40 });
	region_list_add(&list, (struct region){ 20, 30 });
	CHECK_EQ(list.count, 1);
	CHECK_EQ(list.at[0].start, 10);
	CHECK_EQ(list.at[0].end, 40);
	region_list_remove(&list, (struct region){ 15, 18 });
	CHECK_EQ(list.count, 2);
	CHECK_EQ(list.at[0].end, 15);
	CHECK_EQ(list.at[1].start, 18);
	region_list_add(&list, (struct region){ 1, 2 });
	CHECK_EQ(list.at[0].start, 1);
	region_list_remove(&list, (struct region){ 0, 100 });
	CHECK_EQ(list.count, 0);
	region_list_add(&list, (struct region){ 5, 5 });
	CHECK_EQ(list.count, 0);
}

TAP_MAIN(TAP(fixed_slots), TAP(the_thread), TAP(boot_information), TAP(extra_boot_information),
	 TAP(the_image_is_loaded), TAP(overlapping_segments_load_in_order), TAP(untypeds),
	 TAP(recycled_memory_comes_first), TAP(too_many_untypeds_are_dropped), TAP(no_image), TAP(not_elf),
	 TAP(not_64_bit), TAP(for_another_architecture), TAP(headers_missing), TAP(bad_segments),
	 TAP(no_room_for_boot_information), TAP(too_large), TAP(too_little_memory), TAP(damaged_headers),
	 TAP(regions))
